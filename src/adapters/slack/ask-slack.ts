import { abortable } from '../../core/domain/abortable.ts';
import { readFailure, refusalOf, SlackCallError } from './slack-failure.ts';

/** One try: whoever runs a check can run it again. Throws SlackCallError, or the signal's reason. */
export async function ask<T>(method: string, call: () => Promise<T>, signal: AbortSignal): Promise<T> {
  try {
    return await abortable(call(), signal);
  } catch (cause) {
    signal.throwIfAborted();
    throw new SlackCallError(method, readFailure(cause), cause);
  }
}

/** Slack's word; rethrows what is none, such as the status that something on the way answers with. */
export function refusalIn(error: unknown): string {
  const refusal = refusalOf(error);
  if (refusal === '' || refusal.startsWith('http ')) throw error;
  return refusal;
}
