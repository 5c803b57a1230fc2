import type { Line } from '../domain/transcript.ts';
import type { Video } from '../domain/video.ts';
import type { ChapterStart, Names } from './outline-collector.ts';

/** What an outline is made of. */
export interface OutlineInput {
  readonly video: Video;
  readonly lines: readonly Line[];
  readonly sourceLanguage: string;
  readonly targetLanguage: string;
}

/** The outline of one window of the transcript, or of all of it. `starts` are in order, the first on its first line. */
export interface OutlinePart {
  readonly title: string;
  readonly tldr: string;
  readonly names: Names;
  readonly starts: readonly ChapterStart[];
}
