import type { ServerResponse } from 'node:http';
import { setImmediate as breathe, setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '../../../src/core/ports/runtime.ts';
import type { Fault } from './faults.ts';
import type { TokenisedText } from './token-budget.ts';

/** Real time: `ttftMs` before the answer begins, then so many tokens a second. 0 means as fast as possible. */
export interface Pace {
  readonly ttftMs: number;
  readonly tokensPerSecond: number;
}

/** One answer on its way. */
export interface Delivery {
  readonly response: ServerResponse;
  readonly requestId: string;
  readonly model: string;
  readonly answer: TokenisedText;
  /** The request's `max_tokens`. */
  readonly maxTokens: number;
  readonly fault: Fault | null;
  readonly pace: Pace;
  /** What the time between pings passes on. */
  readonly clock: Pick<Clock, 'sleep'>;
  /** Input side of the usage, in the API's names. */
  readonly inputUsage: Readonly<Record<string, number>>;
  /** Called once, when the answer begins. */
  readonly onBegin: () => void;
  /** Aborts when the client has gone or the server closes. */
  readonly signal: AbortSignal;
}

/** How an answer ended, and how many tokens of it were given. */
export interface Outcome {
  readonly tokens: number;
  readonly stop: string | null;
}

/** Where and why the answer ends, before anything is sent. */
export function planEnd({ answer, maxTokens, fault }: Delivery): { tokens: number; stop: string } {
  const limit = Math.min(answer.tokens, maxTokens);
  const natural = answer.tokens > maxTokens ? 'max_tokens' : 'end_turn';
  if (fault?.kind === 'truncate') return { tokens: Math.min(limit, fault.afterTokens), stop: 'max_tokens' };
  if (fault?.kind === 'refusal') return { tokens: Math.min(limit, fault.afterTokens ?? 0), stop: 'refusal' };
  return { tokens: limit, stop: natural };
}

/** Gives the text in pieces, at the pace asked for, up to `tokens`. */
export async function* pieces(
  { answer, pace, signal }: Delivery,
  tokens: number,
): AsyncGenerator<string, void, undefined> {
  const startedAt = performance.now();
  let given = 0;
  let at = 0;
  while (given < tokens) {
    if (pace.tokensPerSecond > 0) {
      const due = Math.floor(((performance.now() - startedAt) / 1000) * pace.tokensPerSecond);
      if (due <= given) {
        await sleep(Math.max(5, 1000 / pace.tokensPerSecond), undefined, { signal });
        continue;
      }
      given = Math.min(tokens, due);
    } else {
      given = Math.min(tokens, given + 24);
      await breathe();
    }
    const end = answer.cut(given);
    if (end > at) yield answer.text.slice(at, end);
    at = end;
  }
}
