import { z } from 'zod';
import type { CastMember, GlossaryEntry } from '../domain/digest.ts';
import type { Line, LineRange } from '../domain/transcript.ts';
import { groundCast, groundGlossary, type NameEvidence } from './cast.ts';
import type { PlannedChapter } from './creator-chapters-plan.ts';
import { createJsonFieldStream } from './json-stream.ts';
import { type OutlineAnswer, outlineAnswerSchema } from './prompts/answers.ts';
import { normaliseTypography } from './typography.ts';

/** What an outline tells before it is complete, each at most once and in this order. */
export interface OutlineHandlers {
  onLead(lead: { title: string; tldr: string }): void;
  onNames(names: Names): void;
  /** These lines are one chapter, or part of one: later answers never put a boundary inside them. */
  onChapter(lines: LineRange, heading: { title: string; gist: string }): void;
}

/** Who speaks and how everything is spelled: what every later call is given. */
export interface Names {
  readonly cast: readonly CastMember[];
  readonly glossary: readonly GlossaryEntry[];
}

/** A chapter by its first line; it ends where the next one starts. */
export interface ChapterStart {
  readonly first: number;
  readonly title: string;
  readonly gist: string;
}

export interface OutlineCollector {
  /** Text as it streams. After a retried attempt `snapshot` starts anew; what was told already stands. */
  onText(delta: string, snapshot: string): void;
  /** The parsed answer: fills what the stream did not tell. Returns everything. */
  finish(answer: OutlineAnswer): { title: string; tldr: string; names: Names; starts: ChapterStart[] };
}

export interface CollectorInput {
  readonly evidence: NameEvidence;
  readonly lines: readonly Line[];
  readonly language: string;
  /** Fixed starts, or null when the model finds the chapters. */
  readonly planned: readonly PlannedChapter[] | null;
  /** A chapter the model starts sooner than this after the one before is not taken. */
  readonly minChapterMs: number;
}

interface KnownNames {
  cast?: OutlineAnswer['cast'] | undefined;
  glossary?: OutlineAnswer['glossary'] | undefined;
}

const fields = outlineAnswerSchema.shape;

/**
 * Turns a streamed outline into facts that never change again, so that work can start on them: the first value of a
 * field counts, and chapter starts only ever move forward.
 */
export function createOutlineCollector(input: CollectorInput, handlers: OutlineHandlers): OutlineCollector {
  const known: Partial<Record<'title' | 'tldr', string>> & KnownNames = {};
  const chapters = createChapterStarts(input);
  let names: Names | null = null;
  let leadTold = false;
  let chaptersTold = 0;

  const tell = (complete: boolean): void => {
    if (!leadTold && known.title !== undefined && known.tldr !== undefined) {
      leadTold = true;
      handlers.onLead({ title: known.title, tldr: known.tldr });
    }
    if (names === null && known.cast !== undefined && known.glossary !== undefined) {
      names = groundNames(input, known.cast, known.glossary);
      handlers.onNames(names);
    }
    if (names === null) return;
    for (const chapter of chapters.settled(complete).slice(chaptersTold)) {
      chaptersTold += 1;
      handlers.onChapter(chapter.lines, chapter.start);
    }
  };
  const take = (name: string, value: unknown): void => {
    const text = z.string().safeParse(value);
    if (name === 'title' && text.success) known.title ??= normaliseTypography(text.data.trim(), input.language);
    if (name === 'tldr' && text.success) known.tldr ??= normaliseTypography(text.data.trim(), input.language);
    if (name === 'cast') known.cast ??= fields.cast.safeParse(value).data;
    if (name === 'glossary') known.glossary ??= fields.glossary.safeParse(value).data;
  };
  const scan = createScanner(
    (name, value) => {
      take(name, value);
      tell(false);
    },
    (value) => {
      const start = fields.chapters.element.safeParse(value);
      if (start.success) chapters.add(start.data);
      tell(false);
    },
  );

  return {
    onText: scan,
    finish(answer) {
      for (const [name, value] of Object.entries(answer)) take(name, value);
      for (const start of answer.chapters) chapters.add(start);
      // An answer without chapters is a talk of one.
      if (chapters.starts().length === 0) chapters.add({ first: 1, title: known.title ?? '', gist: '' });
      tell(true);
      const { title = '', tldr = '' } = known;
      return { title, tldr, names: names ?? { cast: [], glossary: [] }, starts: chapters.starts() };
    },
  };
}

function groundNames(input: CollectorInput, cast: OutlineAnswer['cast'], glossary: OutlineAnswer['glossary']): Names {
  const grounded = groundGlossary(glossary, input.evidence, input.language);
  return { glossary: grounded, cast: groundCast(cast, grounded, input.evidence, input.language) };
}

/** Feeds deltas to the JSON scanner and starts it anew when a retried attempt begins. */
function createScanner(
  onField: (name: string, value: unknown) => void,
  onChapter: (value: unknown) => void,
): OutlineCollector['onText'] {
  const stream = createJsonFieldStream({
    onField,
    onItem: (name, _index, value) => {
      if (name === 'chapters') onChapter(value);
    },
  });
  return (delta, snapshot) => {
    if (snapshot.length === delta.length) stream.reset();
    stream.push(delta);
  };
}

/** Chapter starts as they come: only forwards, only on lines that exist, only far enough from the one before. */
function createChapterStarts({ lines, planned, language, minChapterMs }: CollectorInput) {
  const firstLine = lines[0]?.number ?? 1;
  const lastLine = lines.at(-1)?.number ?? 1;
  const accepted: ChapterStart[] = [];
  const headings = new Map<number, ChapterStart>();

  const clean = (start: ChapterStart): ChapterStart => ({
    first: start.first,
    title: normaliseTypography(start.title.trim(), language),
    gist: normaliseTypography(start.gist.trim(), language),
  });
  const startMs = (number: number): number => lines[number - firstLine]?.startMs ?? 0;
  const current = (): ChapterStart[] =>
    planned === null
      ? accepted
      : planned.map(({ firstLine: first, title }) => headings.get(first) ?? { first, title, gist: '' });

  return {
    add(start: ChapterStart): void {
      if (planned !== null) {
        if (!headings.has(start.first) && start.title.trim() !== '') headings.set(start.first, clean(start));
        return;
      }
      const last = accepted.at(-1);
      if (last === undefined) {
        accepted.push({ ...clean(start), first: firstLine });
      } else if (
        Number.isInteger(start.first) &&
        start.first > last.first &&
        start.first <= lastLine &&
        startMs(start.first) - startMs(last.first) >= minChapterMs
      ) {
        accepted.push(clean(start));
      }
    },
    starts: current,
    /** Chapters whose end is known: all but the last, and that one too when nothing more can come. */
    settled(complete: boolean): { start: ChapterStart; lines: LineRange }[] {
      const starts = current();
      const ends = starts.map((_, index) => (starts[index + 1]?.first ?? lastLine + 1) - 1);
      const settled = starts.map((start, index) => ({
        start,
        lines: { first: start.first, last: ends[index] ?? lastLine },
      }));
      return complete || planned !== null ? settled : settled.slice(0, -1);
    },
  };
}
