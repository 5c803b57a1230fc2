import { errorCodeOf, VidigestError } from '../core/domain/errors.ts';
import type { Clock, Logger } from '../core/ports/runtime.ts';
import { exitCodes } from './exit-codes.ts';

/** What runs until it is told to stop. */
export interface Stoppable {
  /** Resolves when it runs. Rejects with the signal's reason when stopped before that. */
  start(signal: AbortSignal): Promise<void>;
  /** Takes nothing more, finishes or hands back what it has, and closes everything. After a failed start, too. */
  stop(): Promise<void>;
  /** Resolves with why it can do its work no longer; missing for what always can. */
  readonly lost?: Promise<Error>;
}

/** The part of the process that this uses. */
export interface HostProcess {
  on(name: StopSignal, listener: (name: StopSignal) => void): unknown;
  off(name: StopSignal, listener: (name: StopSignal) => void): unknown;
  exit(code: number): void;
}

type StopSignal = 'SIGINT' | 'SIGTERM';
/** What a shell reports of a process that a signal ended: 128 and the signal's number. */
const killedBy: Readonly<Record<StopSignal, number>> = { SIGINT: 130, SIGTERM: 143 };
const stopSignals = ['SIGINT', 'SIGTERM'] as const;

/** What running needs of the world. */
export interface RunDeps {
  readonly process: HostProcess;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Whoever sends SIGTERM sends SIGKILL after it: Docker 10 s later unless told otherwise, our compose file 30 s later. */
const stopWithinMs = 20_000;

/**
 * Runs something until SIGTERM or SIGINT, then stops it in good order and returns 0; what failed to start is stopped and
 * its error thrown, and so is what it is lost with. A stop that takes longer than `withinMs` (default 20 s) or fails
 * returns 1: all that matters is written down by then, and comes back at the next start. A second signal ends the
 * process at once.
 */
export async function runUntilStopped(
  running: Stoppable,
  { process, clock, logger }: RunDeps,
  { withinMs = stopWithinMs } = {},
): Promise<number> {
  const stopping = new AbortController();
  const asked = Promise.withResolvers<void>();
  const onSignal = (name: StopSignal): void => {
    if (stopping.signal.aborted) {
      logger.warn('ended at once by a second signal', { signal: name });
      process.exit(killedBy[name]);
      return;
    }
    logger.info('stopping', { signal: name, withinMs });
    stopping.abort(new VidigestError('cancelled', `stopped by ${name}`));
    asked.resolve();
  };
  for (const name of stopSignals) process.on(name, onSignal);
  try {
    const failure = (await startOf(running, stopping.signal)) ?? (await endOf(running, asked.promise));
    const stopped = await stopInTime(running, clock, logger, withinMs);
    if (failure !== null) throw failure.error;
    return stopped ? exitCodes.ok : exitCodes.internal;
  } finally {
    for (const name of stopSignals) process.off(name, onSignal);
  }
}

/** Why it ended; null when it was asked to. */
async function endOf({ lost }: Stoppable, asked: Promise<void>): Promise<{ readonly error: unknown } | null> {
  const ends: Promise<{ readonly error: unknown } | null>[] = [asked.then(() => null)];
  if (lost !== undefined) ends.push(lost.then((error) => ({ error })));
  return Promise.race(ends);
}

/** Why it does not run; null when it does, and when it was stopped before it did. */
async function startOf(running: Stoppable, signal: AbortSignal): Promise<{ readonly error: unknown } | null> {
  try {
    await running.start(signal);
    return null;
  } catch (error) {
    return signal.aborted && errorCodeOf(error) === 'cancelled' ? null : { error };
  }
}

async function stopInTime(running: Stoppable, clock: Clock, logger: Logger, withinMs: number): Promise<boolean> {
  const done = new AbortController();
  const beganAtMs = clock.now();
  // Only `done` ends the sleep early; nobody looks at it then.
  const late = clock.sleep(withinMs, done.signal).then(
    () => 'late' as const,
    () => 'over' as const,
  );
  try {
    const result = await Promise.race([running.stop(), late]);
    if (result === 'late') logger.error('not stopped in time', { withinMs });
    else logger.info('stopped', { tookMs: clock.now() - beganAtMs });
    return result !== 'late';
  } catch (error) {
    logger.error('stopping failed', { error: error instanceof Error ? error : null });
    return false;
  } finally {
    done.abort();
  }
}
