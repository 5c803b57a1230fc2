import { z } from 'zod';
import type { ChatWish } from '../../core/domain/chat-request.ts';
import { findPlaylistLinks, findVideoLinks } from '../../core/domain/links.ts';
import { placeAt, placeIn, type SlackAct } from './act.ts';
import { wanted } from './command-text.ts';
import type { SlackNotice } from './message-event.ts';
import { messageText } from './message-text.ts';
import type { SlackIdentity } from './slack-identity.ts';

/** An edit adds to a conversation only while people still look at it. */
const editedWithinMs = 86_400_000;

/** What a message that was noticed asks for; null where there is nothing to answer. */
export function actOfNotice({ ref, text, asked }: SlackNotice, team: string): SlackAct | null {
  const videos = findVideoLinks(text).map(wanted);
  const origin = asked ? 'mention' : 'link';
  const { author: user, message, ...place } = ref;
  const byApp = user.startsWith('B');
  const postedAtMs = Math.round(Number(message) * 1000);
  const answer = { form: asked ? 'thread' : 'none' } as const;
  const frame = { id: `message ${ref.channel} ${message}`, user, team, at: { ...place, message }, answer };
  if (videos.length === 0) {
    const playlist = findPlaylistLinks(text).length > 0;
    return asked ? { ...frame, wish: { kind: 'no-video', origin, playlist } } : null;
  }
  const question = asked && hasQuestion(text);
  return {
    ...frame,
    wish: { kind: 'digest', origin, videos, language: null, private: false, question, byApp, postedAtMs },
  };
}

/** Words beside links and mentions, ending in a question mark of any script. */
function hasQuestion(text: string): boolean {
  return /[?？؟]/.test(text.replace(/<[^<>]*>|https?:\/\/\S+/g, ' '));
}

const saidSchema = z.object({
  subtype: z.string().optional(),
  ts: z.string(),
  thread_ts: z.string().optional(),
  user: z.string().optional(),
  user_team: z.string().optional(),
  team: z.string().optional(),
  bot_id: z.string().nullish(),
  text: z.string().optional(),
  blocks: z.unknown().optional(),
});
const changeSchema = z.object({
  team_id: z.string(),
  event_id: z.string(),
  event: z.object({
    type: z.literal('message'),
    subtype: z.enum(['message_changed', 'message_deleted']),
    channel: z.string(),
    ts: z.string(),
    deleted_ts: z.string().optional(),
    message: saidSchema.optional(),
    previous_message: saidSchema.optional(),
  }),
});
type Said = z.infer<typeof saidSchema>;

/** Reads an edit that adds links within a day, or a deletion; null for everything else and for the bot's own messages. */
export function readChange(body: unknown, self: SlackIdentity): SlackAct | null {
  const parsed = changeSchema.safeParse(body);
  if (!parsed.success) return null;
  const { team_id: workspace, event } = parsed.data;
  const { channel, previous_message: before } = event;
  // Where a thread hangs on it, a deleted message is told as one that Slack itself has changed.
  const isStone = event.message?.subtype === 'tombstone';
  const about = isStone ? before : (event.message ?? before);
  if (about === undefined || about.user === self.userId || about.bot_id === self.botId) return null;
  if (isStone || event.subtype === 'message_deleted') {
    return deletion(workspace, channel, event.deleted_ts ?? about.ts, about);
  }
  if (event.message === undefined || before === undefined) return null;
  const editedAfterMs = (Number(event.ts) - Number(about.ts)) * 1000;
  return editedAfterMs > editedWithinMs ? null : addition(workspace, channel, event.message, before, event.ts);
}

function deletion(workspace: string, channel: string, message: string, about: Said): SlackAct {
  const at = placeAt(workspace, channel, message, about.thread_ts);
  const frame = { id: `deleted ${channel} ${message}`, user: about.user ?? '', team: '', at };
  return { ...frame, answer: { form: 'none' }, wish: { kind: 'message-deleted' } };
}

