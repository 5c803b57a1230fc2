import type { Config } from '../config.ts';
import type { VidigestError } from '../core/domain/errors.ts';
import { checkRole } from '../terminal/check-role.ts';
import type { Role } from '../terminal/parse-operation.ts';
import { runUntilStopped } from '../terminal/run-until-stopped.ts';
import { type Bot, composeBot } from './bot.ts';
import { composeRuntime } from './runtime.ts';

/** Runs the bot until it is told to stop, and returns the exit code. Throws what starting throws. */
export function runBot(config: Config, role: Role): Promise<number> {
  checkRole(role, config.databaseUrl);
  const runtime = composeRuntime(config);
  let bot: Bot | null = null;
  const lost = Promise.withResolvers<VidigestError>();
  const running: Bot = {
    lost: lost.promise,
    async start(signal) {
      bot = await composeBot(config, role, runtime, signal);
      void bot.lost.then(lost.resolve);
      await bot.start(signal);
    },
    async stop() {
      await bot?.stop();
    },
  };
  return runUntilStopped(running, { process, ...runtime });
}
