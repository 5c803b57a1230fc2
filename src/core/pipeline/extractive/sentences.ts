import type { Line, LineRange } from '../../domain/transcript.ts';
import { joinTexts } from '../cleaned-passages.ts';
import { endsSentence } from '../segment-lines.ts';
import type { SpokenWord } from './words.ts';

/** What stands or falls as one statement: a sentence where the captions have punctuation, else a line. */
export interface Sentence {
  readonly lines: LineRange;
  readonly startMs: number;
  readonly endMs: number;
  /** The captions' own words. */
  readonly text: string;
  readonly words: readonly SpokenWord[];
  /** From one sentence's end to another; false for a piece, and for all of captions without punctuation. */
  readonly isWhole: boolean;
}

const maxWords = 60;
const maxLines = 6;
const pauseMs = 4_000;

/** Joins lines into sentences. They partition the lines, in order. */
export function makeSentences(lines: readonly Line[], split: (text: string) => SpokenWord[]): Sentence[] {
  const punctuated = lines.filter(({ text }) => endsSentence(text)).length >= lines.length * 0.3;
  const sentences: Sentence[] = [];
  let group: { line: Line; words: SpokenWord[] }[] = [];
  let opensWhole = true;
  const close = (): void => {
    const sentence = sentenceOf(group, punctuated && opensWhole);
    if (sentence !== null) sentences.push(sentence);
    opensWhole = endsSentence(group.at(-1)?.line.text ?? '');
    group = [];
  };
  for (const line of lines) {
    const words = split(line.text);
    if (group.length > 0 && (!punctuated || !continues(group, line, words.length))) close();
    group.push({ line, words });
    if (endsSentence(line.text)) close();
  }
  if (group.length > 0) close();
  return sentences;
}

function continues(group: readonly { line: Line; words: SpokenWord[] }[], line: Line, wordCount: number): boolean {
  const last = group.at(-1)?.line;
  const count = group.reduce((sum, { words }) => sum + words.length, wordCount);
  const paused = last !== undefined && line.startMs - last.endMs > pauseMs;
  return !line.speakerChange && !paused && group.length < maxLines && count <= maxWords;
}

function sentenceOf(group: readonly { line: Line; words: SpokenWord[] }[], opensWhole: boolean): Sentence | null {
  const first = group[0]?.line;
  const last = group.at(-1)?.line;
  if (first === undefined || last === undefined) return null;
  const text = joinTexts(group.map(({ line }) => line.text));
  return {
    lines: { first: first.number, last: last.number },
    startMs: first.startMs,
    endMs: last.endMs,
    text,
    words: group.flatMap(({ words }) => words),
    isWhole: opensWhole && endsSentence(text),
  };
}
