import type { ChannelStore } from '../../core/ports/channel-store.ts';
import type { SqlContext } from './sql-context.ts';

/** How far channels have been read, a row each, which only moves forward. */
export function createSqlChannels({ db, run }: SqlContext): ChannelStore {
  return {
    saw: ({ surface, workspace, channel, message, postedAtMs }) =>
      run('mark channel', async () => {
        const values = { message, posted_at_ms: postedAtMs };
        await db
          .insertInto('channels')
          .values({ surface, workspace, channel, ...values })
          .onConflict((conflict) =>
            conflict
              .columns(['surface', 'workspace', 'channel'])
              .doUpdateSet(values)
              .where('channels.posted_at_ms', '<', postedAtMs),
          )
          .execute();
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
