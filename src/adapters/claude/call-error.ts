import { VidigestError } from '../../core/domain/errors.ts';
import type { ModelRequest } from '../../core/ports/language-model.ts';
import type { AttemptFailure } from './attempt-failure.ts';

/** What a failed call was about, and what its error must not repeat. */
export interface FailedCall {
  readonly model: string;
  readonly stage: string;
  readonly apiKey: string;
  readonly request: ModelRequest | null;
  readonly nowMs: number;
}

const longestReason = 300;
/** So many characters in a row that also stand in the prompt are a quotation of it. */
const quotedLength = 24;

/**
 * The error a caller sees. It keeps the server's words as `reason` unless they quote the prompt, and never the key: a
 * server may echo either. The SDK's own error is not kept as a cause for the same reason; network errors are.
 */
export function callError({ facts, message, cause }: AttemptFailure, call: FailedCall): VidigestError {
  const reason = cleanReason(facts.reason, call);
  return new VidigestError(facts.code, `${call.stage} on ${call.model}: ${message}`, {
    ...(cause === undefined ? {} : { cause }),
    ...(facts.retryAfterMs === null ? {} : { retryAtMs: call.nowMs + facts.retryAfterMs }),
    ...(reason === null ? {} : { reason }),
    ...(facts.requestId === null ? {} : { requestId: facts.requestId }),
  });
}

function cleanReason(reason: string | null, { apiKey, request }: FailedCall): string | null {
  if (reason === null) return null;
  const safe = apiKey === '' ? reason : reason.replaceAll(apiKey, '…');
  const line = safe.replace(/\s+/g, ' ').trim().slice(0, longestReason);
  const blocks = [...(request?.system ?? []), ...(request?.user ?? [])].map(({ text }) => text.replace(/\s+/g, ' '));
  return line === '' || blocks.some((block) => quotes(line, block)) ? null : line;
}

function quotes(line: string, block: string): boolean {
  for (let at = 0; at + quotedLength <= line.length; at += 1) {
    if (block.includes(line.slice(at, at + quotedLength))) return true;
  }
  return false;
}
