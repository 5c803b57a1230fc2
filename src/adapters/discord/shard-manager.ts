import type { ChildProcess } from 'node:child_process';
import { Routes, type Shard, ShardEvents, ShardingManager } from 'discord.js';
import { z } from 'zod';
import { abortable } from '../../core/domain/abortable.ts';
import { VidigestError } from '../../core/domain/errors.ts';
import type { Clock, Logger } from '../../core/ports/runtime.ts';
import type { DiscordCall } from './discord-call.ts';

/** Processes of which each hears a part of the servers. */
export interface ShardManager {
  /** Resolves once all hear. Throws `chat-refused` where one does not come to it; it has then said why itself. */
  start(signal: AbortSignal): Promise<void>;
  /** Whether all hear just now. */
  isConnected(): boolean;
  /** Lets all of them end in good order, as they do too when this process dies. */
  stop(): Promise<void>;
}

export interface ShardManagerDeps {
  readonly call: DiscordCall;
  readonly clock: Clock;
  readonly logger: Logger;
  /** A process has died time after time. */
  readonly onLost: (error: VidigestError) => void;
}

export interface ShardManagerOptions {
  readonly token: string;
  /** `auto`: as many as Discord advises. */
  readonly shards: number | 'auto';
  /** The program of a shard. It says that it hears by the message `{_ready: true}`, and ends when it loses its parent. */
  readonly file: string;
  readonly args: readonly string[];
  readonly execArgs: readonly string[];
}

const gatewaySchema = z.object({
  shards: z.number().int().positive(),
  session_start_limit: z.object({ max_concurrency: z.number().int().positive() }),
});

/** Discord lets shards of the same remainder begin a session one by one, so far apart. */
const sessionEveryMs = 5_500;
const readyWithinMs = 90_000;
const endWithinMs = 16_000;
/** Before a shard that died is started again, longer each time in a row; after the last one it is given up. */
const againAfterMs = [1_000, 10_000, 60_000, 300_000];

/** None started yet. */
export function createShardManager(deps: ShardManagerDeps, options: ShardManagerOptions): ShardManager {
  const { clock, logger } = deps;
  const stopping = new AbortController();
  let manager: ShardingManager | null = null;
  let wanted = 0;

  const keep = async (shard: Shard): Promise<void> => {
    for (const delayMs of againAfterMs) {
      logger.error('a shard has ended by itself', { shard: shard.id, againInMs: delayMs });
      await clock.sleep(delayMs, stopping.signal);
      try {
        await shard.spawn(readyWithinMs);
        watch(shard);
        return;
      } catch (error) {
        stopping.signal.throwIfAborted();
        await end(shard, clock);
        logger.warn('a shard could not be started again', { shard: shard.id, error: String(error) });
      }
    }
    const reason = `shard ${shard.id} of Discord ends each time it is started`;
    deps.onLost(new VidigestError('chat-refused', reason, { reason }));
  };
  const watch = (shard: Shard): void => {
    shard.once(ShardEvents.Death, () => {
      // It ends by stop() alone, which needs to hear nothing of it.
      if (!stopping.signal.aborted) keep(shard).catch(() => undefined);
    });
  };
  return {
    async start(signal) {
      const { amount, delay } = await advice(deps.call, options.shards, signal);
      wanted = amount;
      manager = new ShardingManager(options.file, {
        token: options.token,
        totalShards: amount,
        respawn: false,
        shardArgs: [...options.args],
        execArgv: [...options.execArgs],
      });
      manager.on('shardCreate', (shard) => {
        // Started again and given up by `keep`; without a listener it would end this process.
        shard.on(ShardEvents.Error, () => undefined);
        shard.on(ShardEvents.Spawn, (child) => {
          logger.info('a shard is started', { shard: shard.id, pid: 'pid' in child ? (child.pid ?? null) : null });
        });
      });
      try {
        await abortable(manager.spawn({ amount, delay, timeout: readyWithinMs }), signal);
      } catch (error) {
        signal.throwIfAborted();
        const reason = 'a shard did not connect to Discord; its own lines in the log say why';
        throw new VidigestError('chat-refused', reason, { reason, cause: error });
      }
      for (const shard of manager.shards.values()) watch(shard);
      logger.info('all shards of discord are connected', { shards: amount });
    },
    isConnected: () => manager !== null && manager.shards.size === wanted && manager.shards.every(({ ready }) => ready),
    async stop() {
      stopping.abort();
      await Promise.all([...(manager?.shards.values() ?? [])].map((shard) => end(shard, clock)));
    },
  };
}

async function advice(call: DiscordCall, shards: number | 'auto', signal: AbortSignal) {
  const request = { method: 'GET', route: Routes.gatewayBot(), repeatable: true, what: 'ask for shards' } as const;
  const known = gatewaySchema.parse(await call(request, signal));
  const delay = Math.ceil(sessionEveryMs / known.session_start_limit.max_concurrency);
  return { amount: shards === 'auto' ? known.shards : shards, delay };
}

/** Lets go of it, on which it ends by itself; kills it when it does not. */
async function end({ process: child }: Shard, clock: Clock): Promise<void> {
  if (child === null || child.exitCode !== null || child.signalCode !== null) return;
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  disconnect(child);
  const done = new AbortController();
  const late = clock.sleep(endWithinMs, done.signal).then(
    () => child.kill('SIGKILL'),
    // It ended in time.
    () => false,
  );
  await exited;
  done.abort();
  await late;
}

function disconnect(child: ChildProcess): void {
  if (child.connected) child.disconnect();
}
