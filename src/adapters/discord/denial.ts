import { vidigestErrorIn } from '../../core/domain/errors.ts';
import type { MessageRef } from '../../core/domain/reply.ts';
import type { Clock, Logger } from '../../core/ports/runtime.ts';
import { deniedMessage } from '../../formatters/discord/short-messages.ts';
import { createBoundedMap } from './bounded-map.ts';
import { sendDirect } from './direct-word.ts';
import { isDenial } from './discord-failure.ts';
import type { PostOnceDeps } from './post-once.ts';
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

const dayMs = 24 * 3_600_000;
const rememberedChannels = 2_000;

/** By direct message, since nothing can be said there; one a channel and day, whoever it is that hears of it. */
export function createDenial(deps: DenialDeps): Denial {
  const told = createBoundedMap<number>(rememberedChannels);
  return {
    async tell(to, language, error, signal) {
      if (!isDenial(error) || to.workspace === directMessages || to.author === '') return;
      const day = Math.floor(deps.clock.now() / dayMs);
      if (told.get(to.channel) === day) return;
      told.set(to.channel, day);
      try {
        const message = deniedMessage(language, vidigestErrorIn(error)?.reason ?? null, linkOf(to));
        const slot = { key: `denied/${to.channel}/${day}`, workspace: to.workspace, fence: null };
        await sendDirect(deps, to.author, message, slot, signal);
      } catch (failure) {
        signal.throwIfAborted();
        deps.logger.info('nobody could be told of a missing permission', { error: String(failure) });
      }
    },
  };
}

function linkOf({ workspace, channel, thread, message }: MessageRef): string {
  return `https://discord.com/channels/${workspace}/${thread ?? channel}/${message}`;
}
