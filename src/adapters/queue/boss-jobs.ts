import type { JobInsert, PgBoss } from 'pg-boss';
import { z } from 'zod';
import type { Job } from '../../core/ports/queue.ts';
import type { StoreTransaction } from '../../core/ports/transaction.ts';
import { digestQueue } from './boss-client.ts';

/** What a job in the database says about itself. */
export const jobDataSchema = z.object({ key: z.string(), channel: z.string() });

/** A database that runs SQL, within a transaction or not. */
type Database = StoreTransaction;

/**
 * Puts jobs into pg-boss; those whose key is queued or active already are refused by its policy, and join. Channels take
 * turns: pg-boss hands out the highest priority first, so each job stands one below its channel's last, and a channel
 * that had none begins where the others are.
 */
export async function submitJobs(
  boss: PgBoss,
  schema: string,
  database: Database,
  jobs: readonly Job[],
  nowMs: number,
): Promise<void> {
  if (jobs.length === 0) return;
  const priorities = await nextPriorities(schema, database, new Set(jobs.map(({ channel }) => channel)));
  const inserts = jobs.map(({ key, channel, dueAtMs }): JobInsert => {
    const priority = priorities.get(channel) ?? 0;
    priorities.set(channel, priority - 1);
    const startAfter = dueAtMs > nowMs ? { startAfter: new Date(dueAtMs) } : {};
    return { singletonKey: key, data: { key, channel }, group: { id: channel }, priority, ...startAfter };
  });
  // In one order everywhere: two processes that wait for each other's keys would wait for ever.
  inserts.sort((a, b) => ((a.singletonKey ?? '') < (b.singletonKey ?? '') ? -1 : 1));
  await boss.insert(digestQueue, inserts, { db: asBossDatabase(database) });
  await hasten(schema, database, jobs);
}

/** pg-boss expects rows it may write to. */
function asBossDatabase(database: Database) {
  return {
    async executeSql(text: string, values: unknown[] = []) {
      const { rows } = await database.executeSql(text, values);
      return { rows: [...rows] };
    },
  };
}

const prioritySchema = z.object({ channel: z.string(), priority: z.number() });

/** The priority for the next job of each channel: below its own jobs in line, not above the first in line of all. */
async function nextPriorities(
  schema: string,
  database: Database,
  channels: ReadonlySet<string>,
): Promise<Map<string, number>> {
  const waiting = `j.name = '${digestQueue}' and j.state < 'active' and j.start_after <= now()`;
  const text = `
    with head as (select coalesce(max(j.priority), 0) as priority from ${schema}.job j where ${waiting})
    select asked.channel, least(
      (select priority from head),
      (select min(j.priority) - 1 from ${schema}.job j where ${waiting} and j.group_id = asked.channel)
    ) as priority
    from unnest($1::text[]) as asked(channel)`;
  const { rows } = await database.executeSql(text, [[...channels]]);
  return new Map(rows.map((row) => prioritySchema.parse(row)).map(({ channel, priority }) => [channel, priority]));
}

/** Of two due times the earlier counts. */
async function hasten(schema: string, database: Database, jobs: readonly Job[]): Promise<void> {
  const text = `
    update ${schema}.job j set start_after = asked.due_at
    from (
      select key, to_timestamp(due_at_ms / 1000.0) as due_at
      from unnest($1::text[], $2::float8[]) as asked(key, due_at_ms)
    ) asked
    where j.name = '${digestQueue}' and j.singleton_key = asked.key and j.state < 'active'
      and j.start_after > asked.due_at`;
  await database.executeSql(text, [jobs.map(({ key }) => key), jobs.map(({ dueAtMs }) => dueAtMs)]);
}
