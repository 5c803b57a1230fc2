import type { NumberMention } from './number-mention.ts';

/** Numbers that only one side of a translation has. */
export interface NumberDifference {
  /** In the source, required, not in the translation. */
  readonly missing: readonly NumberMention[];
  /** In the translation, required, not in the source: the worse fault. */
  readonly invented: readonly NumberMention[];
}

/**
 * Compares by value, as sets: how often a number is said, and where, is the translator's. Small plain digits (3-10) are
 * too often rhythm to be required, but when one is missing and another one stands in its place, both are reported.
 */
export function compareNumbers(source: readonly NumberMention[], target: readonly NumberMention[]): NumberDifference {
  const missing = source.filter((number) => number.required && !vouchedBy(number, target));
  const invented = target.filter((number) => number.required && !vouchedBy(number, source));
  const lostDigits = source.filter((number) => isSmallDigit(number) && !vouchedBy(number, target));
  const newDigits = target.filter((number) => isSmallDigit(number) && !vouchedBy(number, source));
  if (lostDigits.length === 0 || newDigits.length === 0) return { missing, invented };
  return { missing: [...missing, ...lostDigits], invented: [...invented, ...newDigits] };
}

function isSmallDigit(number: NumberMention): boolean {
  const [value = 0] = number.values;
  return number.plainDigits && !number.required && Number.isInteger(value) && value >= 3 && value <= 10;
}

function vouchedBy(number: NumberMention, others: readonly NumberMention[]): boolean {
  return others.some((other) => number.values.some((a) => other.values.some((b) => same(a, b))));
}

/** Equal up to rounding noise; a year may lose its century ("in '25", 25年). */
function same(a: number, b: number): boolean {
  if (Math.abs(a - b) <= 1e-6 * Math.max(1, Math.abs(a), Math.abs(b))) return true;
  const [short, long] = a < b ? [a, b] : [b, a];
  return short >= 10 && short < 100 && long >= 1900 && long < 2100 && long % 100 === short;
}
