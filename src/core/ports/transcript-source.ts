import type { Captions } from '../domain/transcript.ts';
import type { Video } from '../domain/video.ts';

/** A video and what is said in it. */
export interface SourceVideo {
  readonly video: Video;
  readonly captions: Captions;
}

/** Where videos and their captions come from. */
export interface TranscriptSource {
  /**
   * Facts and captions of one video, fetched together. The captions are in the language that is spoken (manual before
   * automatic), or in `language` where a manual track of it exists. Throws a VidigestError whose code names the
   * situation; its `cause` keeps what the service said.
   */
  fetch(videoId: string, options: { signal: AbortSignal; language?: string }): Promise<SourceVideo>;
}
