/**
 * A number as a text mentions it. One form may mean several values ("the 90s": 90 or 1990; German "2.500": 2500 or
 * 2.5), so two mentions agree when they share one.
 */
export interface NumberMention {
  /** As it stands in the normalised text. */
  readonly text: string;
  /** Every value it may stand for, the likeliest first; never empty. */
  readonly values: readonly number[];
  /**
   * Whether the other side must have it too. False for what is idiom, name or rhythm as often as quantity: 0-10, "a
   * hundred", "100 percent", GPT-4o, 24/7, clock times, fractions. Those still count as present for the other side.
   */
  readonly required: boolean;
  /** Written in plain digits without a unit of its own: the only small numbers that are compared at all. */
  readonly plainDigits: boolean;
  /** Product of the scale words in it (million, 万); 1 without one. A range shares the scale of its last number. */
  readonly scale: number;
  readonly start: number;
  readonly end: number;
}

/** What is known of a number before context is judged. */
export interface NumberFacts {
  readonly values: readonly number[];
  readonly scale: number;
  /** Scale words alone, no count before them: "a million", 百万. */
  readonly bare: boolean;
  readonly percent: boolean;
  readonly currency: boolean;
  /** Part of a name, a clock time, a fraction, a vague "dozens". */
  readonly soft: boolean;
  readonly plainDigits: boolean;
}

/** Judges whether a number is one that a translation has to keep. */
export function mention(text: string, start: number, end: number, facts: NumberFacts): NumberMention {
  const [value = 0] = facts.values;
  const hard = !facts.soft && !(facts.bare && !facts.currency && !facts.percent) && !(facts.percent && value === 100);
  const large = value > 10 || !Number.isInteger(value) || facts.scale > 1;
  const measured = (facts.percent || facts.currency) && value > 1;
  return {
    text: text.slice(start, end).trim(),
    values: [...new Set(facts.values)],
    required: hard && (large || measured),
    plainDigits: facts.plainDigits && !facts.soft,
    scale: facts.scale,
    start,
    end,
  };
}

/**
 * One form for all that is the same: NFKC (full-width digits, no-break spaces), straight apostrophes, addresses taken
 * out, numbers that speech recognition splits ("1 .5") joined, and full-width commas kept apart from digit grouping.
 */
export function normaliseNumberText(text: string): string {
  return text
    .replace(/(?<![０-９])，|，(?![０-９])/g, '， ')
    .normalize('NFKC')
    .replace(/https?:\/\/\S+|\bwww\.\S+/gi, ' ')
    .replace(/[’‘ʼ]/g, "'")
    .replace(/[‐‑−]/g, '-')
    .replace(/⁄/g, '/')
    .replace(/(?<=\d) \.(?=\d)/g, '.')
    .replace(/(?<![\p{L}\d.])\.(?=\d)/gu, '0.');
}

/**
 * Values of a digit string with separators. `decimalComma`: the language writes 2,5 for two and a half; its full stops
 * are then thousands as a rule, but not everywhere (Mexico), so both readings are given.
 */
export function literalValues(literal: string, decimalComma: boolean): number[] {
  const compact = literal.replace(/[' ]/g, '');
  const marks = compact.replace(/\d/g, '');
  const last = marks.at(-1);
  if (last === undefined) return [Number(compact)];
  const decimalAt = compact.lastIndexOf(last);
  const plain = Number(compact.replace(/[.,]/g, ''));
  const decimal = Number(`${compact.slice(0, decimalAt).replace(/[.,]/g, '')}.${compact.slice(decimalAt + 1)}`);
  if (new Set(marks).size > 1) return [decimal];
  if (marks.length > 1) return [plain];
  const grouped = /^[1-9]\d{0,2}[.,]\d{3}$/.test(compact);
  if (!grouped) return [decimal];
  if (!decimalComma) return [last === ',' ? plain : decimal];
  return last === ',' ? [decimal, plain] : [plain, decimal];
}

const suffixScales: Readonly<Record<string, number>> = { k: 1e3, m: 1e6, mm: 1e6, mn: 1e6, b: 1e9, bn: 1e9, t: 1e12 };

/** Scale of letters glued to digits ("20k", "3.5bn"), or null. The letters may as well be a unit, so both count. */
export function suffixScale(letters: string): number | null {
  return suffixScales[letters.toLowerCase()] ?? null;
}
