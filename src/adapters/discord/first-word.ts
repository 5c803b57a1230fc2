import { Routes } from 'discord.js';
import { z } from 'zod';
import type { PostRef } from '../../core/domain/reply.ts';
import type { Logger } from '../../core/ports/runtime.ts';
import { messageFlags } from '../../formatters/discord/message.ts';
import { createBoundedMap } from './bounded-map.ts';
import type { DiscordCall } from './discord-call.ts';
import { failureBehind } from './discord-failure.ts';
import type { GatewayMessage } from './gateway-schemas.ts';
import { listMessages } from './message-list.ts';
import type { ReplyPlace } from './threads.ts';

/** Where the bot has been heard: one post notifies those who follow a thread, all others come silently. */
export interface FirstWord {
  /**
   * Whether nothing of the bot's that stands in the thread, or as a reply to the message, has notified anybody. Asks
   * Discord where this process has not spoken there; the posts of a place must be made one after the other.
   */
  isDue(place: ReplyPlace, signal: AbortSignal): Promise<boolean>;
  /** A message that notifies stands there. */
  said(place: ReplyPlace, message: string): void;
  /** A message of the bot's was deleted: where it was the one that notified, another may. */
  unsaid(post: PostRef): void;
  /** The thread is gone, and another may take its id. */
  forget(thread: string): void;
}

interface FirstWordDeps {
  readonly call: DiscordCall;
  readonly logger: Logger;
}

const rememberedPlaces = 10_000;

/** Has spoken nowhere yet. */
export function createFirstWord(deps: FirstWordDeps): FirstWord {
  /** The message that notified, by place; and the place by that message. */
  const heard = createBoundedMap<string>(rememberedPlaces);
  const places = createBoundedMap<string>(rememberedPlaces);
  const self = rememberSelf(deps.call);
  const keyOf = ({ channel, replyTo }: ReplyPlace): string => `${channel} ${replyTo ?? ''}`;
  const said = (place: ReplyPlace, message: string): void => {
    heard.set(keyOf(place), message);
    places.set(message, keyOf(place));
  };
  return {
    async isDue(place, signal) {
      if (heard.get(keyOf(place)) !== undefined) return false;
      if (place.isNew === true) return true;
      const { isHeard, message } = await lookForWord(deps, self, place, signal);
      if (message !== null) said(place, message);
      return !isHeard;
    },
    said,
    unsaid({ message }) {
      const key = places.get(message);
      if (key !== undefined && heard.get(key) === message) heard.delete(key);
    },
    forget: (thread) => heard.delete(keyOf({ channel: thread, replyTo: null })),
  };
}

/** `message` null: there is none, or it is not known which. */
interface Heard {
  readonly isHeard: boolean;
  readonly message: string | null;
}

async function lookForWord(
  { call, logger }: FirstWordDeps,
  self: (signal: AbortSignal) => Promise<string>,
  { channel, replyTo }: ReplyPlace,
  signal: AbortSignal,
): Promise<Heard> {
  try {
    const range = { channel, ...(replyTo === null ? {} : { after: replyTo }), optional: true };
    const [messages, author] = await Promise.all([listMessages(call, range, signal), self(signal)]);
    const words = messages.filter((each) => isLoud(each, author));
    const word = words.find((each) => replyTo === null || each.message_reference?.message_id === replyTo);
    return { isHeard: word !== undefined, message: word?.id ?? null };
  } catch (error) {
    signal.throwIfAborted();
    logger.info('what the bot has said in a thread is not known', { channel, error: String(error) });
    // Lists that Discord breaks on hold messages made of components: the bot's own, as a rule.
    return { isHeard: failureBehind(error).kind === 'lost', message: null };
  }
}

const selfSchema = z.object({ id: z.string() });

/** The bot's own id, asked for once. */
function rememberSelf(call: DiscordCall): (signal: AbortSignal) => Promise<string> {
  let known: string | null = null;
  return async (signal) => {
    const request = { method: 'GET', route: Routes.user(), repeatable: false, optional: true } as const;
    known ??= selfSchema.parse(await call({ ...request, what: 'read the bot’s id' }, signal)).id;
    return known;
  };
}

/** A message, and a reply to one; a thread holds notices of Discord's own in the bot's name, too. */
const postedTypes: readonly number[] = [0, 19];

function isLoud({ author, type = 0, flags = 0 }: GatewayMessage, self: string): boolean {
  return author?.id === self && postedTypes.includes(type) && (flags & messageFlags.silent) === 0;
}
