import { type Client, Events, GatewayDispatchEvents, type Guild } from 'discord.js';
import type { VidigestError } from '../../core/domain/errors.ts';
import type { NoticedMessage } from '../../core/domain/noticed-message.ts';
import type { Clock, Logger } from '../../core/ports/runtime.ts';
import { createBoundedMap } from './bounded-map.ts';
import type { Directory } from './directory.ts';
import type { DiscordCall } from './discord-call.ts';
import type { DiscordShards } from './discord-client.ts';
import { requestOfDeletion, requestOfJoin, requestOfNotice, requestOfReaction } from './event-request.ts';
import { createGatewayConnection } from './gateway-connection.ts';
import { readDeletion, readJoin, readReaction, readThreadDeletion } from './gateway-events.ts';
import { createHandlers, type Handlers } from './handlers.ts';
import { dealWithInteraction, type OnRequest } from './interactions.ts';
import { createMessageEvents, type DiscordNotice } from './message-events.ts';
import type { OpenInteractions } from './open-interactions.ts';
import { chosenLanguage } from './server-language.ts';
import { takeEvents } from './take-events.ts';
import { directMessages } from './threads.ts';

export interface DiscordAppDeps {
  readonly call: DiscordCall;
  /** Learns of channels and permissions while the app runs. */
  readonly directory: Directory;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Learns who waits for an answer. */
  readonly open: OpenInteractions;
  /** Whether the bot is at work in a server; of others nothing is taken. Direct messages are asked about as a server. */
  readonly isWelcome: (workspace: string) => boolean;
  /**
   * Everything that people ask for: links in messages and in edits of them, reactions, commands, buttons; also messages
   * that are gone, and servers that the bot is added to. Each act once as long as the process lives. It may take as long
   * as it needs; what it throws is logged. The signal ends it.
   */
  readonly onRequest: OnRequest;
  /** Every message of people, with links or without, each once: how far channels have been read. */
  readonly onSeen?: (message: NoticedMessage, signal: AbortSignal) => Promise<void>;
  /**
   * A session has begun in these servers: what happened in them before was not told. Nobody waits for it; what it throws
   * is logged. The direct messages are among them as a server.
   */
  readonly onSession?: (servers: readonly KnownServer[], signal: AbortSignal) => Promise<void>;
  /** A server has been joined, or its settings have changed. As `onSession`. */
  readonly onServer?: (server: KnownServer, signal: AbortSignal) => Promise<void>;
  /** Discord has closed the connection for good while the app was running. */
  readonly onLost?: (error: VidigestError) => void;
}

export interface DiscordAppOptions {
  readonly token: string;
  readonly apiUrl?: string;
  /** Default: one. */
  readonly shards?: DiscordShards;
  /** For connecting. Default: a minute. */
  readonly startTimeoutMs?: number;
  /** Reactions with this emoji ask for a digest. Never 👀, which is the bot's own sign. Default 📝. */
  readonly reactionEmoji?: string;
}

/** A server that the bot is in. */
export interface KnownServer {
  readonly workspace: string;
  /** BCP 47 tag; null where nobody has chosen one. */
  readonly language: string | null;
}

/** A Discord bot that can be started once. */
export interface DiscordApp {
  /** As `GatewayConnection.start`. */
  start(signal: AbortSignal): Promise<void>;
  /**
   * Takes a message that was read up as if its event had come; what has been taken is not taken again. Throws what
   * `onRequest` and `onSeen` throw.
   */
  notice(message: NoticedMessage, signal: AbortSignal): Promise<void>;
  /** As `GatewayConnection.isOpen`. */
  isConnected(): boolean;
  /** Hears nothing more, ends what is under way and waits a few seconds for it. */
  stop(): Promise<void>;
}

const defaultStartTimeoutMs = 60_000;
const graceMs = 5_000;
const defaultEmoji = '📝';
const rememberedInteractions = 2_000;

/** Listens to servers and people over one connection. */
export function createDiscordApp(deps: DiscordAppDeps, options: DiscordAppOptions): DiscordApp {
  const { clock, logger, directory, onLost } = deps;
  const handlers = createHandlers(deps);
  const hearing = createHearing(deps, handlers, options.reactionEmoji ?? defaultEmoji);
  const connection = createGatewayConnection(
    {
      clock,
      logger,
      onClient(client) {
        directory.use(client);
        if (client !== null) hearing.listen(client);
      },
      onSession(client, shard) {
        const servers = serversOf(client, shard).filter(({ workspace }) => deps.isWelcome(workspace));
        handlers.run('session', async (signal) => deps.onSession?.(servers, signal));
      },
      onLost(error) {
        logger.error('discord has closed the connection for good', { reason: error.reason, error });
        onLost?.(error);
      },
    },
    { startTimeoutMs: defaultStartTimeoutMs, ...options },
  );
  return {
    start: (signal) => connection.start(signal),
    notice: hearing.notice,
    isConnected: connection.isOpen,
    async stop() {
      await handlers.stop(graceMs);
      await connection.stop();
    },
  };
}

