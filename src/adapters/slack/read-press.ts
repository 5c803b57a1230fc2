import { z } from 'zod';
import { type AskedAt, type ChatWish, downloadFormats } from '../../core/domain/chat-request.ts';
import { answerModeSchema } from '../../core/domain/settings.ts';
import {
  actionIds,
  parseDigestValue,
  parseMoreValue,
  parsePageValue,
  parseVideosValue,
} from '../../formatters/slack/action-value.ts';
import { type ActAnswer, placeAt, placeIn, type SlackAct } from './act.ts';
import { readMetadata } from './page-metadata.ts';

const pressSchema = z.object({
  team: z.object({ id: z.string() }).nullish(),
  user: z.object({ id: z.string(), team_id: z.string().optional() }),
  trigger_id: z.string(),
  response_url: z.url().optional(),
  container: z.object({
    channel_id: z.string().optional(),
    message_ts: z.string().optional(),
    thread_ts: z.string().optional(),
    is_ephemeral: z.boolean().optional(),
  }),
  view: z
    .object({ id: z.string(), team_id: z.string().optional(), private_metadata: z.string().default('') })
    .optional(),
  actions: z
    .array(
      z.object({
        action_id: z.string(),
        action_ts: z.string(),
        value: z.string().optional(),
        selected_option: z.object({ value: z.string() }).nullish(),
      }),
    )
    .min(1),
});
type Press = z.infer<typeof pressSchema>;

/** Reads a pressed button or a picked option; null for what is neither. Forged and outdated values read as help. */
export function readPress(body: unknown): SlackAct | null {
  const parsed = pressSchema.safeParse(body);
  const [action] = parsed.data?.actions ?? [];
  if (!parsed.success || action === undefined) return null;
  const { user, view, container } = parsed.data;
  const value = action.selected_option?.value ?? action.value ?? '';
  const wish = wishOf(action.action_id, value);
  const place = `${container.channel_id ?? ''} ${container.message_ts ?? view?.id ?? ''}`;
  return {
    id: `press ${place} ${action.action_ts} ${user.id}`,
    user: user.id,
    team: user.team_id ?? '',
    at: placeOf(parsed.data),
    answer: answerTo(parsed.data, wish),
    wish: wish ?? { kind: 'help', typed: '', nearest: null },
  };
}

function placeOf({ team, user, container, view }: Press): AskedAt {
  const workspace = team?.id ?? user.team_id ?? '';
  const { channel_id: channel, message_ts: message, thread_ts: thread, is_ephemeral: hidden } = container;
  if (view !== undefined) return { ...placeIn(workspace, ''), ...readMetadata(view.private_metadata).place };
  if (channel === undefined || message === undefined) return placeIn(workspace, channel ?? '');
  // What one person sees is no message that anything could hang on, but its thread is one.
  if (hidden === true) return { ...placeIn(workspace, channel), message: thread ?? null };
  return placeAt(workspace, channel, message, thread);
}

/** These show more than a short answer holds. */
const onPages: ReadonlySet<string> = new Set(['show-section', 'show-part', 'choose-language', 'choose-download']);

function answerTo({ view, trigger_id: trigger, response_url: url }: Press, wish: ChatWish | null): ActAnswer {
  if (wish?.kind === 'settings') return { form: 'opens', trigger, url: url ?? null };
  if (view !== undefined)
    return { form: 'page', way: { kind: 'page', viewId: view.id, metadata: view.private_metadata } };
  if (wish !== null && onPages.has(wish.kind)) return { form: 'opens', trigger, url: url ?? null };
  return url === undefined ? { form: 'none' } : { form: 'private', way: { kind: 'response', url, uses: 0 } };
}

/** Null for what this version has no button for. */
function wishOf(actionId: string, value: string): ChatWish | null {
  switch (actionId) {
    case actionIds.chapter:
    case actionIds.previous:
    case actionIds.next:
    case actionIds.original: {
      const target = parsePageValue(value);
      return target === null ? null : { kind: 'show-section', ...target };
    }
    case actionIds.read: {
      // Below the full text it says where to begin.
      const target = parsePageValue(value);
      return target === null ? digestWish(actionId, value) : { kind: 'show-section', ...target };
    }
    case actionIds.settings:
      return { kind: 'settings' };
    case actionIds.more:
      return moreWish(value);
    case actionIds.digestAll: {
      const videoIds = parseVideosValue(value);
      return videoIds === null ? null : { kind: 'digest-all', videoIds, language: null };
    }
    case actionIds.mode: {
      const mode = answerModeSchema.safeParse(value);
      return mode.success ? { kind: 'change-settings', change: { set: { mode: mode.data }, reset: [] } } : null;
    }
    default:
      return digestWish(actionId, value);
  }
}

function moreWish(value: string): ChatWish | null {
  const more = parseMoreValue(value);
  if (more === null) return null;
  const kinds = { download: 'choose-download', again: 'digest-again', remove: 'remove' } as const;
  return { kind: kinds[more.choice], digest: more.digest };
}

function digestWish(actionId: string, value: string): ChatWish | null {
  const digest = parseDigestValue(value);
  if (digest === null) return null;
  const format = downloadFormats.find((each) => actionId === `${actionIds.download}_${each}`);
  if (format !== undefined) return { kind: 'download', digest, format };
  switch (actionId) {
    case actionIds.read:
      return { kind: 'show-section', digest, chapter: 0, page: 0, original: false };
    case actionIds.details:
      // Both parts stand on one page.
      return { kind: 'show-part', digest, part: { name: 'arguments' } };
    case actionIds.anotherLanguage:
      return { kind: 'choose-language', digest };
    case actionIds.postFullText:
      return { kind: 'post-full-text', digest };
    case actionIds.spendAnyway:
      return { kind: 'spend-anyway', digest };
    case actionIds.translate:
      return { kind: 'translate', digest };
    default:
      return null;
  }
}
