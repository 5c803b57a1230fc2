import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createJsonFieldStream } from '../../../src/core/pipeline/json-stream.ts';

type Event = readonly ['field', string, unknown] | readonly ['item', string, number, unknown];

function recorder() {
  const events: Event[] = [];
  const stream = createJsonFieldStream({
    onField: (name, value) => events.push(['field', name, value]),
    onItem: (name, index, value) => events.push(['item', name, index, value]),
  });
  return { events, stream };
}

function eventsOf(pieces: readonly string[]): Event[] {
  const { events, stream } = recorder();
  for (const piece of pieces) stream.push(piece);
  return events;
}

function expectedEvents(object: Record<string, unknown>): Event[] {
  return Object.entries(object).flatMap(([name, value]): Event[] => {
    const items = Array.isArray(value) ? value.map((item, index): Event => ['item', name, index, item]) : [];
    return [...items, ['field', name, value]];
  });
}

describe('createJsonFieldStream', () => {
  it('reports a field as soon as it closes', () => {
    const { events, stream } = recorder();
    stream.push('```json\n{"tldr": "short');
    expect(events).toEqual([]);
    stream.push('"');
    expect(events).toEqual([['field', 'tldr', 'short']]);
    stream.push(', "chapters": [{"first": 1}');
    expect(events.at(-1)).toEqual(['item', 'chapters', 0, { first: 1 }]);
    stream.push(', {"first": 2}]');
    expect(events.slice(-2)).toEqual([
      ['item', 'chapters', 1, { first: 2 }],
      ['field', 'chapters', [{ first: 1 }, { first: 2 }]],
    ]);
  });

  it('passes over prose with brackets and braces before the answer', () => {
    expect(eventsOf(['As [you] {asked}, {"so" to say}: {', '"a": 1} trailing {"b": 2}'])).toEqual([['field', 'a', 1]]);
  });

  it('takes trailing commas, and scalars that end at a bracket', () => {
    expect(eventsOf(['{"a":[1,-2.5,true,null,],"b":false,}'])).toEqual([
      ['item', 'a', 0, 1],
      ['item', 'a', 1, -2.5],
      ['item', 'a', 2, true],
      ['item', 'a', 3, null],
      ['field', 'a', [1, -2.5, true, null]],
      ['field', 'b', false],
    ]);
  });

  it('ends at a fault and reports nothing after it', () => {
    expect(eventsOf(['{"a":[{"x":1}, {"y":"He said "no""}, {"z":1}],"b":2}'])).toEqual([['item', 'a', 0, { x: 1 }]]);
    expect(eventsOf(['{"a":1,"b":nonsense,"c":3}'])).toEqual([['field', 'a', 1]]);
    expect(eventsOf(['{"a":1,"b":},"c":3}'])).toEqual([['field', 'a', 1]]);
  });

  it('starts over after a reset', () => {
    const { events, stream } = recorder();
    stream.push('{"a":1,"b":[{"c":"half');
    stream.reset();
    stream.push('{"a":1,"b":[2]}');
    expect(events).toEqual([
      ['field', 'a', 1],
      ['field', 'a', 1],
      ['item', 'b', 0, 2],
      ['field', 'b', [2]],
    ]);
  });

  it('gives the same events wherever the text is split, with any prefix and layout', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.string(), fc.jsonValue()),
        fc.constantFrom('', '```json\n', 'Here {is} [it]:\n', '\ufeff'),
        fc.constantFrom(undefined, 2),
        fc.array(fc.nat(), { maxLength: 20 }),
        (object, prefix, indent, cuts) => {
          const json = JSON.stringify(object, null, indent);
          const text = `${prefix}${json}\n\`\`\``;
          const places = [...new Set(cuts.map((cut) => cut % text.length))].sort((a, b) => a - b);
          const pieces = [0, ...places].map((from, index) => text.slice(from, places[index]));
          const parsed = JSON.parse(json) as Record<string, unknown>;
          expect(eventsOf(pieces)).toEqual(expectedEvents(parsed));
          expect(eventsOf([...text])).toEqual(expectedEvents(parsed));
        },
      ),
    );
  });

  it('reads a long answer in many pieces', () => {
    const text = JSON.stringify({
      a: 'x'.repeat(200_000),
      b: Array.from({ length: 5_000 }, (_, first) => ({ first })),
    });
    expect(eventsOf([...text])).toHaveLength(5_002);
  });
});
