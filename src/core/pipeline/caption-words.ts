import { glueBetween } from '../domain/scripts.ts';
import type { Line } from '../domain/transcript.ts';

/** A word of the captions, or one character where the script has no spaces (Han, kana, Thai) or glues particles (Hangul). */
export interface CaptionWord {
  /** Compared form: NFKC, lower case, straight apostrophes. */
  readonly key: string;
  /** Index into the lines. */
  readonly line: number;
  /** Where it stands in the line's text. */
  readonly start: number;
  readonly end: number;
}

const unit =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Hangul}ー々]|(?:(?![\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Hangul}])[\p{L}\p{M}\p{N}])+(?:['’](?=\p{L})\p{Script=Latin}+)*/gu;

const known = new WeakMap<readonly Line[], CaptionWord[]>();

/** All words of the lines, in order. Remembered per array of lines, which must not change afterwards. */
export function captionWords(lines: readonly Line[]): readonly CaptionWord[] {
  const before = known.get(lines);
  if (before !== undefined) return before;
  const words = lines.flatMap(({ text }, line) => wordsOf(text).map((word) => ({ ...word, line })));
  known.set(lines, words);
  return words;
}

/** Words of one text, with their places in it. */
export function wordsOf(text: string): Omit<CaptionWord, 'line'>[] {
  return [...text.matchAll(unit)].map((match) => ({
    key: match[0].normalize('NFKC').toLowerCase().replaceAll('’', "'"),
    start: match.index,
    end: match.index + match[0].length,
  }));
}

/** The captions' own text from one word to another, with the mark that ends its sentence. */
export function textBetween(first: CaptionWord, last: CaptionWord, lines: readonly Line[]): string {
  let text = '';
  for (let index = first.line; index <= last.line; index += 1) {
    const line = lines[index]?.text ?? '';
    const from = index === first.line ? first.start : 0;
    const to = index === last.line ? last.end + endMark(line, last.end) : line.length;
    const piece = line.slice(from, to).trim();
    text += `${text === '' ? '' : glueBetween(text, piece)}${piece}`;
  }
  return text;
}

function endMark(line: string, at: number): number {
  return /^(?:[.?!…。！？]+["”’」』]?)?/u.exec(line.slice(at))?.[0].length ?? 0;
}
