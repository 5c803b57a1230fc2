import type { RequestFrame } from '../../domain/chat-request.ts';
import type { MessageRef } from '../../domain/reply.ts';

/** The message that a request hangs on, as its asker's; null for a command. */
export function messageOf({ at, asker }: RequestFrame): MessageRef | null {
  return at.message === null ? null : { ...at, message: at.message, author: asker.id };
}
