import { baseLanguage } from '../../../domain/language.ts';
import { cjkNumbers } from './cjk-numbers.ts';
import { takeDigitForms } from './digit-forms.ts';
import { withDurations } from './durations.ts';
import { koreanAsHan, koreanNumberWords } from './korean-numbers.ts';
import { latinNumbers } from './latin-numbers.ts';
import { type NumberMention, normaliseNumberText } from './number-mention.ts';
import type { NumberWords } from './number-words.ts';
import { english } from './number-words-english.ts';
import { german } from './number-words-german.ts';
import { french, portuguese, spanish } from './number-words-romance.ts';

const latin: Readonly<Record<string, NumberWords>> = {
  en: english,
  es: spanish,
  pt: portuguese,
  fr: french,
  de: german,
};

/**
 * The numbers a text mentions, in order, as values. Null for a language whose number words are not known: there, a
 * number said in words would look like one that is missing.
 */
export function extractNumbers(text: string, language: string): NumberMention[] | null {
  const base = baseLanguage(language);
  const words = latin[base];
  if (words === undefined && !['zh', 'yue', 'ja', 'ko'].includes(base)) return null;
  const { mentions, rest } = takeDigitForms(normaliseNumberText(text));
  const all = [...mentions, ...others(rest, base, words)].sort((a, b) => a.start - b.start);
  const whole = all.filter((mention) => !isPartOfAnother(mention, all));
  return withDurations(shareScales(whole, rest), rest);
}

/** Of "a quarter of a million" the whole must be kept, and not the million as well. Readings that only offer stay. */
function isPartOfAnother(part: NumberMention, all: readonly NumberMention[]): boolean {
  const longer = (whole: NumberMention): boolean => whole.end - whole.start > part.end - part.start;
  return (
    part.required &&
    all.some((whole) => whole.required && longer(whole) && whole.start <= part.start && part.end <= whole.end)
  );
}

function others(text: string, base: string, words: NumberWords | undefined): NumberMention[] {
  if (words !== undefined) return latinNumbers(text, words);
  if (base !== 'ko') return cjkNumbers(text);
  return [...cjkNumbers(koreanAsHan(text)), ...koreanNumberWords(text)];
}

/**
 * "10 to 15 million", "two or three hundred", 5、10、20亿: a number takes the scale of the next one as a second reading,
 * when only a few signs lie between.
 */
function shareScales(mentions: readonly NumberMention[], text: string): NumberMention[] {
  const shared: NumberMention[] = [];
  let next: NumberMention | undefined;
  for (const current of mentions.toReversed()) {
    const between = next === undefined ? '' : text.slice(current.end, next.start);
    const near = between.length <= 6 && !/[.!?。！？␣]/.test(between);
    const factors = next !== undefined && near && current.scale === 1 ? scalesOf(next) : [];
    const readings = factors.flatMap((factor) => current.values.map((value) => value * factor));
    const abridged = between === '、' && next !== undefined ? abridgedReadings(current, next) : [];
    next = { ...current, scale: factors[0] ?? current.scale, values: [...current.values, ...readings, ...abridged] };
    shared.push(next);
  }
  return shared.reverse();
}

/** 2、30人 and 三、四百 are 20 to 30 and 300 to 400. */
function abridgedReadings({ values: [digit = 0] }: NumberMention, { values: [whole = 0] }: NumberMention): number[] {
  return [10, 100, 1000].filter((unit) => digit > 0 && digit < 9 && whole === (digit + 1) * unit).map((u) => digit * u);
}

/** What the words of a number multiply by: "three hundred thousand" by a thousand or by a hundred thousand. */
function scalesOf({ scale, values: [value = 0], plainDigits }: NumberMention): number[] {
  const hundreds = !plainDigits && value > 0 && value % (scale * 100) === 0;
  return [...(scale > 1 ? [scale] : []), ...(hundreds ? [scale * 100] : [])];
}
