import type { Chapter, Passage, Turn } from '../domain/digest.ts';
import { glueBetween } from '../domain/scripts.ts';
import type { Line } from '../domain/transcript.ts';
import { assemblePassages } from './assemble-passages.ts';
import { withoutHesitations } from './hesitations.ts';
import { linesIn } from './line-ranges.ts';
import { segmentLines } from './segment-lines.ts';

/**
 * The transcript itself by chapter, in passages of about 60-90 seconds that break at pauses and new speakers, two
 * minutes at most. Turns follow the captions' speaker marks, unnamed. With `language`, hesitations are dropped.
 */
export function cleanedPassages(lines: readonly Line[], chapters: readonly Chapter[], language?: string): Passage[] {
  const parts = chapters.flatMap((chapter) =>
    segmentLines(chapter.lines, lines, { targetMs: 75_000, maxMs: 120_000 }).map((range) => ({
      lines: range,
      turns: turnsOf(linesIn(range, lines), language),
      state: 'original' as const,
      problems: [],
    })),
  );
  return assemblePassages(parts, chapters, lines);
}

function turnsOf(lines: readonly Line[], language: string | undefined): Turn[] {
  const voices: string[][] = [];
  for (const line of lines) {
    const voice = voices.at(-1);
    const text = language === undefined ? line.text : withoutHesitations(line.text, language);
    if (voice === undefined || line.speakerChange) voices.push([text]);
    else voice.push(text);
  }
  return voices.map((texts) => ({ speaker: null, text: joinTexts(texts) }));
}

/** Caption text joined as its script is written: with spaces, or without for Chinese and Japanese. */
export function joinTexts(texts: readonly string[]): string {
  return texts.map((text, index) => `${index === 0 ? '' : glueBetween(texts[index - 1] ?? '', text)}${text}`).join('');
}
