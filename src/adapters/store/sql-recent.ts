import type { RecentThreads } from '../../core/ports/store.ts';
import type { SqlContext } from './sql-context.ts';

/** Threads by age; of those of one instant the order is the same every time. */
export function createSqlRecent({ db, run }: SqlContext): RecentThreads {
  return {
    newest: ({ surface, workspace }, limit) =>
      run('newest threads', async () => {
        const rows = await db
          .selectFrom('threads')
          .select(['channel', 'thread', 'video_id', 'language', 'link', 'posted_at_ms'])
          .where('surface', '=', surface)
          .where('workspace', '=', workspace)
          .orderBy('posted_at_ms', 'desc')
          .orderBy('thread', 'desc')
          .orderBy('video_id')
          .orderBy('language')
          .limit(limit)
          .execute();
        return rows.map(({ channel, thread, video_id: videoId, language, link, posted_at_ms }) => {
          return { surface, workspace, channel, thread, videoId, language, link, postedAtMs: Number(posted_at_ms) };
        });
      }),
  };
}
