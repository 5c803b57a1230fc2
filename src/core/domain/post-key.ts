/** What a reply is to its request. `taken` is none: it notes that a placeholder has become one. */
export type ReplyPart = 'overview' | 'details' | 'full-text' | 'failure' | 'told' | 'again' | 'taken';

/**
 * The key of a reply to a request. `run` counts the failed tries before it: a reply that was deleted gives way to one of
 * a later run, which needs another name.
 */
export function replyKey(requestId: string, part: ReplyPart, run = 0): string {
  return run === 0 ? `${requestId}/${part}` : `${requestId}/${part}-${run}`;
}

/** The key of message number `place` (from 1) of a reply: the same whenever the reply is posted. */
export function messageKey(replyKey: string, place: number): string {
  return `${replyKey}/${place}`;
}
