import type { Chapter, Digest, Quote } from '../../domain/digest.ts';
import { VidigestError } from '../../domain/errors.ts';
import type { Captions, Line } from '../../domain/transcript.ts';
import type { Video } from '../../domain/video.ts';
import { coverageOf } from '../assemble-passages.ts';
import { endOfVideo } from '../chapter-starts.ts';
import { type ChapterHeading, partitionChapters } from '../chapters.ts';
import { cleanedPassages, joinTexts } from '../cleaned-passages.ts';
import { planCreatorChapters } from '../creator-chapters-plan.ts';
import { withoutHesitations } from '../hesitations.ts';
import { type KeySentences, rankSentences } from './key-sentences.ts';
import { characteristicPhrases } from './phrases.ts';
import { makeSentences, type Sentence } from './sentences.ts';
import { findTopicShifts } from './topic-shifts.ts';
import { createWordSplitter, type SpokenWord } from './words.ts';

export interface ExtractiveInput {
  readonly video: Video;
  readonly captions: Captions;
  readonly lines: readonly Line[];
  /** ISO 8601 instant. */
  readonly nowIso: string;
  readonly truncated: boolean;
}

/**
 * A digest made without a model, in the captions' own language: chapters by the creator or where the words shift, key
 * sentences as they were said, the transcript by chapter. Nothing in it is written by the program but chapter titles,
 * which are phrases of the talk. Ten hours take seconds. Throws `hardly-any-speech` where there are no lines.
 */
export function makeExtractiveDigest({ video, captions, lines, nowIso, truncated }: ExtractiveInput): Digest {
  if (lines.length === 0) throw new VidigestError('hardly-any-speech', 'no lines to digest');
  const { language, kind } = captions;
  const durationMs = endOfVideo(lines, video.durationMs);
  const split = createWordSplitter(language);
  const words = lines.map(({ text }) => split(text));
  const keys = rankSentences(makeSentences(lines, split), language);
  const tldr = summaryText(keys.summary(summaryCount(durationMs)), lines, language);
  const bare = bareChapters(video, lines, words, durationMs, language);
  const chapters = bare.map((chapter) => ({ ...chapter, gist: gistOf(chapter, keys, language) }));
  const passages = cleanedPassages(lines, chapters, language);
  return {
    schemaVersion: 1,
    method: 'extractive',
    language,
    video,
    captions: { language, kind, truncated },
    title: video.title,
    introduction: null,
    tldr,
    cast: [],
    glossary: [],
    chapters,
    arguments: [],
    companies: [],
    quotes: keys.strong(quoteCount(durationMs)).map(quoteOf),
    people: [],
    videoType: null,
    fullText: 'original',
    passages,
    lines: [...lines],
    coverage: coverageOf(passages, lines, durationMs),
    usage: [],
    missing: [],
    promptVersion: 'extractive-1',
    createdAt: nowIso,
  };
}

const threeMinutesMs = 3 * 60_000;

function summaryCount(durationMs: number): number {
  return durationMs < threeMinutesMs ? 2 : 3;
}

function quoteCount(durationMs: number): number {
  if (durationMs < threeMinutesMs) return 1;
  return Math.min(5, 3 + Math.floor(durationMs / (15 * 60_000)));
}

/** Where no sentence can stand alone, the beginning has to do. */
function summaryText(found: readonly Sentence[], lines: readonly Line[], language: string): string {
  const texts = found.length > 0 ? found.map(({ text }) => text) : lines.slice(0, 2).map(({ text }) => text);
  return joinTexts(texts.map((text) => asSentence(withoutHesitations(text, language))));
}

/** Sentences of unpunctuated captions, side by side, need to be told apart. */
function asSentence(text: string): string {
  return /[\p{L}\p{N}]$/u.test(text) ? `${text}…` : text;
}

function gistOf({ lines }: Chapter, keys: KeySentences, language: string): string {
  const sentence = keys.of(lines);
  return sentence === null ? '' : withoutHesitations(sentence.text, language);
}

function bareChapters(
  video: Video,
  lines: readonly Line[],
  words: readonly (readonly SpokenWord[])[],
  durationMs: number,
  language: string,
): Chapter[] {
  const planned = planCreatorChapters(video, lines);
  if (planned !== null) {
    const starts = planned.map(({ title, firstLine, part }): ChapterHeading => {
      const name = part === null ? title : `${title} (${part.index}/${part.of})`;
      return { first: firstLine, title: name, gist: '' };
    });
    return partitionChapters(starts, lines, durationMs, starts.length);
  }
  const starts = findTopicShifts(lines, words, durationMs).map((first) => ({ first, title: '', gist: '' }));
  const chapters = partitionChapters(starts, lines, durationMs);
  const titles = characteristicPhrases(chapters, words, language);
  return chapters.map((chapter, index) => ({ ...chapter, title: titles[index] ?? video.title }));
}

function quoteOf({ text, lines, startMs }: Sentence): Quote {
  return { text, source: text, speaker: null, lines, startMs };
}
