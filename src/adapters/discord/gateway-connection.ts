import { type Client, Events, Status } from 'discord.js';
import { abortable } from '../../core/domain/abortable.ts';
import { VidigestError } from '../../core/domain/errors.ts';
import type { Clock, Logger } from '../../core/ports/runtime.ts';
import { closedForGood, loginError } from './close-codes.ts';
import { createDiscordClient, type DiscordShards } from './discord-client.ts';

/** The line on which Discord tells what happens. discord.js resumes it by itself. */
export interface GatewayConnection {
  /**
   * Resolves once the bot is connected and knows its servers. Throws `config-invalid` where somebody must mend the
   * set-up, `chat-refused` when Discord is out of reach, or the signal's reason.
   */
  start(signal: AbortSignal): Promise<void>;
  stop(): Promise<void>;
  /** Whether Discord tells what happens just now, in all servers of this process. */
  isOpen(): boolean;
}

export interface GatewayConnectionDeps {
  readonly clock: Clock;
  readonly logger: Logger;
  /** Called with each client before it connects, to listen to it; with null when there is none any more. */
  readonly onClient: (client: Client | null) => void;
  /**
   * A shard has begun a session and knows its servers: what happened before it was not told. Not called for sessions that
   * go on after a break.
   */
  readonly onSession: (client: Client, shard: number) => void;
  /** The connection is gone while running, and connecting again is of no use. */
  readonly onLost: (error: VidigestError) => void;
}

export interface GatewayConnectionOptions {
  readonly token: string;
  readonly apiUrl?: string;
  /** Default: one. */
  readonly shards?: DiscordShards;
  /** For connecting, servers included; with several shards for each of them. */
  readonly startTimeoutMs: number;
}

/** Not connected. Where Discord does not allow the text of messages, it connects without, and says what that means. */
export function createGatewayConnection(
  deps: GatewayConnectionDeps,
  options: GatewayConnectionOptions,
): GatewayConnection {
  const { logger, onClient, onLost } = deps;
  let current: Client | null = null;
  let stopped = false;

  const disconnect = async (): Promise<void> => {
    const client = current;
    current = null;
    onClient(null);
    await client?.destroy();
  };
  const lost = (client: Client, messageContent: boolean, code: number): void => {
    const end = closedForGood(code);
    if (end === null || client !== current || stopped) return;
    if (end !== 'without-message-content') {
      onLost(end);
      return;
    }
    // Somebody took the intent away while the bot was running.
    disconnect()
      .then(() => (messageContent ? connectWithout(new AbortController().signal) : undefined))
      .catch((error: unknown) => onLost(loginError(error)));
  };
  const connect = async (messageContent: boolean, signal: AbortSignal): Promise<void> => {
    const client = createDiscordClient({ messageContent, ...clientOptions(options) });
    current = client;
    report(client, logger);
    onClient(client);
    client.on(Events.ShardReady, (shard) => deps.onSession(client, shard));
    await logIn(deps, client, options, signal);
    client.on(Events.ShardDisconnect, ({ code }) => lost(client, messageContent, code));
    const { size: servers } = client.guilds.cache;
    logger.info('discord is connected', { servers, shards: client.ws.shards.size, messageContent });
  };
  const connectWithout = (signal: AbortSignal): Promise<void> => {
    logger.warn(
      'discord does not give this bot the text of messages: links are noticed in direct messages and mentions only, and ' +
        '/digest works. Allow the “Message Content Intent” in the developer portal under Bot, and start again.',
    );
    return connect(false, signal);
  };
  return {
    async start(signal) {
      try {
        await connect(true, signal);
      } catch (error) {
        await disconnect();
        signal.throwIfAborted();
        if (error !== disallowed) throw loginError(error);
        await connectWithout(signal).catch(async (again: unknown) => {
          await disconnect();
          signal.throwIfAborted();
          throw loginError(again);
        });
      }
    },
    isOpen() {
      const shards = current?.ws.shards;
      return shards !== undefined && shards.size > 0 && shards.every(({ status }) => status === Status.Ready);
    },
    async stop() {
      stopped = true;
      await disconnect();
    },
  };
}

/** Stands for close code 4014 while connecting. */
const disallowed = new Error('disallowed intents');

async function logIn(
  { clock }: GatewayConnectionDeps,
  client: Client,
  { token, startTimeoutMs }: GatewayConnectionOptions,
  signal: AbortSignal,
): Promise<void> {
  const ended = Promise.withResolvers<never>();
  const ready = new Promise<void>((resolve) => client.once(Events.ClientReady, () => resolve()));
  const onDisconnect = ({ code }: { readonly code: number }): void => {
    const end = closedForGood(code);
    if (end !== null) ended.reject(end === 'without-message-content' ? disallowed : end);
  };
  client.on(Events.ShardDisconnect, onDisconnect);
  const done = new AbortController();
  const late = standstill(client, (ms) => clock.sleep(ms, done.signal), startTimeoutMs);
  // Whichever comes first decides; the others are heard by nobody.
  late.catch(() => undefined);
  ended.promise.catch(() => undefined);
  try {
    const login = client.login(token).then(() => ready);
    login.catch(() => undefined);
    await abortable(Promise.race([firstOf(login, ended.promise), late]), signal);
  } finally {
    done.abort();
    client.off(Events.ShardDisconnect, onDisconnect);
  }
}

/** Rejects when for so long no shard has become ready. */
async function standstill(client: Client, sleep: (ms: number) => Promise<void>, withinMs: number): Promise<never> {
  let ready = 0;
  client.on(Events.ShardReady, () => {
    ready += 1;
  });
  for (let before = -1; before < ready; ) {
    before = ready;
    await sleep(withinMs);
  }
  throw new VidigestError('chat-refused', 'discord did not get ready', { reason: 'Discord cannot be reached' });
}

/** A login that fails says less than the close code that made it fail, which comes a moment before or after. */
async function firstOf(login: Promise<void>, ended: Promise<never>): Promise<void> {
  try {
    await Promise.race([login, ended]);
  } catch (error) {
    await Promise.race([ended, new Promise((resolve) => setImmediate(resolve))]);
    throw error;
  }
}

/** What discord.js reports of itself, into the log. */
function report(client: Client, logger: Logger): void {
  client.on(Events.Error, (error) => logger.error('discord.js reports an error', { error }));
  client.on(Events.ShardError, (error, shard) => logger.warn('the gateway had an error', { error, shard }));
  client.on(Events.ShardReconnecting, (shard) => logger.info('the gateway is connecting again', { shard }));
  client.on(Events.ShardResume, (shard, replayed) => logger.info('the gateway goes on', { shard, replayed }));
  client.on(Events.Warn, () => logger.warn('discord.js warns'));
}

function clientOptions({ apiUrl, shards }: GatewayConnectionOptions) {
  return { ...(apiUrl === undefined ? {} : { apiUrl }), ...(shards === undefined ? {} : { shards }) };
}
