import type { Store } from '../ports/store.ts';
import type { SourceVideo, TranscriptSource } from '../ports/transcript-source.ts';
import { findKeptTranscript, ownerFor } from './kept-digests.ts';
import { createSharedWorks, type SharedWorks } from './shared-work.ts';

/** Where transcripts come from and where they are kept. */
export interface FetchOnceDeps {
  readonly source: TranscriptSource;
  readonly store: Pick<Store, 'transcripts'>;
}

/** Facts and captions of a video, kept for all or, of an unlisted one, for `owner`. Throws what fetching throws. */
export type FetchOnce = (videoId: string, owner: string, signal: AbortSignal) => Promise<SourceVideo>;

/** Captions do not change once a video is published: a second language starts from the same lines. */
export function createFetchOnce({ source, store }: FetchOnceDeps): FetchOnce {
  const works: SharedWorks<SourceVideo, never> = createSharedWorks();
  return async (videoId, owner, signal) => {
    const kept = await findKeptTranscript(store.transcripts, videoId, owner);
    if (kept !== null) return kept;
    const run = async (stop: AbortSignal): Promise<SourceVideo> => {
      const found = await source.fetch(videoId, { signal: stop });
      await store.transcripts.save(found.video, found.captions, ownerFor(found.video, owner));
      return found;
    };
    // By owner: it is not known yet whether the video is one that all may share.
    return works.get(`${videoId} ${owner}`, () => ({ run, retell: () => [] })).join(() => {}, signal);
  };
}
