import { findVideoLinks } from '../../core/domain/links.ts';
import type { NoticedMessage } from '../../core/domain/noticed-message.ts';
import { watchUrl } from '../../core/domain/video.ts';
import type { VideoLink } from '../../core/domain/youtube-url.ts';
import type { Clock } from '../../core/ports/runtime.ts';
import { createBoundedMap } from './bounded-map.ts';
import { type Place, placeOf } from './directory.ts';
import { textIn } from './message-text.ts';
import { postedAtMs } from './message-wish.ts';
import { readSpoken, type SpokenMessage } from './spoken-message.ts';
import { directMessages } from './threads.ts';

/** A message that somebody wrote where the bot can read it. For an edit `text` is the links that it added, alone. */
export interface DiscordNotice extends NoticedMessage {
  /** When it was edited, as Discord writes it; null for a message that is new. */
  readonly editedAt: string | null;
  /** Written to the bot: in a direct message, or with a mention of it. */
  readonly asked: boolean;
}

export interface MessageEventDeps {
  readonly clock: Clock;
  /** The bot's own user id. */
  readonly self: () => string | null;
  /** Where the messages of a channel stand. */
  readonly place: (channel: string, signal: AbortSignal) => Promise<Place>;
}

/** Reads the gateway's messages. Both give null for what is not to be answered, the same message a second time included. */
export interface MessageEvents {
  created(data: unknown, signal: AbortSignal): Promise<DiscordNotice | null>;
  /** A message that was read up, not told. `author` and text as they were read. */
  readUp(message: NoticedMessage): DiscordNotice | null;
  /** From now on the message is as if it had never been told. */
  forget(message: string): void;
  /** Edits within a day that add a link. */
  updated(data: unknown, signal: AbortSignal): Promise<DiscordNotice | null>;
}

const rememberedMessages = 5_000;
const editsWithinMs = 24 * 3_600_000;

/** Remembers the links of recent messages, so that an edit is told from what was there. */
export function createMessageEvents(deps: MessageEventDeps): MessageEvents {
  const linksOf = createBoundedMap<ReadonlySet<string>>(rememberedMessages);
  /** Before anything is waited for, so that it is news once; not where it could not be read, which may come again. */
  const remember = async <T>(message: string, links: ReadonlySet<string>, deal: () => Promise<T>): Promise<T> => {
    const before = linksOf.get(message);
    linksOf.set(message, links);
    try {
      return await deal();
    } catch (error) {
      if (before === undefined) linksOf.delete(message);
      else linksOf.set(message, before);
      throw error;
    }
  };
  return {
    async created(data, signal) {
      const message = readSpoken(data, deps.self());
      if (message === null || linksOf.get(message.id) !== undefined) return null;
      const text = textIn(message);
      const links = new Set(findVideoLinks(text).map(({ videoId }) => videoId));
      return remember(message.id, links, () => noticeOf(deps, message, { text, editedAt: null }, signal));
    },
    readUp({ ref, text, postedAtMs: atMs }) {
      if (linksOf.get(ref.message) !== undefined) return null;
      linksOf.set(ref.message, new Set(findVideoLinks(text).map(({ videoId }) => videoId)));
      const asked = ref.workspace === directMessages || names(text, deps.self());
      return { ref, text, editedAt: null, postedAtMs: atMs, asked };
    },
    forget: (message) => linksOf.delete(message),
    async updated(data, signal) {
      const message = readSpoken(data, deps.self());
      // Discord tells of an edit too when it has merely looked up a link's preview.
      if (message === null || typeof message.edited_timestamp !== 'string') return null;
      if (deps.clock.now() - postedAtMs(message.id) > editsWithinMs) return null;
      const before = linksOf.get(message.id) ?? new Set();
      const added = findVideoLinks(textIn(message)).filter(({ videoId }) => !before.has(videoId));
      if (added.length === 0) return null;
      const links = new Set([...before, ...added.map(({ videoId }) => videoId)]);
      const edit = { text: added.map(addressOf).join(' '), editedAt: message.edited_timestamp };
      return remember(message.id, links, () => noticeOf(deps, message, edit, signal));
    },
  };
}

async function noticeOf(
  deps: MessageEventDeps,
  message: SpokenMessage,
  said: Pick<DiscordNotice, 'text' | 'editedAt'>,
  signal: AbortSignal,
): Promise<DiscordNotice> {
  const { id, channel_id, channel_type, guild_id, author, content = '' } = message;
  const place = await placeOfMessage(deps, channel_id, channel_type, guild_id, signal);
  return {
    ref: { surface: 'discord', workspace: guild_id ?? directMessages, ...place, message: id, author: author.id },
    ...said,
    postedAtMs: postedAtMs(id),
    asked: guild_id === undefined || names(content, deps.self()),
  };
}

/** Whether a text mentions the bot. By Discord's own list a mere reply to it does too, which asks for nothing. */
function names(text: string, self: string | null): boolean {
  return self !== null && (text.includes(`<@${self}>`) || text.includes(`<@!${self}>`));
}

/** Only of a thread must more be known than the message tells: its parent. */
async function placeOfMessage(
  { place }: MessageEventDeps,
  channel: string,
  type: number | undefined,
  guild: string | undefined,
  signal: AbortSignal,
): Promise<Place> {
  if (guild === undefined) return { channel, thread: null };
  const known = type === undefined ? null : placeOf(channel, type, null);
  return known !== null && known.thread === null ? known : await place(channel, signal);
}

function addressOf({ videoId, startMs }: VideoLink): string {
  return watchUrl(videoId, startMs ?? 0);
}
