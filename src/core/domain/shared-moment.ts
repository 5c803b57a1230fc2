import type { Chapter, DigestDraft } from './digest.ts';

/** Where a link with a time leads. */
export interface SharedMoment {
  readonly startMs: number;
  readonly chapter: Chapter;
}

/** Links that begin this early point to the video as a whole. */
const earliestMs = 10_000;

/** The chapter of a moment; null for none, for the very beginning, and for one beyond the end. */
export function sharedMoment({ chapters }: Pick<DigestDraft, 'chapters'>, startMs: number | null): SharedMoment | null {
  if (startMs === null || startMs < earliestMs) return null;
  const chapter = chapters.find((each) => each.startMs <= startMs && startMs < each.endMs);
  return chapter === undefined ? null : { startMs, chapter };
}
