import { digestSchema } from '../../core/domain/digest.ts';
import type { DigestStore } from '../../core/ports/store.ts';
import type { SqlContext } from './sql-context.ts';
import { parseStored } from './stored-json.ts';

/** Digests as JSON documents, one a key. A document that no longer parses is logged and left for `save` to replace. */
export function createSqlDigests({ db, clock, logger, run }: SqlContext): DigestStore {
  return {
    find: (key) =>
      run('find digest', async () => {
        const row = await db
          .selectFrom('digests')
          .select('document')
          .where('video_id', '=', key.videoId)
          .where('language', '=', key.language)
          .where('prompt_version', '=', key.promptVersion)
          .where('owner', '=', key.owner ?? '')
          .executeTakeFirst();
        if (row === undefined) return null;
        const stored = parseStored(digestSchema, row.document);
        if (stored.ok) return stored.value;
        logger.warn('stored digest is unreadable', { ...key, problem: stored.problem });
        return null;
      }),

    save: (key, digest) =>
      run('save digest', async () => {
        const values = { document: JSON.stringify(digest), saved_at_ms: clock.now() };
        await db
          .insertInto('digests')
          .values({
            video_id: key.videoId,
            language: key.language,
            prompt_version: key.promptVersion,
            owner: key.owner ?? '',
            ...values,
          })
          .onConflict((conflict) =>
            conflict.columns(['video_id', 'language', 'prompt_version', 'owner']).doUpdateSet(values),
          )
          .execute();
      }),

    forget: (key) =>
      run('forget digest', async () => {
        await db
          .deleteFrom('digests')
          .where('video_id', '=', key.videoId)
          .where('language', '=', key.language)
          .where('prompt_version', '=', key.promptVersion)
          .where('owner', '=', key.owner ?? '')
          .execute();
      }),
  };
}
