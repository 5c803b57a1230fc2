import { type Client, Events, GatewayDispatchEvents } from 'discord.js';
import type { VidigestError } from '../../core/domain/errors.ts';
import type { MessageRef } from '../../core/domain/reply.ts';
import type { Clock, Logger } from '../../core/ports/runtime.ts';
import { createBoundedMap } from './bounded-map.ts';
import type { Directory } from './directory.ts';
import type { DiscordCall } from './discord-call.ts';
import { createGatewayConnection } from './gateway-connection.ts';
import { type DiscordReaction, type JoinedServer, readDeletion, readJoin, readReaction } from './gateway-events.ts';
import { createHandlers, type Handlers } from './handlers.ts';
import { type DiscordInteraction, receiveInteraction } from './interactions.ts';
import { createMessageEvents, type DiscordNotice } from './message-events.ts';

/** What is done about an event. It may take as long as it needs; what it throws is logged. The signal ends it. */
type Reaction<T> = (event: T, signal: AbortSignal) => Promise<void>;

export interface DiscordAppDeps {
  readonly call: DiscordCall;
  /** Learns of channels and permissions while the app runs. */
  readonly directory: Directory;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Each message once, and each edit that adds links. */
  readonly onMessage: Reaction<DiscordNotice>;
  /** Each interaction once, acknowledged already. */
  readonly onInteraction: Reaction<DiscordInteraction>;
  readonly onReaction?: Reaction<DiscordReaction>;
  /** A message is gone, whoever's it was. */
  readonly onDeleted?: Reaction<MessageRef>;
  readonly onJoined?: Reaction<JoinedServer>;
  /** Discord has closed the connection for good while the app was running. */
  readonly onLost?: (error: VidigestError) => void;
}

export interface DiscordAppOptions {
  readonly token: string;
  readonly apiUrl?: string;
  /** For connecting. Default: a minute. */
  readonly startTimeoutMs?: number;
}

/** A Discord bot that can be started once. */
export interface DiscordApp {
  /** As `GatewayConnection.start`. */
  start(signal: AbortSignal): Promise<void>;
  /** Hears nothing more, ends what is under way and waits a few seconds for it. */
  stop(): Promise<void>;
}

const defaultStartTimeoutMs = 60_000;
const graceMs = 5_000;
const rememberedInteractions = 2_000;

/** Listens to servers and people over one connection. */
export function createDiscordApp(deps: DiscordAppDeps, options: DiscordAppOptions): DiscordApp {
  const { clock, logger, directory, onLost } = deps;
  const handlers = createHandlers(deps);
  const listen = createListener(deps, handlers);
  const connection = createGatewayConnection(
    {
      clock,
      logger,
      onClient(client) {
        directory.use(client);
        if (client !== null) listen(client);
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
    async stop() {
      await handlers.stop(graceMs);
      await connection.stop();
    },
  };
}

/**
 * The gateway's events are read as they come and not as discord.js keeps them: it passes over messages of channels that
 * it does not know.
 */
function createListener(deps: DiscordAppDeps, handlers: Handlers): (client: Client) => void {
  const { call, directory, onMessage, onInteraction, onReaction, onDeleted, onJoined } = deps;
  const place = (channel: string, signal: AbortSignal) => directory.place(channel, call, signal);
  const messages = createMessageEvents({ ...deps, self: directory.self, place });
  const interactionsSeen = createBoundedMap<true>(rememberedInteractions);

  const onNotice = async (notice: DiscordNotice | null, signal: AbortSignal): Promise<void> => {
    if (notice !== null) await onMessage(notice, signal);
  };
  const onInteractionData = async (data: unknown, signal: AbortSignal): Promise<void> => {
    const id = typeof data === 'object' && data !== null && 'id' in data ? String(data.id) : '';
    if (interactionsSeen.get(id) === true) return;
    interactionsSeen.set(id, true);
    const interaction = await receiveInteraction(deps, data, signal);
    if (interaction !== null) await onInteraction(interaction, signal);
  };
  return (client) => {
    const on = (event: GatewayDispatchEvents, deal: (data: unknown, signal: AbortSignal) => Promise<void>): void => {
      client.ws.on(event, (data: unknown) => handlers.run(event, (signal) => deal(data, signal)));
    };
    on(GatewayDispatchEvents.MessageCreate, async (data, signal) =>
      onNotice(await messages.created(data, signal), signal),
    );
    on(GatewayDispatchEvents.MessageUpdate, async (data, signal) =>
      onNotice(await messages.updated(data, signal), signal),
    );
    on(GatewayDispatchEvents.InteractionCreate, onInteractionData);
    if (onReaction !== undefined) {
      on(GatewayDispatchEvents.MessageReactionAdd, async (data, signal) => {
        const reaction = await readReaction(deps, data, signal);
        if (reaction !== null) await onReaction(reaction, signal);
      });
    }
    if (onDeleted !== undefined) {
      const deal = async (data: unknown, signal: AbortSignal): Promise<void> => {
        for (const ref of await readDeletion(deps, data, signal)) await onDeleted(ref, signal);
      };
      on(GatewayDispatchEvents.MessageDelete, deal);
      on(GatewayDispatchEvents.MessageDeleteBulk, deal);
    }
    if (onJoined !== undefined) {
      client.on(Events.GuildCreate, (guild) => handlers.run('join', (signal) => onJoined(readJoin(guild), signal)));
    }
  };
}