interface Hearing extends Pick<DiscordApp, 'notice'> {
  listen(client: Client): void;
}

/** Events are read as they come and not as discord.js keeps them. */
function createHearing(deps: DiscordAppDeps, handlers: Handlers, emoji: string): Hearing {
  const { call, directory, isWelcome, onRequest, onSeen } = deps;
  const place = (channel: string, signal: AbortSignal) => directory.place(channel, call, signal);
  const messages = createMessageEvents({ ...deps, self: directory.self, place });
  const interactionsSeen = createBoundedMap<true>(rememberedInteractions);

  const onNotice = async (notice: DiscordNotice | null, signal: AbortSignal): Promise<void> => {
    if (notice === null) return;
    const request = requestOfNotice(notice);
    try {
      if (request !== null) await onRequest(request, signal);
    } catch (error) {
      // It may be read up later, and must then be news again.
      messages.forget(notice.ref.message);
      throw error;
    }
    if (notice.editedAt === null) await onSeen?.(notice, signal);
  };
  const onInteraction = async (data: unknown, signal: AbortSignal): Promise<void> => {
    const id = typeof data === 'object' && data !== null && 'id' in data ? String(data.id) : '';
    if (interactionsSeen.get(id) === true) return;
    interactionsSeen.set(id, true);
    await dealWithInteraction(deps, data, onRequest, signal);
  };
  const onReaction = async (data: unknown, signal: AbortSignal): Promise<void> => {
    const reaction = await readReaction(deps, data, emoji, signal);
    if (reaction === null) return;
    const request = requestOfReaction(reaction, await reaction.readText(signal));
    if (request !== null) await onRequest(request, signal);
  };
  const onDeletion = async (data: unknown, signal: AbortSignal): Promise<void> => {
    for (const ref of await readDeletion(deps, data, signal)) await onRequest(requestOfDeletion(ref), signal);
  };
  const onThreadDeletion = async (data: unknown, signal: AbortSignal): Promise<void> => {
    for (const ref of readThreadDeletion(data)) await onRequest(requestOfDeletion(ref), signal);
  };
  const onMessage = async (data: unknown, signal: AbortSignal) =>
    onNotice(await messages.created(data, signal), signal);
  const onEdit = async (data: unknown, signal: AbortSignal) => onNotice(await messages.updated(data, signal), signal);
  const deals: Readonly<Partial<Record<string, (data: unknown, signal: AbortSignal) => Promise<void>>>> = {
    [GatewayDispatchEvents.MessageCreate]: onMessage,
    [GatewayDispatchEvents.MessageUpdate]: onEdit,
    [GatewayDispatchEvents.InteractionCreate]: onInteraction,
    [GatewayDispatchEvents.MessageReactionAdd]: onReaction,
    [GatewayDispatchEvents.MessageDelete]: onDeletion,
    [GatewayDispatchEvents.MessageDeleteBulk]: onDeletion,
    [GatewayDispatchEvents.ThreadDelete]: onThreadDeletion,
  };
  const listen = (client: Client): void => {
    takeEvents(client, (event, data) => {
      const deal = deals[event];
      if (deal !== undefined && isWelcome(serverIn(data))) handlers.run(event, (signal) => deal(data, signal));
      // discord.js forgets threads that are gone.
      return deal !== undefined && event !== GatewayDispatchEvents.ThreadDelete;
    });
    client.on(Events.GuildUpdate, (_, guild) => handlers.run('server', (signal) => tellServer(deps, guild, signal)));
    client.on(Events.GuildCreate, (guild) => {
      const request = isWelcome(guild.id) ? requestOfJoin(readJoin(guild)) : null;
      handlers.run('join', async (signal) => {
        await tellServer(deps, guild, signal);
        if (request !== null) await onRequest(request, signal);
      });
    });
  };
  return { listen, notice: (message, signal) => onNotice(messages.readUp(message), signal) };
}

async function tellServer({ isWelcome, onServer }: DiscordAppDeps, guild: Guild, signal: AbortSignal): Promise<void> {
  if (isWelcome(guild.id)) await onServer?.(serverOf(guild), signal);
}

/** Discord tells direct messages to the first shard. */
function serversOf(client: Client, shard: number): readonly KnownServer[] {
  const own = client.guilds.cache.filter(({ shardId }) => shardId === shard).map(serverOf);
  return shard === 0 ? [{ workspace: directMessages, language: null }, ...own] : own;
}

/** Where an event of the gateway happened. */
function serverIn(data: unknown): string {
  const isOfServer = typeof data === 'object' && data !== null && 'guild_id' in data && data.guild_id != null;
  return isOfServer ? String(data.guild_id) : directMessages;
}

function serverOf(guild: Guild): KnownServer {
  return { workspace: guild.id, language: chosenLanguage(guild) };
}
