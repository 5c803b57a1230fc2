import { z } from 'zod';
import { findPlaylistLinks, findVideoLinks } from '../../core/domain/links.ts';
import { callbackIds } from '../../formatters/slack/action-value.ts';
import { placeAt, placeIn, type SlackAct } from './act.ts';
import { readCommandText, wanted } from './command-text.ts';
import { messageText } from './message-text.ts';

const commandSchema = z.object({
  team_id: z.string(),
  channel_id: z.string(),
  user_id: z.string(),
  text: z.string().default(''),
  response_url: z.url(),
  trigger_id: z.string(),
});

/** Reads a slash command; null for what is none. */
export function readCommand(body: unknown): SlackAct | null {
  const parsed = commandSchema.safeParse(body);
  if (!parsed.success) return null;
  const {
    team_id: team,
    channel_id: channel,
    user_id: user,
    text,
    response_url: url,
    trigger_id: trigger,
  } = parsed.data;
  const wish = readCommandText(text);
  const page = wish.kind === 'settings' || (wish.kind === 'digest' && wish.private);
  const answer = page
    ? ({ form: 'opens', trigger, url } as const)
    : ({ form: 'private', way: { kind: 'response', url, uses: 0 } } as const);
  return { id: `command ${trigger}`, user, team: '', at: placeIn(team, channel), answer, wish };
}

const shortcutSchema = z.object({
  callback_id: z.literal(callbackIds.messageShortcut),
  action_ts: z.string(),
  team: z.object({ id: z.string() }),
  user: z.object({ id: z.string(), team_id: z.string().optional() }),
  channel: z.object({ id: z.string() }),
  message: z.object({
    ts: z.string(),
    thread_ts: z.string().optional(),
    text: z.string().optional(),
    blocks: z.unknown().optional(),
  }),
  response_url: z.url(),
});

/** Reads the shortcut in a message's menu; null for what is none. */
export function readMessageShortcut(body: unknown): SlackAct | null {
  const parsed = shortcutSchema.safeParse(body);
  if (!parsed.success) return null;
  const { team, user, channel, message, response_url: url, action_ts: ts } = parsed.data;
  const text = messageText(message.text ?? '', message.blocks);
  const videos = findVideoLinks(text).map(wanted);
  const way = { kind: 'response', url, uses: 0 } as const;
  const frame = {
    id: `shortcut ${channel.id} ${message.ts} ${ts} ${user.id}`,
    user: user.id,
    team: user.team_id ?? '',
    at: placeAt(team.id, channel.id, message.ts, message.thread_ts),
    answer: { form: 'private', way },
  } as const;
  const origin = 'shortcut';
  if (videos.length === 0) {
    return { ...frame, wish: { kind: 'no-video', origin, playlist: findPlaylistLinks(text).length > 0 } };
  }
  const postedAtMs = Math.round(Number(message.ts) * 1000);
  const rest = { language: null, private: false, question: false, byApp: false, postedAtMs } as const;
  return { ...frame, wish: { kind: 'digest', origin, videos, ...rest } };
}
