import { z } from 'zod';
import type { LookUp } from '../../core/ports/outbox.ts';
import type { SlackCall } from './slack-call.ts';
import { isBrokenInstallation, refusalOf } from './slack-failure.ts';
import type { SpeakAs } from './workspaces.ts';

/** Where a message of the bot's stands, if it stands. */
export interface PostSearch {
  readonly workspace: string;
  readonly channel: string;
  /** `ts` of the thread's first message; null for a message that stands in the channel itself. */
  readonly thread: string | null;
  readonly key: string;
}

const eventType = 'vidigest_post';

/** What a message carries where people do not see it, and keeps when it is edited. */
export function postMetadata(key: string) {
  return { event_type: eventType, event_payload: { key } };
}

const pageSchema = z.object({
  messages: z.array(
    z.object({
      ts: z.string(),
      metadata: z
        .object({ event_type: z.string(), event_payload: z.looseObject({ key: z.unknown() }) })
        .optional()
        .catch(undefined),
    }),
  ),
  response_metadata: z.object({ next_cursor: z.string().optional() }).optional(),
});

/** Messages a page; Slack gives some apps 15 whatever they ask for. */
const pageSize = 200;
/** Nobody looks through a longer thread for one message, nor further back in a channel. */
const mostPages = 10;
/** What is asked within a post cannot wait for longer: the post itself waits then. */
const patienceMs = 5_000;

/**
 * Looks through a thread, or back in a channel, for the message with a key. `refused` where Slack will not say, as without the scope, and where
 * the thread is too long. Throws a SlackCallError when it cannot be asked just now, or not at all any more.
 */
export async function findPost(
  { speakAs, call }: { readonly speakAs: SpeakAs; readonly call: SlackCall },
  { workspace, channel, thread, key }: PostSearch,
  signal: AbortSignal,
): Promise<LookUp> {
  let cursor: string | undefined;
  for (let page = 0; page < mostPages; page += 1) {
    const at = cursor === undefined ? {} : { cursor };
    const body = { channel, limit: pageSize, include_all_metadata: true, ...at };
    const method = thread === null ? 'conversations.history' : 'conversations.replies';
    const kind = { method, idempotent: true, patienceMs } as const;
    const get = () =>
      speakAs(workspace, ({ conversations }) =>
        thread === null ? conversations.history(body) : conversations.replies({ ...body, ts: thread }),
      );
    try {
      const answer = pageSchema.parse(await call(kind, get, signal));
      const found = answer.messages.find(({ metadata }) => isOurs(metadata, key));
      if (found !== undefined) return { kind: 'found', post: { channel, message: found.ts } };
      cursor = answer.response_metadata?.next_cursor;
    } catch (error) {
      return withoutAnswer(error);
    }
    if (cursor === undefined || cursor === '') return { kind: 'absent' };
  }
  return { kind: 'refused' };
}

interface Metadata {
  readonly event_type: string;
  readonly event_payload: { readonly key: unknown };
}

function isOurs(metadata: Metadata | undefined, key: string): boolean {
  return metadata?.event_type === eventType && metadata.event_payload.key === key;
}

function withoutAnswer(error: unknown): LookUp {
  const refusal = refusalOf(error);
  if (refusal === 'thread_not_found') return { kind: 'absent' };
  // A token that may write and not read is refused by its kind.
  const isFinal = isBrokenInstallation(refusal) && refusal !== 'not_allowed_token_type';
  if (refusal === '' || isFinal) throw error;
  return { kind: 'refused' };
}
