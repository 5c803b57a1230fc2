import { cutToWidth, displayWidth } from '../display-width.ts';

/** How well a text may be parted behind an atom. */
export type BreakQuality = 'sentence' | 'clause' | 'word' | 'none';

/** A piece of text that is not parted: a word with the punctuation that clings to it. */
export interface Atom {
  readonly text: string;
  /** Columns without the space behind. */
  readonly width: number;
  /** Whether a space follows. */
  readonly spaced: boolean;
  readonly after: BreakQuality;
}

/**
 * The atoms of a text, in order: joined, with the spaces where `spaced` says, they are the text with its white space
 * collapsed. None is wider than `columns`; a longer word is parted wherever it must.
 */
export function atomsOf(text: string, language: string, columns: number): Atom[] {
  const clean = text.replace(/[\p{Cc}\s]+/gu, (gap) => (/^[\u00a0\u202f]$/u.test(gap) ? '\u00a0' : ' ')).trim();
  return gather(segments(clean, language)).flatMap((raw) => withinColumns(raw, columns));
}

function segments(text: string, language: string): string[] {
  return Array.from(segmenterFor(language).segment(text), ({ segment }) => segment);
}

/** Costly to make and without state: one for each language. */
const segmenters = new Map<string, Intl.Segmenter>();

function segmenterFor(language: string): Intl.Segmenter {
  const known = segmenters.get(language);
  if (known !== undefined) return known;
  const made = makeSegmenter(language);
  segmenters.set(language, made);
  return made;
}

function makeSegmenter(language: string): Intl.Segmenter {
  try {
    return new Intl.Segmenter(language, { granularity: 'word' });
  } catch {
    // Not a language tag: the rules that hold for all languages.
    return new Intl.Segmenter('und', { granularity: 'word' });
  }
}

const opens = /^[\p{Ps}\p{Pi}¿¡$€£¥#@]+$/u;
const clings = /^[\p{P}\p{S}\p{M}]+$/u;
const straightQuotes = /^["']+$/u;

/** Words with their punctuation: what opens clings to what follows, all else to what stands before. */
function gather(parts: readonly string[]): string[] {
  const atoms: string[] = [];
  let glued = false;
  for (const part of parts) {
    const last = atoms.at(-1);
    const afterSpace = last === undefined || last.endsWith(' ');
    const opening = opens.test(part) || (straightQuotes.test(part) && afterSpace);
    const joins = glued || part === ' ' || part === '\u00a0' || (clings.test(part) && !opening && !afterSpace);
    if (last !== undefined && joins) atoms[atoms.length - 1] = last + part;
    else atoms.push(part);
    glued = opening || part === '\u00a0';
  }
  return atoms;
}

function withinColumns(raw: string, columns: number): Atom[] {
  const atoms: Atom[] = [];
  let rest = raw.trimEnd();
  while (displayWidth(rest) > columns) {
    // At least one character, even where a single one is too wide.
    const head = cutToWidth(rest, columns) || (rest.match(/^./u)?.[0] ?? rest);
    atoms.push({ text: head, width: displayWidth(head), spaced: false, after: 'none' });
    rest = rest.slice(head.length);
  }
  if (rest !== '') {
    atoms.push({ text: rest, width: displayWidth(rest), spaced: raw.endsWith(' '), after: qualityAfter(rest, raw) });
  }
  return atoms;
}

const closers = `["'\\p{Pe}\\p{Pf}]*$`;
const fullStop = new RegExp(`[。！？…]${closers}`, 'u');
const latinStop = new RegExp(`[.!?]${closers}`, 'u');
const clauseEnd = new RegExp(`[,;:，、；：—–]${closers}`, 'u');

function qualityAfter(text: string, raw: string): BreakQuality {
  if (fullStop.test(text) || (latinStop.test(text) && raw.endsWith(' '))) return 'sentence';
  return clauseEnd.test(text) ? 'clause' : 'word';
}
