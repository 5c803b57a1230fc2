import type { Config } from '../config.ts';
import type { VidigestError } from '../core/domain/errors.ts';
import { checkRole } from '../terminal/check-role.ts';
import type { Role } from '../terminal/parse-operation.ts';
import { runUntilStopped } from '../terminal/run-until-stopped.ts';
import { type Bot, composeBot } from './bot.ts';
import { composeRuntime } from './runtime.ts';
import { createShardHost } from './shard-host.ts';

/** Runs the bot until it is told to stop, and returns the exit code. Throws what starting throws. */
export function runBot(given: Config, role: Role): Promise<number> {
  checkRole(role, given.databaseUrl);
  // What else there is to be heard and served is its parent's.
  const config = role === 'shard' ? { ...given, slack: null, http: null } : given;
  const runtime = composeRuntime(config);
  let bot: Bot | null = null;
  const lost = Promise.withResolvers<VidigestError>();
  const running: Bot = {
    lost: lost.promise,
    async start(signal) {
      bot = await composeBot(config, role, runtime, signal);
      void bot.lost.then(lost.resolve);
      await bot.start(signal);
      if (role === 'shard') process.send?.({ _ready: true });
    },
    async stop() {
      await bot?.stop();
    },
  };
  const host = role === 'shard' ? createShardHost(process) : process;
  return runUntilStopped(running, { process: host, ...runtime });
}
