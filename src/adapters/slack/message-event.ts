import { z } from 'zod';
import type { NoticedMessage } from '../../core/domain/noticed-message.ts';
import { messageText } from './message-text.ts';
import type { SlackIdentity } from './slack-identity.ts';

/** A message that somebody wrote where the bot can read it. */
export interface SlackNotice extends NoticedMessage {
  /** Links in Slack's notation, code left out. Untrusted. */
  readonly text: string;
  /** Written to the bot: in a direct message, or with a mention of it. */
  readonly asked: boolean;
}

const messageSchema = z.object({
  team_id: z.string(),
  event: z.object({
    type: z.literal('message'),
    subtype: z.string().optional(),
    channel: z.string(),
    channel_type: z.string().optional(),
    ts: z.string(),
    thread_ts: z.string().optional(),
    user: z.string().optional(),
    bot_id: z.string().nullish(),
    text: z.string().optional(),
    blocks: z.unknown().optional(),
    hidden: z.boolean().optional(),
  }),
});

/** A person's message; all other subtypes are notices of Slack's, or about a message that was there before. */
const spoken = new Set(['file_share', 'thread_broadcast', 'me_message']);

/**
 * Reads an event of the Events API. Null for everything that is not a new message: edits and deletions (a link that
 * is added by an edit is not noticed), joins and the like, the bot's own messages, and those of other apps unless
 * `botMessages`.
 */
export function readMessageEvent(
  body: unknown,
  self: SlackIdentity,
  { botMessages }: { readonly botMessages: boolean },
): SlackNotice | null {
  const parsed = messageSchema.safeParse(body);
  if (!parsed.success) return null;
  const { team_id: workspace, event } = parsed.data;
  if (event.hidden === true || event.user === self.userId || event.bot_id === self.botId) return null;
  const byApp = event.subtype === 'bot_message' || typeof event.bot_id === 'string';
  if (byApp ? !botMessages : event.subtype !== undefined && !spoken.has(event.subtype)) return null;
  const text = messageText(event.text ?? '', event.blocks);
  const { channel, ts: message, thread_ts: thread } = event;
  const author = event.user ?? event.bot_id ?? '';
  return {
    ref: {
      surface: 'slack',
      workspace,
      channel,
      message,
      thread: thread === message ? null : (thread ?? null),
      author,
    },
    text,
    postedAtMs: Math.round(Number(message) * 1000),
    asked: event.channel_type === 'im' || text.includes(`<@${self.userId}>`),
  };
}
