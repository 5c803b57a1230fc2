import fc from 'fast-check';
import type { Line, LineRange } from '../../../src/core/domain/transcript.ts';

export interface LineSpec {
  readonly text?: string;
  /** Default 5,000. */
  readonly lengthMs?: number;
  /** Silence before the line. Default 0. */
  readonly pauseMs?: number;
  readonly speakerChange?: boolean;
}

/** Lines one after another, numbered from 1, from 0 ms on. */
export function someLines(specs: readonly LineSpec[]): Line[] {
  let endMs = 0;
  return specs.map(({ text = 'Some words here.', lengthMs = 5_000, pauseMs = 0, speakerChange = false }, index) => {
    const startMs = endMs + pauseMs;
    endMs = startMs + lengthMs;
    return { number: index + 1, startMs, endMs, text, speakerChange };
  });
}

/** `count` alike lines. */
export function evenLines(count: number, lengthMs = 5_000): Line[] {
  return someLines(Array.from({ length: count }, () => ({ lengthMs })));
}

/** Lines as captions may bring them: of no length, of minutes, with silences, speakers and sentence ends anywhere. */
export function arbitraryLines(maxLength = 120): fc.Arbitrary<Line[]> {
  const spec = fc.record({
    text: fc.constantFrom('one', 'two words', 'Three words here.', '四个汉字', ''),
    lengthMs: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 12_000 }), fc.integer({ min: 1, max: 400_000 })),
    pauseMs: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 5_000 }), fc.integer({ min: 0, max: 300_000 })),
    speakerChange: fc.boolean(),
  });
  return fc.array(spec, { minLength: 1, maxLength }).map(someLines);
}

/** The numbers of all lines in these ranges, in the order of the ranges. */
export function numbersIn(ranges: readonly LineRange[]): number[] {
  return ranges.flatMap(({ first, last }) => Array.from({ length: last - first + 1 }, (_, index) => first + index));
}

/** `first` … `last`. */
export function countUp(first: number, last: number): number[] {
  return numbersIn([{ first, last }]);
}
