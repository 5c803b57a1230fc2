import { z } from 'zod';
import type { MessageRef } from '../../core/domain/reply.ts';

/** Somebody pressed the button that posts a full text. */
export interface FullTextRequest {
  /** The overview that holds the button, with the thread it stands in; `author` is who pressed. */
  readonly ref: MessageRef;
  readonly videoId: string;
  /** BCP 47 tag of the digest. */
  readonly language: string;
}

const clickSchema = z.object({
  team: z.object({ id: z.string() }).nullish(),
  user: z.object({ id: z.string(), team_id: z.string().optional() }),
  container: z.object({
    channel_id: z.string(),
    message_ts: z.string(),
    thread_ts: z.string().optional(),
  }),
  actions: z.array(z.object({ action_id: z.string(), action_ts: z.string(), value: z.string().optional() })).min(1),
});

/** A click as it is told apart from its repetition by Slack. */
export interface Click {
  readonly id: string;
  readonly request: FullTextRequest;
}

/** Reads a block_actions payload; null for one that is not about a digest. */
export function readFullTextClick(body: unknown): Click | null {
  const parsed = clickSchema.safeParse(body);
  if (!parsed.success) return null;
  const { team, user, container, actions } = parsed.data;
  const [action] = actions;
  const [, videoId, language] = /^([\w-]{1,64})\|([A-Za-z0-9-]{2,35})$/.exec(action?.value ?? '') ?? [];
  if (action === undefined || videoId === undefined || language === undefined) return null;
  const { channel_id: channel, message_ts: message, thread_ts: thread } = container;
  const workspace = team?.id ?? user.team_id ?? '';
  const place = { channel, message, thread: thread === message ? null : (thread ?? null) };
  return {
    id: `${channel} ${message} ${action.action_ts} ${user.id}`,
    request: { ref: { surface: 'slack', workspace, ...place, author: user.id }, videoId, language },
  };
}
