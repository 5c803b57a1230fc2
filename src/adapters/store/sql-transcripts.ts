import { videoSchema } from '../../core/domain/video.ts';
import type { TranscriptStore } from '../../core/ports/store.ts';
import type { SqlContext } from './sql-context.ts';
import { parseStored, storedCaptionsSchema } from './stored-json.ts';

/** The captions as fetched, with the facts of their video: the newest of each. */
export function createSqlTranscripts({ db, clock, logger, run }: SqlContext): TranscriptStore {
  return {
    find: (videoId, owner = '') =>
      run('find transcript', async () => {
        const row = await db
          .selectFrom('transcripts')
          .select(['video', 'captions'])
          .where('video_id', '=', videoId)
          .where('owner', '=', owner)
          .executeTakeFirst();
        if (row === undefined) return null;
        const video = parseStored(videoSchema, row.video);
        const captions = parseStored(storedCaptionsSchema, row.captions);
        if (video.ok && captions.ok) return { video: video.value, captions: captions.value };
        const problem = [video, captions].map((part) => (part.ok ? 'ok' : part.problem)).join('; ');
        logger.warn('stored transcript is unreadable', { videoId, problem });
        return null;
      }),

    save: (video, captions, owner = '') =>
      run('save transcript', async () => {
        const values = {
          video: JSON.stringify(video),
          captions: JSON.stringify(captions),
          saved_at_ms: clock.now(),
        };
        await db
          .insertInto('transcripts')
          .values({ video_id: video.id, owner, ...values })
          .onConflict((conflict) => conflict.columns(['video_id', 'owner']).doUpdateSet(values))
          .execute();
      }),
  };
}
