import type { DigestRef } from '../domain/chat-request.ts';
import type { Digest } from '../domain/digest.ts';
import type { Video } from '../domain/video.ts';
import { promptVersion } from '../pipeline/prompts/prompt-version.ts';
import type { DigestKey, DigestStore, TranscriptStore } from '../ports/store.ts';
import type { SourceVideo } from '../ports/transcript-source.ts';

/** Under which key a digest of a video is kept for whoever asks: one of an unlisted video is for them alone. */
export function keyFor(video: Pick<Video, 'unlisted'>, { videoId, language }: DigestRef, owner: string): DigestKey {
  return { videoId, language, promptVersion, owner: ownerFor(video, owner) };
}

/** Whose the transcript of a video is, when somebody of `owner` has asked for it. */
export function ownerFor({ unlisted }: Pick<Video, 'unlisted'>, owner: string): string {
  return unlisted ? owner : '';
}

/** The digest that is kept for `owner`: of a video that anybody can find, or the owner's own. */
export async function findKept(
  digests: Pick<DigestStore, 'find'>,
  { videoId, language }: DigestRef,
  owner: string,
): Promise<Digest | null> {
  const shared = await digests.find({ videoId, language, promptVersion });
  if (shared !== null && !shared.video.unlisted) return shared;
  return digests.find({ videoId, language, promptVersion, owner });
}

/** Facts and captions that are kept for `owner`, as `findKept`. */
export async function findKeptTranscript(
  transcripts: Pick<TranscriptStore, 'find'>,
  videoId: string,
  owner: string,
): Promise<SourceVideo | null> {
  const shared = await transcripts.find(videoId);
  if (shared !== null && !shared.video.unlisted) return shared;
  return transcripts.find(videoId, owner);
}
