import type { GlossaryEntry } from '../../domain/digest.ts';
import { stopWords } from './stop-words.ts';

/** A place in the source where a glossary entry is said. */
export interface Mention {
  readonly entry: GlossaryEntry;
  readonly form: string;
  /** In the very capitals of the form; the captions may have none at all. */
  readonly exact: boolean;
  readonly start: number;
  readonly end: number;
}

const { en: english } = stopWords;
const everyday = new Set([
  'mean',
  'know',
  'like',
  'well',
  'right',
  'okay',
  'just',
  'think',
  'see',
  'now',
  'then',
  'here',
]);

/** Whether a form consists of function words and fillers alone, so that finding it proves nothing. */
export function fillerForm(form: string): boolean {
  const words = form.toLowerCase().match(/\p{L}+/gu) ?? [];
  return words.every((word) => word.length === 1 || everyday.has(word) || english?.has(word) === true);
}

/**
 * Mentions of all entries, the longest form at each place: "Google DeepMind" does not mention Google. Forms of three
 * letters or more are found in any case, shorter ones (AI, R2) only as written, single letters never.
 */
export function mentionsOf(source: string, glossary: readonly GlossaryEntry[]): Mention[] {
  const all = glossary.flatMap((entry) => entry.sources.flatMap((form) => occurrences(source, form, entry)));
  const longestFirst = all.toSorted((a, b) => b.end - b.start - (a.end - a.start) || a.start - b.start);
  const kept: Mention[] = [];
  for (const mention of longestFirst) {
    if (!kept.some((other) => mention.start < other.end && other.start < mention.end)) kept.push(mention);
  }
  return kept;
}

function occurrences(source: string, form: string, entry: GlossaryEntry): Mention[] {
  const words = form.trim();
  if ([...words].length < 2) return [];
  const spaced = !/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Hangul}]/u.test(words);
  const body = words
    .split(/[\s-]+/)
    .map(literally)
    .join(spaced ? '[\\s-]+' : '\\s*');
  const pattern = spaced ? `(?<![\\p{L}\\p{N}])${body}(?![\\p{L}\\p{N}])` : body;
  return [...source.matchAll(new RegExp(pattern, [...words].length < 3 ? 'gu' : 'giu'))].map((match) => ({
    entry,
    form,
    exact: match[0] === words || match[0].replace(/[\s-]+/g, ' ') === words.replace(/[\s-]+/g, ' '),
    start: match.index,
    end: match.index + match[0].length,
  }));
}

function literally(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
