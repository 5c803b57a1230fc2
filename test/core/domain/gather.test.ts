import { describe, expect, it } from 'vitest';
import { gather } from '../../../src/core/domain/gather.ts';

/** Work that ends when told, round by round. */
function byHand() {
  const rounds: { readonly items: readonly number[]; readonly end: PromiseWithResolvers<readonly string[]> }[] = [];
  const work = (items: readonly number[]): Promise<readonly string[]> => {
    const end = Promise.withResolvers<readonly string[]>();
    rounds.push({ items, end });
    return end.promise;
  };
  const finish = (round: number): void => rounds[round]?.end.resolve(rounds[round].items.map((item) => `did ${item}`));
  return { work, rounds, finish, asked: () => rounds.map(({ items }) => items) };
}

describe('gather', () => {
  it('does the first at once, and all who come meanwhile together, each with its own result', async () => {
    const hand = byHand();
    const ask = gather(hand.work, 10);
    const results = [1, 2, 3].map(ask);
    expect(hand.asked()).toEqual([[1]]);
    hand.finish(0);
    expect(await results[0]).toBe('did 1');
    await expect.poll(hand.asked).toEqual([[1], [2, 3]]);
    hand.finish(1);
    expect(await Promise.all(results)).toEqual(['did 1', 'did 2', 'did 3']);
    const last = ask(4);
    hand.finish(2);
    expect(await last).toBe('did 4');
  });

  it('takes no more into a round than may be, in the order in which was asked', async () => {
    const hand = byHand();
    const ask = gather(hand.work, 2);
    const results = [1, 2, 3, 4, 5, 6].map(ask);
    for (const round of [0, 1, 2, 3]) {
      await expect.poll(() => hand.rounds.length).toBe(round + 1);
      hand.finish(round);
    }
    await Promise.all(results);
    expect(hand.asked()).toEqual([[1], [2, 3], [4, 5], [6]]);
  });

  it('tells a failure to its round alone', async () => {
    const hand = byHand();
    const ask = gather(hand.work, 2);
    const results = [1, 2, 3, 4].map(ask);
    const settled = Promise.allSettled(results);
    hand.finish(0);
    await expect.poll(() => hand.rounds.length).toBe(2);
    const disk = new Error('the disk is full');
    hand.rounds[1]?.end.reject(disk);
    await expect.poll(() => hand.rounds.length).toBe(3);
    hand.finish(2);
    expect((await settled).map((each) => (each.status === 'fulfilled' ? each.value : each.reason))).toEqual([
      'did 1',
      disk,
      disk,
      'did 4',
    ]);
  });

  it('leaves nobody without an answer when results are missing', async () => {
    const ask = gather(async (): Promise<readonly string[]> => [], 2);
    await expect(ask(1)).rejects.toThrow('0 results for 1 items');
  });
});
