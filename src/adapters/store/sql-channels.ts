import type { Kysely } from 'kysely';
import { gather } from '../../core/domain/gather.ts';
import type { ChannelMark, ChannelStore } from '../../core/ports/channel-store.ts';
import type { SqlContext } from './sql-context.ts';
import type { Tables } from './tables.ts';

/** Messages of a busy moment, of which each channel's newest is written. */
const mostAtOnce = 500;

/** How far channels have been read, a row each, which only moves forward. */
export function createSqlChannels({ db, run }: SqlContext): ChannelStore {
  const saw = gather(async (marks: readonly ChannelMark[]) => {
    await moveForward(db, newestOfEach(marks));
    return marks;
  }, mostAtOnce);
  return {
    saw: (mark) =>
      run('mark channel', async () => {
        await saw(mark);
      }),

    active: ({ surface, workspace }, sinceMs) =>
      run('active channels', async () => {
        const rows = await db
          .selectFrom('channels')
          .select(['channel', 'message', 'posted_at_ms'])
          .where('surface', '=', surface)
          .where('workspace', '=', workspace)
          .where('posted_at_ms', '>=', sinceMs)
          .orderBy('posted_at_ms', 'desc')
          .orderBy('channel')
          .execute();
        return rows.map(({ channel, message, posted_at_ms: postedAtMs }) => ({
          surface,
          workspace,
          channel,
          message,
          postedAtMs: Number(postedAtMs),
        }));
      }),

    forget: ({ surface, workspace, channel }) =>
      run('forget channel', async () => {
        await db
          .deleteFrom('channels')
          .where('surface', '=', surface)
          .where('workspace', '=', workspace)
          .where('channel', '=', channel)
          .execute();
      }),
  };
}

/** In one order everywhere: two processes that wait for each other's rows would wait for ever. */
function newestOfEach(marks: readonly ChannelMark[]): readonly ChannelMark[] {
  const newest = new Map<string, ChannelMark>();
  for (const mark of marks) {
    const key = JSON.stringify([mark.surface, mark.workspace, mark.channel]);
    const known = newest.get(key);
    if (known === undefined || known.postedAtMs < mark.postedAtMs) newest.set(key, mark);
  }
  return [...newest].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, mark]) => mark);
}

async function moveForward(db: Kysely<Tables>, marks: readonly ChannelMark[]): Promise<void> {
  await db
    .insertInto('channels')
    .values(
      marks.map(({ surface, workspace, channel, message, postedAtMs: posted_at_ms }) => ({
        surface,
        workspace,
        channel,
        message,
        posted_at_ms,
      })),
    )
    .onConflict((conflict) =>
      conflict
        .columns(['surface', 'workspace', 'channel'])
        .doUpdateSet(({ ref }) => ({ message: ref('excluded.message'), posted_at_ms: ref('excluded.posted_at_ms') }))
        .whereRef('channels.posted_at_ms', '<', 'excluded.posted_at_ms'),
    )
    .execute();
}
