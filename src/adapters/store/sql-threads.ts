import type { ThreadStore } from '../../core/ports/store.ts';
import type { SqlContext } from './sql-context.ts';

/** Which thread holds which digest. A thread saved again, say after a new digest, takes the newer time and link. */
export function createSqlThreads({ db, run }: SqlContext): ThreadStore {
  return {
    find: (where, sinceMs) =>
      run('find thread', async () => {
        const row = await db
          .selectFrom('threads')
          .select(['thread', 'link', 'posted_at_ms'])
          .where('surface', '=', where.surface)
          .where('workspace', '=', where.workspace)
          .where('channel', '=', where.channel)
          .where('video_id', '=', where.videoId)
          .where('language', '=', where.language)
          .where('posted_at_ms', '>=', sinceMs)
          .orderBy('posted_at_ms', 'desc')
          .orderBy('thread', 'desc')
          .limit(1)
          .executeTakeFirst();
        if (row === undefined) return null;
        const { surface, workspace, channel, videoId, language } = where;
        // A PostgreSQL driver hands out a bigint as text.
        const postedAtMs = Number(row.posted_at_ms);
        return { surface, workspace, channel, videoId, language, thread: row.thread, link: row.link, postedAtMs };
      }),

    save: (thread) =>
      run('save thread', async () => {
        const values = { link: thread.link, posted_at_ms: thread.postedAtMs };
        await db
          .insertInto('threads')
          .values({
            surface: thread.surface,
            workspace: thread.workspace,
            channel: thread.channel,
            thread: thread.thread,
            video_id: thread.videoId,
            language: thread.language,
            ...values,
          })
          .onConflict((conflict) =>
            conflict.columns(['surface', 'workspace', 'channel', 'video_id', 'language', 'thread']).doUpdateSet(values),
          )
          .execute();
      }),

    forget: (where, thread) =>
      run('forget threads', async () => {
        const all = db
          .deleteFrom('threads')
          .where('surface', '=', where.surface)
          .where('workspace', '=', where.workspace)
          .where('channel', '=', where.channel)
          .where('video_id', '=', where.videoId)
          .where('language', '=', where.language);
        await (thread === undefined ? all : all.where('thread', '=', thread)).execute();
      }),
  };
}
