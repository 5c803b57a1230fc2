import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createFairLine } from '../../../src/adapters/queue/fair-line.ts';

const channels = ['a', 'b', 'c', 'd'] as const;
const pushes = fc.array(fc.constantFrom(...channels), { maxLength: 40 });
const all = () => true;

function lineOf(order: readonly string[]) {
  const line = createFairLine<string>();
  for (const [index, channel] of order.entries()) line.push(channel, `${channel}${index}`);
  return line;
}

function drain(line: ReturnType<typeof lineOf>, may: (channel: string) => boolean = all): string[] {
  const taken: string[] = [];
  for (let item = line.next(may); item !== null; item = line.next(may)) taken.push(item);
  return taken;
}

describe('createFairLine', () => {
  it('gives back all it was given, each channel in its own order', () => {
    fc.assert(
      fc.property(pushes, (order) => {
        const line = lineOf(order);
        expect(line.size()).toBe(order.length);
        const taken = drain(line);
        expect(line.size()).toBe(0);
        for (const channel of channels) {
          const given = order.flatMap((each, index) => (each === channel ? [`${channel}${index}`] : []));
          expect(taken.filter((item) => item.startsWith(channel))).toEqual(given);
        }
      }),
    );
  });

  it('serves no channel twice while another waits', () => {
    fc.assert(
      fc.property(pushes, (order) => {
        const taken = drain(lineOf(order)).map((item) => item.charAt(0));
        for (const [at, channel] of taken.entries()) {
          const before = taken.lastIndexOf(channel, at - 1);
          if (at === 0 || before < 0) continue;
          const between = taken.slice(before + 1, at);
          for (const later of taken.slice(at)) if (later !== channel) expect(between).toContain(later);
        }
      }),
    );
  });

  it('serves one that comes after a burst as the second', () => {
    const line = lineOf(Array(1_000).fill('burst'));
    line.push('other', 'other');
    expect([line.next(all), line.next(all)]).toEqual(['burst0', 'other']);
  });

  it('serves one that has not had a turn before those that have, and one that left in its turn', () => {
    const line = lineOf(['a', 'b', 'c', 'a', 'b', 'c']);
    expect([line.next(all), line.next(all)]).toEqual(['a0', 'b1']);
    line.push('d', 'd');
    expect([line.next(all), line.next(all), line.next(all)]).toEqual(['c2', 'd', 'a3']);
    line.push('d', 'd again');
    line.push('a', 'a again');
    expect(drain(line)).toEqual(['b4', 'c5', 'd again', 'a again']);
  });

  it('passes over channels that may not, and serves them first once they may', () => {
    const line = lineOf(['a', 'b', 'a', 'b']);
    expect(line.next((channel) => channel === 'b')).toBe('b1');
    expect(line.next(all)).toBe('a0');
    expect(line.next(() => false)).toBeNull();
    expect(drain(line)).toEqual(['b3', 'a2']);
  });

  it('gives up the newest of the longest channel', () => {
    const line = lineOf(['a', 'b', 'b', 'b', 'c']);
    expect([line.shed(), line.shed(), line.size()]).toEqual(['b3', 'b2', 3]);
    expect(drain(line)).toEqual(['a0', 'b1', 'c4']);
    expect(line.shed()).toBeNull();
  });
});