function addition(workspace: string, channel: string, now: Said, before: Said, ts: string): SlackAct | null {
  const known = new Set(findVideoLinks(textOf(before)).map(({ videoId }) => videoId));
  const videos = findVideoLinks(textOf(now)).filter(({ videoId }) => !known.has(videoId));
  if (videos.length === 0) return null;
  const byApp = typeof now.bot_id === 'string';
  const postedAtMs = Math.round(Number(now.ts) * 1000);
  const rest = { language: null, private: false, question: false, byApp, postedAtMs } as const;
  const wish: ChatWish = { kind: 'digest', origin: 'edit', videos: videos.map(wanted), ...rest };
  const at = placeAt(workspace, channel, now.ts, now.thread_ts);
  const user = now.user ?? now.bot_id ?? '';
  const team = now.user_team ?? now.team ?? '';
  return { id: `edit ${channel} ${now.ts} ${ts}`, user, team, at, answer: { form: 'none' }, wish };
}

function textOf({ text, blocks }: Said): string {
  return messageText(text ?? '', blocks);
}

const reactionSchema = z.object({
  team_id: z.string(),
  event: z.object({
    type: z.literal('reaction_added'),
    user: z.string(),
    reaction: z.string(),
    item: z.object({ type: z.literal('message'), channel: z.string(), ts: z.string() }),
  }),
});

/** Somebody's reaction to a message, where it is the one that asks for a digest. */
export interface Reaction {
  readonly user: string;
  readonly workspace: string;
  readonly channel: string;
  readonly message: string;
}

/** Reads a reaction; null for other emoji and for the bot's own. Skin tones do not matter. */
export function readReaction(body: unknown, self: SlackIdentity, emoji: string): Reaction | null {
  const parsed = reactionSchema.safeParse(body);
  if (!parsed.success) return null;
  const { user, reaction, item } = parsed.data.event;
  if (user === self.userId || reaction.split('::')[0] !== emoji) return null;
  return { user, workspace: parsed.data.team_id, channel: item.channel, message: item.ts };
}

/** What a reaction asks for, given the message it stands under; null where that has no links, or is the bot's own. */
export function actOfReaction(reaction: Reaction, message: unknown, self: SlackIdentity): SlackAct | null {
  const parsed = saidSchema.safeParse(message);
  if (!parsed.success || parsed.data.user === self.userId || parsed.data.bot_id === self.botId) return null;
  const said = parsed.data;
  const videos = findVideoLinks(textOf(said)).map(wanted);
  if (videos.length === 0) return null;
  const { workspace, channel, message: ts, user } = reaction;
  const postedAtMs = Math.round(Number(ts) * 1000);
  const rest = { language: null, private: false, question: false, byApp: false, postedAtMs } as const;
  return {
    id: `reaction ${channel} ${ts}`,
    user,
    team: '',
    at: placeAt(workspace, channel, ts, said.thread_ts),
    answer: { form: 'none' },
    wish: { kind: 'digest', origin: 'reaction', videos, ...rest },
  };
}

const joinedSchema = z.object({
  team_id: z.string(),
  event_id: z.string(),
  event: z.object({ user: z.string(), channel: z.string(), inviter: z.string() }),
});

/** Reads that the bot was brought into a channel; null for others, and where nobody invited it. */
export function readJoined(body: unknown, self: SlackIdentity): SlackAct | null {
  const parsed = joinedSchema.safeParse(body);
  if (!parsed.success || parsed.data.event.user !== self.userId) return null;
  const { team_id: workspace, event_id: id, event } = parsed.data;
  const answer = { form: 'private', way: { kind: 'ephemeral' } } as const;
  const at = placeIn(workspace, event.channel);
  return { id: `joined ${id}`, user: event.inviter, team: '', at, answer, wish: { kind: 'welcome' } };
}

const homeSchema = z.object({
  team_id: z.string(),
  event_id: z.string(),
  event: z.object({ user: z.string(), tab: z.literal('home') }),
});

/** Reads that somebody looks at the bot's own page. */
export function readHomeOpened(body: unknown): SlackAct | null {
  const parsed = homeSchema.safeParse(body);
  if (!parsed.success) return null;
  const { team_id: workspace, event_id: id, event } = parsed.data;
  const answer = { form: 'page', way: { kind: 'home' } } as const;
  return { id: `home ${id}`, user: event.user, team: '', at: placeIn(workspace, ''), answer, wish: { kind: 'home' } };
}
