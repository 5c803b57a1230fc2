import { type Kysely, sql } from 'kysely';
import type { RepliedRequest, ReplyStore } from '../../core/ports/reply-store.ts';
import { readRequest } from './request-row.ts';
import type { SqlContext } from './sql-context.ts';
import type { RequestRow, Tables } from './tables.ts';

/** Requests with their posts, whose keys begin with the ids of their requests. */
export function createSqlReplies({ db, run }: SqlContext): ReplyStore {
  return {
    ofMessage: ({ surface, workspace, channel, message }) =>
      run('replies to a message', async () => {
        const rows = await db
          .selectFrom('requests')
          .selectAll()
          .where('surface', '=', surface)
          .where('workspace', '=', workspace)
          .where('channel', '=', channel)
          .where('message', '=', message)
          .orderBy('asked_at_ms')
          .orderBy('id')
          .execute();
        return Promise.all(rows.map((row) => withPosts(db, row)));
      }),

    ofPost: ({ surface, workspace, channel, message, thread }) =>
      run('request of a post', async () => {
        const post = await db
          .selectFrom('posts')
          .select('key')
          .where('workspace', '=', workspace)
          .where('post_message', '=', message)
          // Where threads are channels of their own, a post stands in one of them.
          .where('post_channel', 'in', thread === null ? [channel] : [channel, thread])
          .executeTakeFirst();
        const id = post?.key.split('/', 1)[0] ?? '';
        const row = await db
          .selectFrom('requests')
          .selectAll()
          .where('id', '=', id)
          .where('surface', '=', surface)
          .executeTakeFirst();
        return row === undefined ? null : withPosts(db, row);
      }),
  };
}

/** Keys are compared whole: how a database orders the slash behind an id is its own business. */
async function withPosts(db: Kysely<Tables>, row: RequestRow): Promise<RepliedRequest> {
  const { id, ref, videoId, language, scope, startMs } = readRequest(row);
  const found = await db
    .selectFrom('posts')
    .select(['post_channel', 'post_message'])
    .where('workspace', '=', ref.workspace)
    .where(sql`substr(key, 1, 23)`, '=', `${id}/`)
    .orderBy('intended_at_ms')
    .orderBy('key')
    .execute();
  const posts = found.flatMap(({ post_channel: channel, post_message: message }) =>
    channel === null || message === null ? [] : [{ channel, message }],
  );
  return { id, ref, videoId, language, scope, startMs, posts };
}
