import { Routes } from 'discord.js';
import { z } from 'zod';
import type { Slot } from '../../core/ports/outbox.ts';
import type { DiscordMessage } from '../../formatters/discord/message.ts';
import { type PostOnceDeps, postOnce } from './post-once.ts';

const channelSchema = z.object({ id: z.string() });

/** Writes to a person directly, once a key. Throws as `postOnce` does: not everybody can be written to. */
export async function sendDirect(
  deps: PostOnceDeps,
  person: string,
  message: DiscordMessage,
  slot: Slot,
  signal: AbortSignal,
): Promise<void> {
  const body = { recipient_id: person };
  const request = { method: 'POST', route: Routes.userChannels(), body, repeatable: true } as const;
  const answer = await deps.call({ ...request, what: 'open direct messages' }, signal);
  const place = { channel: channelSchema.parse(answer).id, replyTo: null };
  await postOnce(deps, place, message, slot, signal);
}
