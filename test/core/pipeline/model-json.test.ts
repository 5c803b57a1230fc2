import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { errorCodeOf } from '../../../src/core/domain/errors.ts';
import { parseModelJson } from '../../../src/core/pipeline/model-json.ts';

const passage = (first: number, last: number, text = 'ok') => ({ first, last, turns: [{ speaker: null, text }] });
const whole = (value: unknown) => ({ value, complete: true });

function codeOf(text: string): string {
  try {
    parseModelJson(text);
  } catch (error) {
    return errorCodeOf(error);
  }
  return 'none';
}

/** Whether `cut` holds whole parts of `full` and nothing else: no piece of an array element, no invented value. */
function isWholePartOf(cut: unknown, full: unknown): boolean {
  if (Array.isArray(cut) && Array.isArray(full)) {
    return cut.length <= full.length && cut.every((item, index) => same(item, full[index]));
  }
  if (isRecord(cut) && isRecord(full)) {
    return Object.entries(cut).every(
      ([key, value]) => Object.hasOwn(full, key) && (same(value, full[key]) || isWholePartOf(value, full[key])),
    );
  }
  return false;
}
const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

describe('parseModelJson', () => {
  it.each([
    ['plain', '{"a":[1,2]}'],
    ['BOM and space', '\ufeff \n{"a":[1,2]}\n'],
    ['fence', '```json\n{"a":[1,2]}\n```'],
    ['fence with prose around', 'Here you are:\n\n```\n{"a":[1,2]}\n```\nAnything else?'],
    ['prose with brackets', 'As [you] asked {politely}, see [1]: {"a":[1,2]} (that is all [2, 3])'],
    ['trailing commas', '{"a":[1,2,],}'],
    ['a shorter example first', 'Like {"a":0}: {"a":[1,2]}'],
    ['a list before it', '[1, see below] {"a":[1,2]}'],
  ])('reads %s', (_, text) => {
    expect(parseModelJson(text)).toEqual(whole({ a: [1, 2] }));
  });

  it('reads an array that stands alone', () => {
    expect(parseModelJson('```json\n[{"a":1},{"a":2}]\n```')).toEqual(whole([{ a: 1 }, { a: 2 }]));
  });

  it('forgives raw line breaks and needless backslashes in strings', () => {
    expect(parseModelJson('{"a":"one\ntwo \\\' \\u00e9 \\\\ \\"q\\"",}')).toEqual(whole({ a: 'one\ntwo \' é \\ "q"' }));
  });

  it('keeps a field named __proto__ a field', () => {
    const { value } = parseModelJson('{"__proto__":{"polluted":true},}');
    expect(Object.keys(value as object)).toEqual(['__proto__']);
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
  });

  it.each(['', 'I cannot help with that.', '{', '[', '{"a', '"just a string"', '42', 'see {this} and [that]', '{"a":'])(
    'throws model-answer for %j',
    (text) => {
      expect(codeOf(text)).toBe('model-answer');
    },
  );

  it('leaves out an array element that was cut, however much of it is there', () => {
    const full = JSON.stringify({ title: 'T', passages: [passage(1, 4), passage(5, 9, 'first half')] });
    const cut = full.slice(0, full.length - 4);
    expect(parseModelJson(cut)).toEqual({ value: { title: 'T', passages: [passage(1, 4)] }, complete: false });
    expect(parseModelJson(`\`\`\`json\n${cut}`).complete).toBe(false);
  });

  it('keeps what came before a fault, not the pieces after it', () => {
    const text = '{"passages":[{"first":1,"last":2},{"text":"He said "no" twice"},{"first":3,"last":4}]}';
    expect(parseModelJson(text)).toEqual({ value: { passages: [{ first: 1, last: 2 }] }, complete: false });
  });

  it('takes the elements before a fault of an array that stands alone, not one after it', () => {
    const text = '[{"first":1},{"text":"He said "no" twice"},{"first":3,"last":4}]';
    expect(parseModelJson(text)).toEqual({ value: [{ first: 1 }], complete: false });
  });

  it('does not take a number at the cut for a whole one', () => {
    expect(parseModelJson('{"a":1,"b":12')).toEqual({ value: { a: 1 }, complete: false });
  });

  it('reads any object between prose and fences, in any layout', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.constantFrom(undefined, 2, '\t'), (object, indent) => {
        const json = JSON.stringify(object, null, indent);
        const expected = whole(JSON.parse(json));
        expect(parseModelJson(json)).toEqual(expected);
        expect(parseModelJson(`Sure:\n\`\`\`json\n${json}\n\`\`\`\nDone.`)).toEqual(expected);
      }),
    );
  });

  it('gives whole parts only, wherever the answer is cut', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.nat(), (object, seed) => {
        const json = JSON.stringify(object);
        const cut = json.slice(0, seed % json.length);
        let read: ReturnType<typeof parseModelJson>;
        try {
          read = parseModelJson(cut);
        } catch (error) {
          expect(errorCodeOf(error)).toBe('model-answer');
          return;
        }
        expect(read.complete).toBe(false);
        expect(isWholePartOf(read.value, JSON.parse(json))).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('is not slowed or overflowed by hostile text', () => {
    const size = 500_000;
    for (const piece of ['[', '{"a":', '{"', '[1,', '{"\\', '"{', '{"a":[', '{ ', '[]', '{"a":1}']) {
      const text = piece.repeat(size);
      expect(['model-answer', 'none']).toContain(codeOf(text));
    }
    expect(codeOf(`{"a":"${'\\'.repeat(size)}`)).toBe('model-answer');
    expect(codeOf(`${'['.repeat(size)}${']'.repeat(size)}`)).not.toBe('internal');
  });
});
