import { abortable } from '../../core/domain/abortable.ts';
import { VidigestError } from '../../core/domain/errors.ts';
import { readFailure, refusalOf, SlackCallError } from './slack-failure.ts';

/**
 * One try: whoever runs a check can run it again. Throws a SlackCallError where Slack refuses, else `chat-refused` that
 * says in words what is in the way, or the signal's reason.
 */
export async function ask<T>(method: string, call: () => Promise<T>, signal: AbortSignal): Promise<T> {
  try {
    return await abortable(call(), signal);
  } catch (cause) {
    signal.throwIfAborted();
    const failure = readFailure(cause);
    if (failure.kind === 'refused') throw new SlackCallError(method, failure, cause);
    const reason =
      failure.kind === 'rate-limited'
        ? `Slack wants a pause of ${Math.ceil(failure.retryAfterMs / 1_000)} s`
        : `Slack cannot be reached (${failure.reason})`;
    throw new VidigestError('chat-refused', `${method}: ${reason}`, { cause, reason });
  }
}

/** Slack's word; rethrows what is none, such as the status that something on the way answers with. */
export function refusalIn(error: unknown): string {
  const refusal = refusalOf(error);
  if (refusal === '' || refusal.startsWith('http ')) throw error;
  return refusal;
}
