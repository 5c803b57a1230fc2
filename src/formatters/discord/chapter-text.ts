import type { Chapter, Digest, Passage, Turn } from '../../core/domain/digest.ts';
import { glueBetween } from '../../core/domain/scripts.ts';
import type { Line, LineRange } from '../../core/domain/transcript.ts';
import { cutText } from '../cut-text.ts';
import { onOneLine } from '../plain-text.ts';
import type { MarkStrings } from '../strings/catalogue.ts';
import { stringsFor } from '../strings/strings-for.ts';
import { clipDiscord, escapeDiscord } from './escape-discord.ts';
import { momentLink } from './masked-link.ts';
import { textWeight } from './measure.ts';

/** A piece of a chapter that is never cut, as Discord Markdown. */
export interface Paragraph {
  readonly text: string;
  /** Stands in its place where it opens a message: with the speaker's name. At least as long. */
  readonly opening: string;
  /** Of `opening`, by `textWeight`. */
  readonly weight: number;
  /** Where in the video it stands: the time of the passage it belongs to. */
  readonly startMs: number;
}

/** Longer labels are not names. */
const speakerCharacters = 80;
/** Lines without passages are read in stretches of about this length. */
const stretchMs = 75_000;

/** `02:30 Title` as a heading, linked to its beginning. `part` is `2/3`, empty for a chapter that is whole. */
export function chapterHeading({ video }: Digest, { startMs, title }: Chapter, part = ''): string {
  const link = momentLink(video, startMs, title, 150);
  return `### ${link}${part === '' ? '' : ` (${part})`}`;
}

/** The digest's own words of a chapter, in order, each weighing at most `maxWeight`; none where it has no passages. */
export function translatedParagraphs(digest: Digest, index: number, maxWeight: number): Paragraph[] {
  const { marks, punctuation } = stringsFor(digest.language);
  const labels = labelsOf(digest, punctuation.colon);
  const paragraphs: Paragraph[] = [];
  let speaker: string | null = null;
  for (const passage of digest.passages) {
    if (passage.chapter !== index) continue;
    const spoken = turnsInMarkdown(passage, labels, speaker);
    const mark = markOf(passage, marks);
    if (mark !== '') spoken.push({ label: '', voice: '', text: `(${mark})`, italic: true });
    paragraphs.push(...paragraphsOf(digest, passage.startMs, spoken, maxWeight));
    speaker = passage.turns.at(-1)?.speaker ?? null;
  }
  return paragraphs;
}

/** What was said in a chapter, in the talk's own language, by the passages where there are any. */
export function originalParagraphs(digest: Digest, index: number, maxWeight: number): Paragraph[] {
  const ranges = digest.passages.filter(({ chapter }) => chapter === index).map(({ lines }) => lines);
  const chapter = digest.chapters[index];
  const stretches = ranges.length > 0 || chapter === undefined ? ranges : stretchesOf(digest, chapter.lines);
  return stretches.flatMap((range) => {
    const lines = digest.lines.slice(range.first - 1, range.last);
    const [first] = lines;
    return first === undefined ? [] : paragraphsOf(digest, first.startMs, voicesOf(lines), maxWeight);
  });
}

/** Paragraphs one under the other; the first one says who speaks. */
export function joinParagraphs(paragraphs: readonly Paragraph[]): string {
  return paragraphs.map(({ text, opening }, at) => (at === 0 ? opening : text)).join('\n');
}

type Labels = ReadonlyMap<string, string>;

interface Spoken {
  /** Markdown in front of the text; empty where the voice goes on. */
  readonly label: string;
  /** The same where it must be said again. */
  readonly voice: string;
  /** Plain, untrusted. */
  readonly text: string;
  readonly italic?: boolean;
}

function paragraphsOf(digest: Digest, startMs: number, spoken: readonly Spoken[], maxWeight: number): Paragraph[] {
  const time = momentLink(digest.video, startMs);
  const texts: { text: string; opening: string }[] = [];
  let current = { text: time, opening: time };
  let gap = ' ';
  for (const { label, voice, text, italic } of spoken) {
    const room = maxWeight - textWeight(time) - textWeight(voice) - 4;
    for (const [at, piece] of cutText(onOneLine(text), room, weigh).entries()) {
      const escaped = italic === true ? `*${escapeDiscord(piece)}*` : escapeDiscord(piece);
      const added = (at === 0 ? label : '') + escaped;
      const isBare = current.opening === time;
      const opening = current.opening + gap + (isBare ? voice + escaped : added);
      if (textWeight(opening) <= maxWeight) current = { text: current.text + gap + added, opening };
      else {
        texts.push(current);
        current = { text: added, opening: voice + escaped };
      }
      gap = '\n';
    }
  }
  return [...texts, current].map(({ text, opening }) => ({ text, opening, weight: textWeight(opening), startMs }));
}

function weigh(text: string): number {
  return textWeight(escapeDiscord(text));
}

/** Names in Markdown by cast id, those without one left out; null where one voice is all there is. */
function labelsOf({ passages, cast }: Digest, colon: string): Labels | null {
  const heard = new Set(passages.flatMap(({ turns }) => turns.map(({ speaker }) => speaker)));
  if (heard.size < 2) return null;
  const names = cast.map(({ id, label }) => [id, clipDiscord(label, speakerCharacters)] as const);
  return new Map(names.filter(([, name]) => name !== '').map(([id, name]) => [id, `**${name}**${colon}`]));
}

function turnsInMarkdown({ turns }: Passage, labels: Labels | null, before: string | null): Spoken[] {
  let last = before;
  return turns.map(({ speaker, text }) => {
    const voice = labelOf(speaker, labels);
    const label = speaker === last ? '' : voice;
    last = speaker;
    return { label, voice, text };
  });
}

/** A voice that nobody can name gets a dash, so that it is not taken for the last one. */
function labelOf(speaker: Turn['speaker'], labels: Labels | null): string {
  return labels === null ? '' : (labels.get(speaker ?? '') ?? '— ');
}

function markOf({ state }: Passage, marks: MarkStrings): string {
  if (state === 'doubtful') return marks.doubtful;
  return state === 'source' ? marks.untranslated : '';
}

/** Lines joined as they were spoken, cut where the captions mark another voice. */
function voicesOf(lines: readonly Line[]): Spoken[] {
  const voices: { label: string; voice: string; text: string }[] = [];
  for (const { speakerChange, text } of lines) {
    const last = voices.at(-1);
    const label = speakerChange ? '— ' : '';
    if (last === undefined || speakerChange) voices.push({ label, voice: label, text });
    else last.text += glueBetween(last.text, text) + text;
  }
  return voices;
}

function stretchesOf({ lines }: Digest, { first, last }: LineRange): LineRange[] {
  const stretches: { first: number; last: number }[] = [];
  let startMs = Number.NEGATIVE_INFINITY;
  for (const line of lines.slice(first - 1, last)) {
    const current = stretches.at(-1);
    if (current !== undefined && line.startMs - startMs < stretchMs) current.last = line.number;
    else {
      stretches.push({ first: line.number, last: line.number });
      startMs = line.startMs;
    }
  }
  return stretches;
}
