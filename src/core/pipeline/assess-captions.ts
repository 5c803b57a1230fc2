import { baseLanguage } from '../domain/language.ts';
import type { Captions, Line } from '../domain/transcript.ts';
import { wordCount } from '../domain/words.ts';

/** Fewer words a minute than this are hardly any speech: music, silence, a screen recording. Talks run at 120 to 190. */
export const hardlyAnySpeechWpm = 30;

/** When captions count as not holding the whole video. */
export interface TruncationRules {
  /** A stretch without captions is missing if it exceeds this share of the length … */
  readonly missingShare: number;
  /** … and this time: credits and music at the end of a short video are no sign. */
  readonly missingMs: number;
  /** A stretch inside the captions is missing only if the whole has fewer words a minute than this. */
  readonly fewestWpm: number;
  /** Fewer words than these are no talk that could have been cut. */
  readonly fewestWords: number;
}

/** The end must lack 10 % and a minute and a half, a middle part the same in captions at less than half a talk's pace. */
const defaultTruncationRules: TruncationRules = {
  missingShare: 0.1,
  missingMs: 90_000,
  fewestWpm: 60,
  fewestWords: 100,
};

/** What the captions tell about how much of the video they hold. */
export interface CaptionAssessment {
  /**
   * Speech is captioned up to a point long before the end, or there are far too few words for the length and a long
   * stretch without any. Never true of captions that are sparse all over: those are hardly any speech.
   */
  readonly truncated: boolean;
  /** Over the whole length, in English words, so that one limit serves all languages; 0 where the length is unknown. */
  readonly wordsPerMinute: number;
  /** Where the last line ends; 0 without lines. */
  readonly lastCaptionMs: number;
}

/** Letters for one English word, in writing without spaces: measured on one video's human subtitles. */
const lettersPerWord: ReadonlyMap<string, number> = new Map([
  ['zh', 1.6],
  ['yue', 1.6],
  ['ja', 2.1],
]);

/** Judges captions against the video's length. With a length of 0 (a live stream) nothing counts as missing. */
export function assessCaptions(
  lines: readonly Line[],
  captions: Captions,
  durationMs: number,
  rules: TruncationRules = defaultTruncationRules,
): CaptionAssessment {
  const lastCaptionMs = lines.at(-1)?.endMs ?? 0;
  if (durationMs <= 0) return { truncated: false, wordsPerMinute: 0, lastCaptionMs };
  const words = lines.reduce((sum, line) => sum + englishWords(line.text, captions.language), 0);
  const wordsPerMinute = words / (durationMs / 60_000);
  const limitMs = Math.max(rules.missingMs, durationMs * rules.missingShare);
  const captionedMs = lastCaptionMs - (lines[0]?.startMs ?? 0);
  const isTalk = words >= rules.fewestWords && words / (captionedMs / 60_000) >= hardlyAnySpeechWpm;
  const endsEarly = durationMs - lastCaptionMs > limitMs;
  const hasHole = wordsPerMinute < rules.fewestWpm && longestGapMs(lines) > limitMs;
  return { truncated: isTalk && (endsEarly || hasHole), wordsPerMinute, lastCaptionMs };
}

function englishWords(text: string, language: string): number {
  const letters = lettersPerWord.get(baseLanguage(language));
  if (letters === undefined) return wordCount(text, language);
  return (text.match(/[\p{L}\p{N}]/gu)?.length ?? 0) / letters;
}

/** Longest time without a line, from the beginning of the video to its last line. */
function longestGapMs(lines: readonly Line[]): number {
  return lines.reduce((longest, line, index) => Math.max(longest, line.startMs - (lines[index - 1]?.endMs ?? 0)), 0);
}
