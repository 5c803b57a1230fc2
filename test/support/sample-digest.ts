import type { Chapter, Digest, Passage, Turn } from '../../src/core/domain/digest.ts';
import { isUnspaced, writtenLanguage } from '../../src/core/domain/language.ts';
import type { Line } from '../../src/core/domain/transcript.ts';
import { sampleParts } from './sample-parts.ts';
import { fillerSentences, sampleTalk } from './sample-talk.ts';

const lineMs = 10_500;

/** A complete made-up digest: Chinese, 6:10 long, 3 chapters, 6 passages, 35 lines, two speakers, every section filled. */
export function sampleDigest(overrides: Partial<Digest> = {}): Digest {
  const lines: Line[] = [];
  const chapters: Chapter[] = [];
  const passages: Passage[] = [];
  for (const [chapter, talk] of sampleTalk.entries()) {
    const chapterFirst = lines.length + 1;
    for (const part of talk.passages) {
      const first = lines.length + 1;
      for (const text of part.lines) lines.push(lineOf(lines.length + 1, text));
      passages.push(passageOf(chapter, first, lines.length, [...part.turns]));
    }
    chapters.push({
      title: talk.title,
      gist: talk.gist,
      startMs: (chapterFirst - 1) * lineMs,
      endMs: lines.length * lineMs,
      lines: { first: chapterFirst, last: lines.length },
    });
  }
  const durationMs = 370_000;
  const closed = { lines, passages, chapters, durationMs };
  return { ...sampleParts(), ...close(closed), ...overrides };
}

/**
 * A made-up digest of any length for limit tests: a chapter every 4 minutes (25 at most), a passage every 75 s, spoken
 * density as measured on real talks (about 260 characters a minute in Chinese, 900 in English). Text is in `language`
 * where there are sentences in it, else in English.
 */
export function longDigest(minutes: number, language = 'zh-CN'): Digest {
  const durationMs = Math.round(minutes * 60_000);
  const chapterCount = Math.min(25, Math.max(1, Math.round(minutes / 4)));
  const chapterMs = durationMs / chapterCount;
  const lines: Line[] = [];
  const chapters: Chapter[] = [];
  const passages: Passage[] = [];
  for (let chapter = 0; chapter < chapterCount; chapter += 1) {
    const startMs = Math.round(chapter * chapterMs);
    const endMs = Math.round((chapter + 1) * chapterMs);
    const chapterFirst = lines.length + 1;
    for (const [from, to] of spans(startMs, endMs, 75_000)) {
      const first = lines.length + 1;
      for (const [lineFrom, lineTo] of spans(from, to, 7_500)) {
        const text = `This is caption line number ${lines.length + 1} of the long made-up talk, as it was spoken.`;
        lines.push({ number: lines.length + 1, startMs: lineFrom, endMs: lineTo, text, speakerChange: false });
      }
      const turns = fillerTurns(passages.length, language, (to - from) / 60_000);
      passages.push({
        ...passageOf(chapter, first, lines.length, turns),
        startMs: from,
        endMs: to,
      });
    }
    const title = fillerText(chapter, language, 1).slice(0, isUnspaced(language) ? 14 : 48);
    const gist = fillerText(chapter + 1, language, 1);
    chapters.push({ title, gist, startMs, endMs, lines: { first: chapterFirst, last: lines.length } });
  }
  const parts = longParts(language);
  return { ...parts, language, ...close({ lines, passages, chapters, durationMs }, parts.video) };
}

