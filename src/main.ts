import { type Bot, composeBot, composeRuntime } from './compose.ts';
import { readConfig } from './config.ts';
import { errorCodeOf, VidigestError } from './core/domain/errors.ts';
import { describeForTerminal } from './terminal/describe-error.ts';
import { exitCodeOf } from './terminal/exit-codes.ts';

/** Runs the bot until SIGTERM or SIGINT; a second signal ends it at once. */
async function main(): Promise<void> {
  const stop = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    process.once(name, () => stop.abort(new VidigestError('cancelled', `stopped by ${name}`)));
  }
  const config = readConfig();
  const runtime = composeRuntime(config);
  const bot: Bot = await composeBot(config, runtime, stop.signal);
  try {
    await bot.start(stop.signal);
    await new Promise<void>((resolve) => stop.signal.addEventListener('abort', () => resolve(), { once: true }));
    runtime.logger.info('stopping');
  } finally {
    await bot.stop();
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${describeForTerminal(error)}\n`);
  process.exitCode = exitCodeOf(errorCodeOf(error));
});
