import { describe, expect, it } from 'vitest';
import { createMarkLine } from '../../../src/adapters/slack/mark-line.ts';

const { signal } = new AbortController();
const at = (message: string, workspace = 'T1') => ({ workspace, channel: 'C1', message });

/** Signs that are set when told. */
function byHand() {
  const begun: string[] = [];
  const ends = new Map<string, PromiseWithResolvers<boolean>>();
  const set = (message: string) => (): Promise<boolean> => {
    begun.push(message);
    const end = Promise.withResolvers<boolean>();
    ends.set(message, end);
    return end.promise;
  };
  return { set, begun, end: (message: string) => ends.get(message)?.resolve(true) };
}

describe('the line of signs', () => {
  it('sets a few at a time, in order', async () => {
    const line = createMarkLine({ atOnce: 2, maxWaiting: 9 });
    const hand = byHand();
    const all = ['a', 'b', 'c', 'd'].map((each) => line.on(at(each), hand.set(each), signal));
    await expect.poll(() => hand.begun).toEqual(['a', 'b']);
    hand.end('b');
    await expect.poll(() => hand.begun).toEqual(['a', 'b', 'c']);
    for (const each of ['a', 'c']) hand.end(each);
    await expect.poll(() => hand.begun).toEqual(['a', 'b', 'c', 'd']);
    hand.end('d');
    expect(await Promise.all(all)).toEqual([true, true, true, true]);
  });

  it('leaves out what comes when too many wait', async () => {
    const line = createMarkLine({ atOnce: 1, maxWaiting: 1 });
    const hand = byHand();
    const [first, second, third] = ['a', 'b', 'c'].map((each) => line.on(at(each), hand.set(each), signal));
    expect(await third).toBe(false);
    hand.end('a');
    expect(await first).toBe(true);
    await expect.poll(() => hand.begun).toEqual(['a', 'b']);
    hand.end('b');
    expect(await second).toBe(true);
  });

  it('lets no workspace wait for another', async () => {
    const line = createMarkLine({ atOnce: 1, maxWaiting: 1 });
    const hand = byHand();
    const first = line.on(at('a'), hand.set('a'), signal);
    expect(await line.on(at('b', 'T2'), async () => true, signal)).toBe(true);
    hand.end('a');
    expect(await first).toBe(true);
  });

  it('never sets one after it was taken off', async () => {
    const line = createMarkLine({ atOnce: 1, maxWaiting: 9 });
    const hand = byHand();
    const set = line.on(at('a'), hand.set('a'), signal);
    const waits = line.on(at('b'), hand.set('b'), signal);
    const taken: string[] = [];
    const remove = (message: string) => async (): Promise<boolean> => taken.push(message) > 0;
    const offs = [line.off(at('a'), remove('a')), line.off(at('b'), remove('b'))];
    // What waits goes at once; what is being set ends first.
    expect(await offs[1]).toBe(true);
    expect(taken).toEqual(['b']);
    hand.end('a');
    expect(await Promise.all([set, offs[0], waits])).toEqual([true, true, false]);
    expect(hand.begun).toEqual(['a']);
    expect(taken).toEqual(['b', 'a']);
  });

  it('takes one off although setting it failed, and lets the next have its turn', async () => {
    const line = createMarkLine({ atOnce: 1, maxWaiting: 9 });
    const refused = new Error('invalid_auth');
    const failing = line.on(at('a'), () => Promise.reject(refused), signal);
    const next = line.on(at('b'), async () => true, signal);
    await expect(failing).rejects.toBe(refused);
    expect(await line.off(at('a'), async () => true)).toBe(true);
    expect(await next).toBe(true);
  });

  it('stops waiting when told to', async () => {
    const line = createMarkLine({ atOnce: 1, maxWaiting: 9 });
    const hand = byHand();
    const stop = new AbortController();
    void line.on(at('a'), hand.set('a'), signal);
    const waits = line.on(at('b'), hand.set('b'), stop.signal);
    stop.abort(new Error('stopped'));
    await expect(waits).rejects.toThrow('stopped');
    hand.end('a');
  });
});
