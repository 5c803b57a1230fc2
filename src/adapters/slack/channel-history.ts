import { z } from 'zod';
import type { NoticedMessage } from '../../core/domain/noticed-message.ts';
import type { ChannelHistory } from '../../core/ports/channel-history.ts';
import type { Clock, Logger } from '../../core/ports/runtime.ts';
import { readMessageEvent } from './message-event.ts';
import { createSlackCall, type SlackCall } from './slack-call.ts';
import type { SlackClient } from './slack-client.ts';
import type { SlackIdentity } from './slack-identity.ts';
import { notInstalled, type SlackWorkspaces } from './workspaces.ts';

/** In whose name channels are read. */
export interface SlackHistoryDeps {
  readonly workspaces: SlackWorkspaces;
  readonly clock: Clock;
  readonly logger: Logger;
}

export interface SlackHistoryOptions {
  /** Whether messages of other apps are told of too; as for the app. Default false. */
  readonly botMessages?: boolean;
}

interface Reading extends SlackHistoryDeps {
  readonly call: SlackCall;
  readonly botMessages: boolean;
}

const pageSize = 200;
/** The newest so many pages are read: more was not said while nobody listened. */
const mostPages = 10;
/** Threads that are read as well, the newest. */
const mostThreads = 20;

const messageSchema = z.looseObject({
  ts: z.string(),
  thread_ts: z.string().optional(),
  latest_reply: z.string().optional(),
});
const pageSchema = z.object({
  messages: z.array(messageSchema),
  response_metadata: z.object({ next_cursor: z.string().optional() }).optional(),
});
type Message = z.infer<typeof messageSchema>;

/**
 * Reads up what was said in a channel of Slack, with the threads that began since. Slack does not tell which older
 * threads went on: what was said in those is not seen.
 */
export function createSlackHistory(
  deps: SlackHistoryDeps,
  { botMessages = false }: SlackHistoryOptions = {},
): ChannelHistory {
  const call = createSlackCall(deps);
  const reading: Reading = { ...deps, call, botMessages };
  return {
    async *since({ workspace, channel }, oldestMs, signal) {
      const self = await deps.workspaces.find(workspace, signal);
      if (self === null) throw notInstalled(workspace);
      const oldest = (oldestMs / 1000).toFixed(6);
      const messages = await readAll(reading, { workspace, channel, oldest }, signal);
      for (const message of messages) {
        const notice = noticeIn(reading, self, { workspace, channel }, message);
        if (notice !== null) yield notice;
      }
    },
  };
}

interface Span {
  readonly workspace: string;
  readonly channel: string;
  /** In Slack's own form. */
  readonly oldest: string;
}

async function readAll(
  reading: Reading,
  { workspace, channel, oldest }: Span,
  signal: AbortSignal,
): Promise<Message[]> {
  const as = <T>(request: (client: SlackClient) => Promise<T>) => reading.workspaces.speakAs(workspace, request);
  const bounds = { channel, oldest, inclusive: true, limit: pageSize };
  const inChannel = await readPages(
    reading,
    'conversations.history',
    (at) => as((client) => client.conversations.history({ ...bounds, ...at })),
    signal,
  );
  const begun = inChannel.filter(({ ts, thread_ts, latest_reply }) => ts === thread_ts && latest_reply !== undefined);
  const all = new Map(inChannel.map((message) => [message.ts, message]));
  // The newest come first.
  for (const { ts } of begun.slice(0, mostThreads)) {
    const read = (at: Cursor) => as((client) => client.conversations.replies({ ...bounds, ts, ...at }));
    for (const message of await readPages(reading, 'conversations.replies', read, signal)) all.set(message.ts, message);
  }
  // All have ten digits before the point.
  return [...all.values()].toSorted((one, other) => (one.ts < other.ts ? -1 : 1));
}

type Cursor = { readonly cursor?: string };

async function readPages(
  { call, logger }: Reading,
  method: string,
  read: (at: Cursor) => Promise<unknown>,
  signal: AbortSignal,
): Promise<Message[]> {
  const messages: Message[] = [];
  let at: Cursor = {};
  for (let page = 0; page < mostPages; page += 1) {
    const answer = pageSchema.parse(await call({ method, idempotent: true }, () => read(at), signal));
    messages.push(...answer.messages);
    const cursor = answer.response_metadata?.next_cursor ?? '';
    if (cursor === '') return messages;
    at = { cursor };
  }
  logger.warn('more was said than is read up', { method, count: messages.length });
  return messages;
}

/** A message as its event would have told of it. */
function noticeIn(
  { botMessages }: Reading,
  self: SlackIdentity,
  { workspace, channel }: { readonly workspace: string; readonly channel: string },
  message: Message,
): NoticedMessage | null {
  const notice = readMessageEvent({ team_id: workspace, event: { ...message, channel } }, self, { botMessages });
  return notice === null ? null : { ref: notice.ref, text: notice.text, postedAtMs: notice.postedAtMs };
}
