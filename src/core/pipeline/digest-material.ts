import type { Captions, Line } from '../domain/transcript.ts';
import type { Video } from '../domain/video.ts';

/** What every way of making a digest starts from. `video.durationMs` is never before the last line's end. */
export interface DigestMaterial {
  readonly video: Video;
  readonly captions: Captions;
  readonly lines: readonly Line[];
  /** BCP 47 tag of the digest. */
  readonly language: string;
  readonly truncated: boolean;
  readonly nowIso: string;
  /** `clean`: the captions are in the digest's language already; `later`: the translation is left for a request. */
  readonly fullText: 'translate' | 'clean' | 'later';
}
