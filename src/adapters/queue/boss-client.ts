import { PgBoss } from 'pg-boss';
import { VidigestError } from '../../core/domain/errors.ts';
import type { Logger } from '../../core/ports/runtime.ts';

/** Where pg-boss keeps its tables. */
export interface BossOptions {
  /** `postgres://…`: the store's own database, so that both share transactions. */
  readonly url: string;
  /**
   * Connections of its own.
   * @default 4
   */
  readonly connections?: number;
  /**
   * Schema of its tables, made where missing.
   * @default vidigest_jobs
   */
  readonly schema?: string;
}

/** The one queue within pg-boss. */
export const digestQueue = 'digests';
/** Where its tables are unless told otherwise. */
export const defaultSchema = 'vidigest_jobs';

const hourSeconds = 3_600;

/**
 * Opens pg-boss with its queue in it. A worker that gives no sign for 20 s has lost its job some 10 s later. Throws
 * `store-failed`. `stop` closes it.
 */
export async function openBoss(options: BossOptions, logger: Logger): Promise<PgBoss> {
  const { url, connections = 4, schema = defaultSchema } = options;
  const boss = new PgBoss({
    ...patience,
    connectionString: url,
    application_name: 'vidigest queue',
    max: connections,
    connectionTimeoutMillis: 5_000,
    schema,
    schedule: false,
    superviseIntervalSeconds: 5,
    monitorIntervalSeconds: 5,
    flowIntervalSeconds: hourSeconds,
    registerInstance: false,
    monitorVacuum: false,
    reindex: false,
    openTelemetry: { enabled: false },
  });
  // Unheard, the event would end the process.
  boss.on('error', (error) => logger.warn('the job queue has trouble with its database', { error }));
  boss.on('warning', ({ message }) => logger.info('the job queue warns', { warning: message }));
  try {
    await boss.start();
    await boss.createQueue(digestQueue, { policy: 'exclusive', ...settings });
    await boss.updateQueue(digestQueue, settings);
    return boss;
  } catch (cause) {
    await boss.stop({ graceful: false });
    throw new VidigestError('store-failed', 'the job queue could not be opened', { cause });
  }
}

/** Nothing waits for ever for a database: what is unknown to pg-boss here it hands on to the driver. */
const patience = { statement_timeout: 30_000, query_timeout: 40_000, keepAlive: true };

const settings = {
  heartbeatSeconds: 20,
  // What hangs gives no heartbeat either; this only has to be longer than any digest takes.
  expireInSeconds: 6 * hourSeconds,
  // Workers that died are counted with the leases; here nothing gives up.
  retryLimit: 10_000,
  retryDelay: 0,
  deleteAfterSeconds: hourSeconds,
  retentionSeconds: 14 * 24 * hourSeconds,
  warningQueueSize: 5_000,
} as const;
