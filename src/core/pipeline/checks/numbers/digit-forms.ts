import { mention, type NumberMention } from './number-mention.ts';

/** Numbers whose shape tells what they are, in any script, and the text without them (same length, so that positions hold). */
export interface DigitForms {
  readonly mentions: readonly NumberMention[];
  readonly rest: string;
}

interface Form {
  readonly pattern: RegExp;
  readonly soft: boolean;
  readonly values: (numbers: readonly number[], text: string) => number[];
}

const halfDay = (hour: number): number[] => (hour < 12 ? [hour, hour + 12] : [hour, hour - 12]);
const century = (shortYear: number): number[] =>
  shortYear <= 30 ? [shortYear, 2000 + shortYear, 1900 + shortYear] : [shortYear, 1900 + shortYear, 2000 + shortYear];

/** Letters before digits that make a word of its own and not a name: "mid-2000s", "pre-1990". */
const prefixes = '(?:mid|late|early|post|pre|sub|over|under|ante|avant|après|pós|vor|nach|bis|usd|eur|us)';

/** In order: what an earlier form takes is gone for the later ones. */
const forms: readonly Form[] = [
  // Dates, versions and addresses: 22/12/2025, 1.2.3.
  {
    pattern: /(?<![\d.])(?!\d{1,3}(?:\.\d{3})+(?![\d.]))\d+([./-])\d+\1\d+(?:\1\d+)*(?![\d])(?!,\d)/g,
    soft: true,
    values: (n) => [...n],
  },
  // Clock times and ratios: 12:30, 7h30, 14 h, 3 p.m.
  {
    pattern: /(?<![\d:])\d{1,2}:\d{2}(?::\d{2})?(?!\d)(?:\s?[ap]\.?m\b)?/gi,
    soft: true,
    values: ([hour = 0, ...rest]) => [...halfDay(hour), ...rest, hour + 0.5],
  },
  { pattern: /(?<![\d.,])\d{1,2}\s?h(?:\s?[0-5]\d)?(?![\p{L}\d])/giu, soft: true, values: (n) => [...n] },
  { pattern: /(?<![\d.,])\d{1,2}\s?[ap]\.?m\b/gi, soft: true, values: ([hour = 0]) => halfDay(hour) },
  // 24/7 (Japanese: 24時間365日), 50/50, 1/3.
  {
    pattern: /(?<![\d/])\d+(?:\.\d+)?\/\d+(?![\d/])/g,
    soft: true,
    values: ([a = 0, b = 1]) => [
      a,
      b,
      a / (b || 1),
      Math.round((100 * a) / (b || 1)),
      ...(a === 24 && b === 7 ? [365] : []),
    ],
  },
  // Decades and short years: 1990s, the 90s, '08.
  {
    pattern: /(?<![\p{L}\d.,])\d{3}0'?s(?!\p{L})/giu,
    soft: false,
    values: ([year = 0]) => [year, year % 100, year / 100 + 1].filter((v) => v > 0),
  },
  { pattern: /(?<![\p{L}\d.,])'?[1-9]0'?s(?!\p{L})/giu, soft: false, values: ([n = 0]) => century(n) },
  {
    pattern: /(?<![\p{L}\d])'\d{2}(?![\d'.,%\p{L}])/gu,
    soft: false,
    values: ([n = 0]) => century(n).toSorted((a, b) => b - a),
  },
  // Fiscal years: FY25.
  { pattern: /(?<!\p{L})FY\s?'?\d{2,4}(?!\d)/gu, soft: false, values: ([n = 0]) => [n, 2000 + (n % 100)] },
  // Names: GPT-4o, H100, COVID-19, Sonnet-4.5.
  {
    pattern: new RegExp(
      `(?<![\\p{Script=Latin}\\d])(?!${prefixes}-?\\d)\\p{Script=Latin}[\\p{Script=Latin}\\d]*-?\\d[\\d.]*\\p{Script=Latin}*`,
      'giu',
    ),
    soft: true,
    values: (n) => [...n],
  },
];

/** Takes every shaped number out of normalised text. */
export function takeDigitForms(text: string): DigitForms {
  const mentions: NumberMention[] = [];
  let rest = text;
  for (const form of forms) {
    rest = rest.replace(form.pattern, (...args: unknown[]) => {
      const match = String(args[0]);
      const start = Number(args.findLast((arg) => typeof arg === 'number'));
      const values = form.values((match.match(/\d+(?:\.\d+)?/g) ?? []).map(Number), match);
      const facts = { scale: 1, bare: false, percent: false, currency: false, plainDigits: false };
      mentions.push(mention(text, start, start + match.length, { ...facts, values, soft: form.soft }));
      return '␣'.repeat(match.length);
    });
  }
  return { mentions, rest };
}
