import { Routes } from 'discord.js';
import { z } from 'zod';
import type { PostRef } from '../../core/domain/reply.ts';
import type { LookUp, Outbox, RemoteWrite, Slot } from '../../core/ports/outbox.ts';
import type { DiscordMessage } from '../../formatters/discord/message.ts';
import type { DiscordCall } from './discord-call.ts';
import { failureBehind } from './discord-failure.ts';
import { listMessages } from './message-list.ts';
import { isMarked, marked, nonceOf } from './post-key.ts';
import type { ReplyPlace } from './threads.ts';

export interface PostOnceDeps {
  readonly call: DiscordCall;
  /** Remembers what was posted over crashes. Without it a message is safe against lost answers alone. */
  readonly outbox?: Outbox;
}

const messageSchema = z.object({ id: z.string(), channel_id: z.string() });

/**
 * Posts one message under its key, once: Discord itself keeps it from standing there twice for some minutes, the outbox
 * for ever. Throws `chat-refused`, and what the outbox throws.
 */
export async function postOnce(
  { call, outbox }: PostOnceDeps,
  place: ReplyPlace,
  message: DiscordMessage,
  slot: Slot,
  signal: AbortSignal,
): Promise<PostRef> {
  // Without the outbox a lost answer is asked for again under the same nonce; with it, by it.
  if (outbox === undefined) return send(call, place, message, slot.key, true, signal);
  const remote: RemoteWrite = {
    write: (key, inTime) => send(call, place, marked(message, key), key, false, inTime),
    lookUp: (key, inTime) => lookUp(call, place.channel, key, inTime),
    isRefusal: (error) => failureBehind(error).kind !== 'lost',
  };
  return await outbox.post(slot, remote, signal);
}

async function send(
  call: DiscordCall,
  { channel, replyTo }: ReplyPlace,
  message: DiscordMessage,
  key: string,
  repeatable: boolean,
  signal: AbortSignal,
): Promise<PostRef> {
  const reply = { message_id: replyTo, channel_id: channel, fail_if_not_exists: false };
  const reference = replyTo === null ? {} : { message_reference: reply };
  const body = { ...message, ...reference, nonce: nonceOf(key), enforce_nonce: true };
  const route = Routes.channelMessages(channel);
  const answer = await call({ method: 'POST', route, body, repeatable, what: 'post a message' }, signal);
  const { id, channel_id } = messageSchema.parse(answer);
  return { channel: channel_id, message: id };
}

/** Among the newest messages of the place: one that is looked for has been posted a moment ago. */
async function lookUp(call: DiscordCall, channel: string, key: string, signal: AbortSignal): Promise<LookUp> {
  try {
    const messages = await listMessages(call, { channel }, signal);
    const found = messages.find(({ components }) => isMarked(components, key));
    return found === undefined ? { kind: 'absent' } : { kind: 'found', post: { channel, message: found.id } };
  } catch (error) {
    signal.throwIfAborted();
    const failure = failureBehind(error);
    // Discord is known to answer 500 to lists with messages made of components (discord-api-docs issue 8611).
    if (failure.kind === 'lost' && failure.status === null) throw error;
    return { kind: 'refused' };
  }
}
