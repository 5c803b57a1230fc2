import type { Kysely } from 'kysely';
import type { Clock, Logger } from '../../core/ports/runtime.ts';
import type { Tables } from './tables.ts';

/** What the parts of the SQL store share. */
export interface SqlContext {
  readonly db: Kysely<Tables>;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Runs one operation: whatever it throws becomes `store-failed`, and closing waits for it. */
  readonly run: <T>(operation: string, work: () => Promise<T>) => Promise<T>;
}
