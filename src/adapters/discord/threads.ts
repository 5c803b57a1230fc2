import { Routes } from 'discord.js';
import { z } from 'zod';
import type { MessageRef } from '../../core/domain/reply.ts';
import type { Logger } from '../../core/ports/runtime.ts';
import { type BoundedMap, createBoundedMap } from './bounded-map.ts';
import type { DiscordCall } from './discord-call.ts';
import { discordCodes, refusalCode } from './discord-failure.ts';
import { createKeyedSerial } from './keyed-serial.ts';

/** Where replies to a message go. `replyTo`: as a reply to that message, in a channel that has no thread for it. */
export interface ReplyPlace {
  readonly channel: string;
  readonly replyTo: string | null;
}

/** The threads of messages, opened when they are needed. */
export interface Threads {
  /**
   * Where replies to the message go, its thread opened when there is none. With `name` null it gets a provisional name.
   * Throws what `DiscordCall` throws.
   */
  open(to: MessageRef, name: string | null, signal: AbortSignal): Promise<ReplyPlace>;
  /** Gives a thread that was opened under a provisional name its own, once. A refusal is logged and not thrown. */
  rename(to: MessageRef, name: string, signal: AbortSignal): Promise<void>;
  /** The thread of a message as far as it is known without asking; null where there is none. */
  known(to: MessageRef): string | null;
}

interface Opened {
  readonly place: ReplyPlace;
  readonly isProvisional: boolean;
}

/** The guild of direct messages, as Discord's own addresses call it. */
export const directMessages = '@me';

/** Until the title is known. */
const provisionalName = 'YouTube';
/** The shortest that Discord has but one: a thread is read when it is new. */
const archiveAfterMinutes = 1_440;
const rememberedThreads = 5_000;

/** The bot may not open a thread here, or nobody can: it replies instead. */
const refusals: readonly (number | null)[] = [
  discordCodes.missingAccess,
  discordCodes.missingPermissions,
  discordCodes.cannotInChannelType,
  discordCodes.tooManyThreads,
];

const threadSchema = z.object({ id: z.string() });

/** Knows none yet; those of other processes are found when they are opened again. */
export function createThreads({ call, logger }: { readonly call: DiscordCall; readonly logger: Logger }): Threads {
  const opened: BoundedMap<Opened> = createBoundedMap(rememberedThreads);
  const serial = createKeyedSerial();
  const fixedPlace = ({ workspace, channel, message, thread }: MessageRef): ReplyPlace | null => {
    if (thread !== null) return { channel: thread, replyTo: null };
    return workspace === directMessages ? { channel, replyTo: message } : null;
  };
  return {
    async open(to, name, signal) {
      const fixed = fixedPlace(to);
      if (fixed !== null) return fixed;
      return serial(to.message, async () => {
        const known = opened.get(to.message);
        if (known !== undefined) return known.place;
        const found = await openThread({ call, logger }, to, name, signal);
        opened.set(to.message, found);
        return found.place;
      });
    },
    rename: (to, name, signal) =>
      serial(to.message, async () => {
        const known = opened.get(to.message);
        if (known === undefined || !known.isProvisional) return;
        // Once, whatever comes of it: Discord lets a thread be renamed twice in ten minutes.
        opened.set(to.message, { ...known, isProvisional: false });
        const route = Routes.channel(known.place.channel);
        try {
          await call({ method: 'PATCH', route, body: { name }, repeatable: true, what: 'name a thread' }, signal);
        } catch (error) {
          signal.throwIfAborted();
          logger.info('a thread keeps its provisional name', { error: error instanceof Error ? error : String(error) });
        }
      }),
    known(to) {
      if (to.thread !== null) return to.thread;
      const place = opened.get(to.message)?.place;
      return place === undefined || place.replyTo !== null ? null : place.channel;
    },
  };
}

async function openThread(
  { call, logger }: { readonly call: DiscordCall; readonly logger: Logger },
  { channel, message }: MessageRef,
  name: string | null,
  signal: AbortSignal,
): Promise<Opened> {
  const body = { name: name ?? provisionalName, auto_archive_duration: archiveAfterMinutes };
  const route = Routes.threads(channel, message);
  try {
    const thread = await call({ method: 'POST', route, body, repeatable: true, what: 'open a thread' }, signal);
    return { place: { channel: threadSchema.parse(thread).id, replyTo: null }, isProvisional: name === null };
  } catch (error) {
    signal.throwIfAborted();
    const code = refusalCode(error);
    // Somebody opened it before, or our own request did and its answer got lost. A message's thread has its id.
    if (code === discordCodes.threadExists) {
      return { place: { channel: message, replyTo: null }, isProvisional: false };
    }
    if (!refusals.includes(code)) throw error;
    logger.info('no thread can be opened, replying instead', { channel, code, error: String(error) });
    return { place: { channel, replyTo: message }, isProvisional: false };
  }
}
