import type { Kysely } from 'kysely';
import { VidigestError } from '../../core/domain/errors.ts';
import type { Clock, Logger } from '../../core/ports/runtime.ts';
import type { Store } from '../../core/ports/store.ts';
import { createSqlAnswers } from './sql-answers.ts';
import { createSqlChannels } from './sql-channels.ts';
import type { SqlContext } from './sql-context.ts';
import { createSqlDigests } from './sql-digests.ts';
import { createSqlInstallations } from './sql-installations.ts';
import { createSqlLeases } from './sql-leases.ts';
import { createSqlLedger } from './sql-ledger.ts';
import { createSqlOutbox } from './sql-outbox.ts';
import { createSqlRecent } from './sql-recent.ts';
import { createSqlRemoval } from './sql-removal.ts';
import { createSqlReplies } from './sql-replies.ts';
import { createSqlRequests } from './sql-requests.ts';
import { createSqlSettings } from './sql-settings.ts';
import { createSqlThreads } from './sql-threads.ts';
import { createSqlTraits } from './sql-traits.ts';
import { createSqlTranscripts } from './sql-transcripts.ts';
import type { Tables } from './tables.ts';

/** What a SQL store needs besides its database. */
export interface SqlStoreDeps {
  readonly clock: Clock;
  readonly logger: Logger;
}

/**
 * The store over any migrated Kysely database, which it owns from here on and destroys when closed. Every failure is
 * `store-failed` with the database's own error as `cause`; operations after `close` fail the same way. What a caller's own
 * work throws within an operation is passed on if it is a VidigestError.
 */
export function createSqlStore(db: Kysely<Tables>, { clock, logger }: SqlStoreDeps): Store {
  const underWay = new Set<Promise<unknown>>();
  let closing: Promise<void> | undefined;

  const run: SqlContext['run'] = async (operation, work) => {
    if (closing !== undefined) throw new VidigestError('store-failed', `${operation}: the store is closed`);
    const working = work();
    underWay.add(working);
    try {
      return await working;
    } catch (cause) {
      if (cause instanceof VidigestError) throw cause;
      throw new VidigestError('store-failed', `${operation} failed`, { cause });
    } finally {
      underWay.delete(working);
    }
  };

  const close = async () => {
    await Promise.allSettled(underWay);
    await db.destroy();
  };

  const context: SqlContext = { db, clock, logger, run };
  return {
    digests: createSqlDigests(context),
    transcripts: createSqlTranscripts(context),
    threads: createSqlThreads(context),
    recent: createSqlRecent(context),
    traits: createSqlTraits(context),
    requests: createSqlRequests(context),
    leases: createSqlLeases(context),
    outbox: createSqlOutbox(context),
    replies: createSqlReplies(context),
    answers: createSqlAnswers(context),
    channels: createSqlChannels(context),
    ledger: createSqlLedger(context),
    settings: createSqlSettings(context),
    installations: createSqlInstallations(context),
    removal: createSqlRemoval(context),
    close() {
      closing ??= close();
      return closing;
    },
  };
}
