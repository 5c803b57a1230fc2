import { Routes } from 'discord.js';
import { z } from 'zod';
import type { NoticedMessage } from '../../core/domain/noticed-message.ts';
import type { ChannelHistory } from '../../core/ports/channel-history.ts';
import type { Logger } from '../../core/ports/runtime.ts';
import type { Place } from './directory.ts';
import type { DiscordCall } from './discord-call.ts';
import { discordCodes, refusalCode } from './discord-failure.ts';
import { listedAtOnce, listMessages } from './message-list.ts';
import { textIn } from './message-text.ts';
import { postedAtMs, snowflakeAt } from './message-wish.ts';
import { readSpoken } from './spoken-message.ts';
import { directMessages } from './threads.ts';

/** A channel's oldest so many messages of a hundred are read: more was not said while nobody listened. */
const mostPages = 10;
/** Threads that are read as well, those with the newest messages. */
const mostThreads = 20;

const threadsSchema = z.object({
  threads: z.array(
    z.object({ id: z.string(), parent_id: z.string().nullish(), last_message_id: z.string().nullish() }),
  ),
});

/** Reads up what was said in a channel of Discord, and after it in each of its threads that are not archived. */
export function createDiscordHistory(deps: { readonly call: DiscordCall; readonly logger: Logger }): ChannelHistory {
  return {
    async *since({ workspace, channel }, oldestMs, signal) {
      const after = snowflakeAt(oldestMs);
      yield* readChannel(deps, workspace, channel, after, signal);
      if (workspace === directMessages) return;
      for (const thread of await threadsWithNews(deps.call, { workspace, channel }, after, signal)) {
        yield* readPlace(deps, workspace, { channel, thread }, after, signal);
      }
    },
  };
}

/** A forum has no messages but those in its posts. */
async function* readChannel(
  deps: Parameters<typeof createDiscordHistory>[0],
  workspace: string,
  channel: string,
  after: string,
  signal: AbortSignal,
): AsyncGenerator<NoticedMessage> {
  try {
    yield* readPlace(deps, workspace, { channel, thread: null }, after, signal);
  } catch (error) {
    if (refusalCode(error) !== discordCodes.cannotInChannelType) throw error;
  }
}

async function* readPlace(
  { call, logger }: { readonly call: DiscordCall; readonly logger: Logger },
  workspace: string,
  place: Place,
  oldest: string,
  signal: AbortSignal,
): AsyncGenerator<NoticedMessage> {
  let after = oldest;
  for (let page = 0; page < mostPages; page += 1) {
    const messages = await listMessages(call, { channel: place.thread ?? place.channel, after }, signal);
    for (const message of messages) {
      const spoken = readSpoken(message, null);
      if (spoken === null) continue;
      const { id, author } = spoken;
      const ref = { surface: 'discord', workspace, ...place, message: id, author: author.id } as const;
      yield { ref, text: textIn(spoken), postedAtMs: postedAtMs(id) };
    }
    after = messages.at(-1)?.id ?? after;
    if (messages.length < listedAtOnce) return;
  }
  logger.warn('more was said than is read up', { channel: place.channel });
}

async function threadsWithNews(
  call: DiscordCall,
  { workspace, channel }: { readonly workspace: string; readonly channel: string },
  after: string,
  signal: AbortSignal,
): Promise<string[]> {
  const route = Routes.guildActiveThreads(workspace);
  const answer = await call({ method: 'GET', route, repeatable: true, what: 'list threads' }, signal);
  const { threads } = threadsSchema.parse(answer);
  const lastOf = (last: string | null | undefined): bigint => BigInt(last ?? 0);
  return threads
    .filter(({ parent_id, last_message_id }) => parent_id === channel && lastOf(last_message_id) > BigInt(after))
    .toSorted((a, b) => (lastOf(a.last_message_id) > lastOf(b.last_message_id) ? -1 : 1))
    .slice(0, mostThreads)
    .map(({ id }) => id);
}
