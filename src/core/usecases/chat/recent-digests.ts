import type { RecentDigest } from '../../domain/chat-answer.ts';
import { ownerOf } from '../../domain/owner.ts';
import type { ChannelSight, Sight } from '../../ports/channel-sight.ts';
import type { SurfaceOptions } from '../../ports/chat-surface.ts';
import type { DigestStore, RecentThreads, TranscriptStore } from '../../ports/store.ts';
import { findKept, findKeptTranscript } from '../kept-digests.ts';
import { visibleTo } from './may-see.ts';

/** Where threads and titles are known, and who may see them. */
export interface RecentDigestsDeps {
  readonly recent: RecentThreads;
  readonly digests: Pick<DigestStore, 'find'>;
  readonly transcripts: Pick<TranscriptStore, 'find'>;
  readonly sight: ChannelSight;
}

/** What a page of a person's own shows, and how far it looks back for that. */
const mostShown = 10;
const mostRead = 100;

/** The newest digests of a workspace that a person may see, newest first. Throws `store-failed`. */
export type RecentDigests = (
  viewer: Omit<Sight, 'channel'>,
  options: SurfaceOptions,
) => Promise<readonly RecentDigest[]>;

/** The use case over its ports. A digest that is not kept any more goes by the title of its video. */
export function createRecentDigests({ recent, digests, transcripts, sight }: RecentDigestsDeps): RecentDigests {
  return async (viewer, options) => {
    const { surface, workspace } = viewer;
    const owner = ownerOf(viewer);
    const threads = await recent.newest({ surface, workspace }, mostRead);
    const visible = await visibleTo(sight, viewer, threads, { ...options, limit: mostShown });
    return Promise.all(
      visible.map(async ({ videoId, language, link, postedAtMs }) => {
        const digest = await findKept(digests, { videoId, language }, owner);
        const title = digest?.title ?? (await findKeptTranscript(transcripts, videoId, owner))?.video.title ?? videoId;
        return { title, link, postedAtMs };
      }),
    );
  };
}