/** As many and as long sections as a long talk has: 10 arguments, 7 companies, 4 quotes, 3 people. */
function longParts(language: string): ReturnType<typeof sampleParts> {
  const parts = sampleParts(isChinese(language) ? 'zh' : 'en');
  const sentences = (seed: number, count = 3) => fillerText(seed, language, count);
  const hasOwn = ['zh-Hans', 'en'].includes(writtenLanguage(language));
  const own = <T extends string | null>(text: T, seed: number, count = 1): T | string =>
    hasOwn ? text : sentences(seed, count);
  return {
    ...parts,
    title: own(parts.title, 0),
    introduction: own(parts.introduction, 1, 2),
    tldr: own(parts.tldr, 2, 4),
    arguments: repeat(parts.arguments, 10).map((point, seed) => ({
      ...point,
      title: own(point.title, seed),
      content: sentences(seed),
      implication: own(point.implication, seed + 1),
    })),
    companies: repeat(parts.companies, 7).map((company, index) => ({
      ...company,
      name: `${company.name} ${index + 1}`,
      context: own(company.context, index),
    })),
    quotes: repeat(parts.quotes, 4).map((quote, seed) => ({ ...quote, text: own(quote.text, seed) })),
    people: repeat(parts.people, 3).map((person, seed) => ({
      ...person,
      identity: own(person.identity, seed),
      background: sentences(seed),
      views: own(person.views, seed + 1),
    })),
  };
}

function repeat<T>(items: readonly T[], count: number): T[] {
  return Array.from({ length: count }, (_, index) => items[index % items.length]).filter((item) => item !== undefined);
}

interface Closed {
  lines: Line[];
  passages: Passage[];
  chapters: Chapter[];
  durationMs: number;
}

/** Lets lines, passages and chapters reach the end, and counts them. */
function close({ lines, passages, chapters, durationMs }: Closed, video = sampleParts().video) {
  for (const list of [chapters, passages]) {
    const last = list.at(-1);
    if (last !== undefined) last.endMs = durationMs;
  }
  const coverage = { lines: lines.length, coveredLines: lines.length, durationMs, coveredMs: durationMs };
  return { lines, passages, chapters, coverage, video: { ...video, durationMs } };
}

function lineOf(number: number, raw: string): Line {
  const speakerChange = raw.startsWith('>> ');
  const startMs = (number - 1) * lineMs;
  const text = speakerChange ? raw.slice(3) : raw;
  return { number, startMs, endMs: startMs + lineMs - 500, text, speakerChange };
}

function passageOf(chapter: number, first: number, last: number, turns: Turn[]): Passage {
  const lines = { first, last };
  const startMs = (first - 1) * lineMs;
  return { chapter, startMs, endMs: last * lineMs, lines, turns, state: 'translated', problems: [] };
}

function spans(startMs: number, endMs: number, stepMs: number): [number, number][] {
  const count = Math.max(1, Math.round((endMs - startMs) / stepMs));
  const at = (index: number) => Math.round(startMs + ((endMs - startMs) * index) / count);
  return Array.from({ length: count }, (_, index) => [at(index), at(index + 1)]);
}

function fillerTurns(seed: number, language: string, minutes: number): Turn[] {
  const sentences = Math.max(2, Math.round(sentencesPerMinute(language) * minutes));
  const half = Math.ceil(sentences / 2);
  return [
    { speaker: 's1', text: fillerText(seed, language, half) },
    { speaker: 's2', text: fillerText(seed + 1, language, sentences - half) },
  ];
}

function fillerText(seed: number, language: string, sentences: number): string {
  const pool = sentencesIn(language);
  const picked = Array.from({ length: sentences }, (_, index) => pool[(seed + index) % pool.length] ?? '');
  return picked.join(isUnspaced(language) ? '' : ' ');
}

function sentencesIn(language: string): readonly string[] {
  return fillerSentences[writtenLanguage(language)] ?? fillerSentences['en'] ?? [];
}

/** Characters a minute over those of a sentence. */
function sentencesPerMinute(language: string): number {
  if (isChinese(language)) return 260 / 32;
  const spoken: Readonly<Record<string, number>> = { ja: 330 / 39, ko: 400 / 45 };
  return spoken[writtenLanguage(language)] ?? 900 / 93;
}

function isChinese(language: string): boolean {
  return writtenLanguage(language).startsWith('zh');
}
