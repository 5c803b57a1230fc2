import { asError, errorCodeOf } from '../domain/errors.ts';
import { slept } from '../domain/slept.ts';
import type { DataRemoval } from '../ports/data-removal.ts';
import type { Clock, Logger } from '../ports/runtime.ts';

/** What keeping house needs of the world. */
export interface KeepForDeps {
  readonly removal: Pick<DataRemoval, 'deleteOlderThan'>;
  readonly clock: Clock;
  readonly logger: Logger;
}

export interface KeepForSettings {
  /** Age at which data go; null: they stay. */
  readonly ageMs: number | null;
  /** Time between two looks. */
  readonly everyMs: number;
}

/** Removes what is too old, now and every so often until the signal aborts. Never rejects: a failed look is logged. */
export async function keepFor(
  { removal, clock, logger }: KeepForDeps,
  { ageMs, everyMs }: KeepForSettings,
  signal: AbortSignal,
): Promise<void> {
  if (ageMs === null) return;
  do {
    try {
      const counts = await removal.deleteOlderThan(clock.now() - ageMs);
      const rows = Object.values(counts).reduce((sum, count) => sum + count, 0);
      if (rows > 0) logger.info('old data were removed', { rows });
    } catch (error) {
      logger.warn('old data could not be removed', { code: errorCodeOf(error), error: asError(error) });
    }
  } while (await slept(clock, everyMs, signal));
}
