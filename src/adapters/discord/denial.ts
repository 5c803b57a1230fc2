import { Routes } from 'discord.js';
import { z } from 'zod';
import { vidigestErrorIn } from '../../core/domain/errors.ts';
import type { MessageRef } from '../../core/domain/reply.ts';
import type { Clock, Logger } from '../../core/ports/runtime.ts';
import { deniedMessage } from '../../formatters/discord/short-messages.ts';
import { createBoundedMap } from './bounded-map.ts';
import { discordCodes, refusalCode } from './discord-failure.ts';
import { type PostOnceDeps, postOnce } from './post-once.ts';
import { directMessages } from './threads.ts';

/** Tells somebody that their message cannot be answered where it stands, and which permissions are missing for it. */
export interface Denial {
  /** Nothing for other failures. Never throws but for the signal: not everybody can be written to. */
  tell(to: MessageRef, language: string, error: unknown, signal: AbortSignal): Promise<void>;
}

/** What telling needs of the world. */
export interface DenialDeps extends PostOnceDeps {
  readonly clock: Clock;
  readonly logger: Logger;
}

const channelSchema = z.object({ id: z.string() });
const dayMs = 24 * 3_600_000;
const rememberedChannels = 2_000;

/** By direct message, since nothing can be said there; one a channel and day, whoever it is that hears of it. */
export function createDenial(deps: DenialDeps): Denial {
  const told = createBoundedMap<number>(rememberedChannels);
  return {
    async tell(to, language, error, signal) {
      const code = refusalCode(error);
      const isDenied = code === discordCodes.missingPermissions || code === discordCodes.missingAccess;
      if (!isDenied || to.workspace === directMessages || to.author === '') return;
      const day = Math.floor(deps.clock.now() / dayMs);
      if (told.get(to.channel) === day) return;
      told.set(to.channel, day);
      try {
        await write(
          deps,
          to,
          deniedMessage(language, reasonOf(error), linkOf(to)),
          `denied/${to.channel}/${day}`,
          signal,
        );
      } catch (failure) {
        signal.throwIfAborted();
        deps.logger.info('nobody could be told of a missing permission', { error: String(failure) });
      }
    },
  };
}

async function write(
  deps: DenialDeps,
  { author, workspace }: MessageRef,
  message: ReturnType<typeof deniedMessage>,
  key: string,
  signal: AbortSignal,
): Promise<void> {
  const route = Routes.userChannels();
  const body = { recipient_id: author };
  const answer = await deps.call(
    { method: 'POST', route, body, repeatable: true, what: 'open direct messages' },
    signal,
  );
  const place = { channel: channelSchema.parse(answer).id, replyTo: null };
  await postOnce(deps, place, message, { key, workspace, fence: null }, signal);
}

function reasonOf(error: unknown): string | null {
  return vidigestErrorIn(error)?.reason ?? null;
}

function linkOf({ workspace, channel, thread, message }: MessageRef): string {
  return `https://discord.com/channels/${workspace}/${thread ?? channel}/${message}`;
}
