import type { GlossaryEntry } from '../../domain/digest.ts';
import { sameLanguage } from '../../domain/language.ts';
import { inert } from '../prompts/prompt-blocks.ts';
import { checkLength } from './check-length.ts';
import { checkCopied } from './copied.ts';
import { checkFormat } from './format.ts';
import { lostNames } from './names.ts';
import { compareNumbers } from './numbers/compare-numbers.ts';
import { extractNumbers } from './numbers/extract-numbers.ts';
import type { NumberMention } from './numbers/number-mention.ts';
import { checkTargetLanguage } from './target-language.ts';

/** One fault of a translated passage. `detail` is a sentence the model can act on; words of the source in it are inert. */
export interface PassageProblem {
  readonly kind: 'empty' | 'span' | 'length' | 'numbers' | 'names' | 'language' | 'copied' | 'format';
  readonly detail: string;
}

export interface PassageToCheck {
  /** Text of the lines, as spoken. */
  readonly source: string;
  /** The translation without speaker labels; turns on lines of their own. */
  readonly target: string;
  readonly sourceLanguage: string;
  readonly targetLanguage: string;
  readonly durationMs: number;
  readonly glossary: readonly GlossaryEntry[];
}

/** The longest a passage may be; one that spans more is a summary in the making. */
export const maxPassageMs = 120_000;
/** As many as a reason names; the rest is found when the passage comes back. */
const named = 5;

/**
 * Everything that shows, without understanding it, that a passage is not the translation of its lines. Built for few
 * false alarms: a passage that passes may still be wrong, one that fails is worth asking again.
 */
export function checkPassage(passage: PassageToCheck): PassageProblem[] {
  const { source, target, sourceLanguage, targetLanguage, durationMs, glossary } = passage;
  const problems: PassageProblem[] = [];
  const report = (kind: PassageProblem['kind'], ...details: readonly (string | null)[]): void => {
    for (const detail of details) if (detail !== null) problems.push({ kind, detail });
  };
  if (durationMs > maxPassageMs) {
    report('span', `The passage spans ${Math.round(durationMs / 1000)} s; it may span 120 s. Divide it.`);
  }
  if (!/[\p{L}\p{N}]/u.test(target)) {
    if (/[\p{L}\p{N}]/u.test(source)) report('empty', 'The translation is empty. Translate the lines.');
    return problems;
  }
  const copied = sameLanguage(sourceLanguage, targetLanguage)
    ? null
    : checkCopied(source, target, sourceLanguage, targetLanguage);
  const language = copied === null ? checkTargetLanguage(target, targetLanguage) : null;
  report('copied', copied);
  report('language', language);
  report('format', ...checkFormat(source, target, glossary));
  // In the wrong language, length, numbers and names would only be consequences.
  if (copied !== null || language !== null) return problems;
  report('length', checkLength(source, target, sourceLanguage, targetLanguage));
  report('numbers', ...checkNumbers(passage));
  report('names', checkNames(passage));
  return problems;
}

function checkNumbers({ source, target, sourceLanguage, targetLanguage }: PassageToCheck): string[] {
  const said = extractNumbers(source, sourceLanguage);
  const written = extractNumbers(target, targetLanguage);
  if (said === null || written === null) return [];
  const { missing, invented } = compareNumbers(said, written);
  const problems: string[] = [];
  if (invented.length > 0) {
    problems.push(`The translation has ${listed(invented)}, which the source does not say. Use the source's numbers.`);
  }
  if (missing.length > 0)
    problems.push(`The source has ${listed(missing)}; the translation lacks it. Keep every number.`);
  return problems;
}

function listed(numbers: readonly NumberMention[]): string {
  const unique = [...new Map(numbers.map((number) => [number.text, number])).values()].slice(0, named);
  return unique.map(({ text, values: [value = 0] }) => `"${inert(text)}"${spelled(text, value)}`).join(', ');
}

/** The value in plain digits where the form does not show it. */
function spelled(text: string, value: number): string {
  const digits = value.toLocaleString('en-US', { maximumFractionDigits: 4 });
  return text.includes(String(value)) || text.includes(digits) ? '' : ` (${digits})`;
}

function checkNames({ source, target, glossary }: PassageToCheck): string | null {
  const lost = lostNames(source, target, glossary).slice(0, named);
  if (lost.length === 0) return null;
  const names = lost.map(({ sources: [form = ''], target: right }) => `"${inert(form)}" (write "${inert(right)}")`);
  return `The source names ${names.join(', ')}; the translation does not. Keep the names.`;
}
