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
  /** Nothing of the bot's stands there: opened for this, or no thread at all. */
  readonly isNew?: boolean;
}

/** The threads of messages, opened when they are needed. */
export interface Threads {
  /**
   * Where replies to the message go, its thread opened when there is none. With `name` null it gets a provisional name.
   * Throws what `DiscordCall` throws.
   */
  open(to: MessageRef, name: string | null, signal: AbortSignal): Promise<ReplyPlace>;
  /** Opens it likewise, with nothing to say yet. */
  prepare(to: MessageRef, name: string | null, signal: AbortSignal): Promise<void>;
  /** Puts a thread away in which nothing was said since it was prepared by this process. A refusal is logged. */
  withdraw(to: MessageRef, signal: AbortSignal): Promise<void>;
  /** The message's own thread turned out to be deleted: the next one who needs it opens another. */
  forget(to: MessageRef): void;
  /** Gives a thread that was opened under a provisional name its own, once. A refusal is logged and not thrown. */
  rename(to: MessageRef, name: string, signal: AbortSignal): Promise<void>;
  /** The thread of a message as far as it is known without asking; null where there is none. */
  known(to: MessageRef): string | null;
}

interface Opened {
  readonly place: ReplyPlace;
  readonly isProvisional: boolean;
  /** Prepared, and nothing was said in it. */
  readonly isEmpty: boolean;
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

const threadSchema = z.object({ id: z.string(), name: z.string().optional() });

/** Knows none yet; those of other processes are found when they are opened again. */
export function createThreads({ call, logger }: { readonly call: DiscordCall; readonly logger: Logger }): Threads {
  const opened: BoundedMap<Opened> = createBoundedMap(rememberedThreads);
  const serial = createKeyedSerial();
  const fixedPlace = ({ workspace, channel, message, thread }: MessageRef): ReplyPlace | null => {
    if (thread !== null) return { channel: thread, replyTo: null };
    return workspace === directMessages ? { channel, replyTo: message } : null;
  };
  const change = async (
    { place }: Opened,
    body: { readonly name: string } | { readonly archived: true },
    what: string,
    signal: AbortSignal,
  ): Promise<void> => {
    try {
      await call({ method: 'PATCH', route: Routes.channel(place.channel), body, repeatable: true, what }, signal);
    } catch (error) {
      signal.throwIfAborted();
      logger.info('a thread stays as it is', { what, error: error instanceof Error ? error : String(error) });
    }
  };
  const open = async (to: MessageRef, name: string | null, ahead: boolean, signal: AbortSignal) => {
    const fixed = fixedPlace(to);
    if (fixed !== null) return fixed;
    return serial(to.message, async () => {
      const found = opened.get(to.message) ?? (await openThread({ call, logger }, to, name, signal));
      opened.set(to.message, { ...found, isEmpty: found.isEmpty && ahead });
      return found.isEmpty ? { ...found.place, isNew: true } : found.place;
    });
  };
  return {
    open: (to, name, signal) => open(to, name, false, signal),
    async prepare(to, name, signal) {
      await open(to, name, true, signal);
    },
    withdraw: (to, signal) =>
      serial(to.message, async () => {
        const known = opened.get(to.message);
        if (known?.isEmpty !== true) return;
        await change(known, { archived: true }, 'put a thread away', signal);
      }),
    forget: ({ message }) => opened.delete(message),
    rename: (to, name, signal) =>
      serial(to.message, async () => {
        const known = opened.get(to.message);
        if (known === undefined || !known.isProvisional) return;
        // Once, whatever comes of it: Discord lets a thread be renamed twice in ten minutes.
        opened.set(to.message, { ...known, isProvisional: false });
        await change(known, { name }, 'name a thread', signal);
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
  { channel, message }: Pick<MessageRef, 'channel' | 'message'>,
  name: string | null,
  signal: AbortSignal,
): Promise<Opened> {
  const body = { name: name ?? provisionalName, auto_archive_duration: archiveAfterMinutes };
  const route = Routes.threads(channel, message);
  try {
    const request = { method: 'POST', route, body, repeatable: true, optional: true, what: 'open a thread' } as const;
    const thread = await call(request, signal);
    const place = { channel: threadSchema.parse(thread).id, replyTo: null };
    return { place, isProvisional: name === null, isEmpty: true };
  } catch (error) {
    signal.throwIfAborted();
    const code = refusalCode(error);
    // A title with words that Discord allows no name of in some servers, and does not list.
    if (code === discordCodes.invalidForm && name !== null) {
      logger.info('discord does not take a title for a thread', { channel });
      const plain = await openThread({ call, logger }, { channel, message }, null, signal);
      return { ...plain, isProvisional: false };
    }
    // Somebody opened it before, or our own request did and its answer got lost. A message's thread has its id.
    if (code === discordCodes.threadExists) return { ...(await findThread(call, message, signal)), isEmpty: false };
    if (!refusals.includes(code)) throw error;
    logger.info('no thread can be opened, replying instead', { channel, code, error: String(error) });
    return { place: { channel, replyTo: message }, isProvisional: false, isEmpty: false };
  }
}

/** A message's thread that is there already: it still has its provisional name where a process ended before a title. */
async function findThread(call: DiscordCall, message: string, signal: AbortSignal) {
  const request = { method: 'GET', route: Routes.channel(message), repeatable: true, what: 'read a thread' } as const;
  const place = { channel: message, replyTo: null };
  try {
    const { name } = threadSchema.parse(await call(request, signal));
    return { place, isProvisional: name === provisionalName };
  } catch (error) {
    if (refusalCode(error) === null) throw error;
    return { place, isProvisional: false };
  }
}
