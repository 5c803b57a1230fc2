import type { Asker, ChatRequest, RequestOrigin } from '../../core/domain/chat-request.ts';
import type { MessageRef } from '../../core/domain/reply.ts';
import type { DiscordReaction, JoinedServer } from './gateway-events.ts';
import type { DiscordNotice } from './message-events.ts';
import { wishOfText } from './message-wish.ts';

/** What people ask for without a command or a button, as a request. Answers go into the thread. */
const answerTo = { form: 'thread' } as const;

/** A message as a request; null for one that nobody addressed to the bot and that holds no video. */
export function requestOfNotice({ ref, text, asked, editedAt }: DiscordNotice): ChatRequest | null {
  const origin: RequestOrigin = editedAt !== null ? 'edit' : asked ? 'mention' : 'link';
  const wish = wishOfText(text, origin, ref.message);
  if (wish.kind === 'no-video' && origin !== 'mention') return null;
  const id = editedAt === null ? `discord/${ref.message}` : `discord/${ref.message}/edit/${editedAt}`;
  return { id, asker: askerOf(ref.author), at: placeIn(ref), answerTo, ...wish };
}

/** A reaction as a request for the links of the message, whose text is given; null where there are none. */
export function requestOfReaction({ ref, user }: DiscordReaction, text: string): ChatRequest | null {
  const wish = wishOfText(text, 'reaction', ref.message);
  if (wish.kind === 'no-video') return null;
  return { id: `discord/${ref.message}/reaction/${user}`, asker: askerOf(user), at: placeIn(ref), answerTo, ...wish };
}

/** A message that is gone. */
export function requestOfDeletion(ref: MessageRef): ChatRequest {
  const frame = { asker: askerOf(ref.author), at: placeIn(ref), answerTo: { form: 'none' } } as const;
  return { id: `discord/${ref.message}/deleted`, ...frame, kind: 'message-deleted' };
}

/** A server that the bot was added to; null where it may write nowhere. Discord does not say who added it. */
export function requestOfJoin({ workspace, language, channel }: JoinedServer): ChatRequest | null {
  if (channel === null) return null;
  const at = { surface: 'discord', workspace, channel, thread: null, message: null } as const;
  return { id: `discord/${workspace}/welcome`, asker: askerOf('', language), at, answerTo, kind: 'welcome' };
}

function askerOf(id: string, locale: string | null = null): Asker {
  return { id, locale, mayAdminister: false, isGuest: false };
}

function placeIn({ author: _author, ...at }: MessageRef): Omit<MessageRef, 'author'> {
  return at;
}
