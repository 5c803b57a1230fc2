import { createSystemClock } from '../../src/adapters/clock/system-clock.ts';
import { createPinoLogger } from '../../src/adapters/log/pino-logger.ts';
import { exitCodes } from '../../src/terminal/exit-codes.ts';
import { runUntilStopped } from '../../src/terminal/run-until-stopped.ts';

/**
 * A program for tests to send signals to. Its first argument says how it stops: `well`, `never`, `badly`; its second how
 * it starts: `at-once`, `slowly`, `not`. It says `started` and `stopped` on standard output.
 */
const [, , stops = 'well', starts = 'at-once'] = process.argv;
const clock = createSystemClock();
/** Something that runs, as a bot has its sockets. */
const alive = new AbortController();
const running = clock.sleep(60_000, alive.signal).catch(() => {});

process.exitCode = await runUntilStopped(
  {
    async start(signal) {
      if (starts === 'slowly') {
        process.stdout.write('starting\n');
        await clock.sleep(60_000, signal);
      }
      if (starts === 'not') throw new Error('cannot start');
      process.stdout.write('started\n');
    },
    async stop() {
      alive.abort();
      await running;
      if (stops === 'badly') throw new Error('cannot stop');
      if (stops === 'never') await clock.sleep(60_000);
      process.stdout.write('stopped\n');
    },
  },
  { process, clock, logger: createPinoLogger({ level: 'info' }) },
).catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  return exitCodes.configuration;
});
