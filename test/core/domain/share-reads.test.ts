import { describe, expect, it } from 'vitest';
import { shareReads } from '../../../src/core/domain/share-reads.ts';

/** Readings that end when told. */
function byHand() {
  const begun: { readonly key: string; readonly end: PromiseWithResolvers<string> }[] = [];
  const read = (key: string): Promise<string> => {
    const end = Promise.withResolvers<string>();
    begun.push({ key, end });
    return end.promise;
  };
  return { ask: shareReads(read, (key) => key), begun, keys: () => begun.map(({ key }) => key) };
}

describe('shareReads', () => {
  it('reads once more for all who ask during a reading, and for none of them what was read before', async () => {
    const { ask, begun, keys } = byHand();
    const first = ask('a');
    const later = [ask('a'), ask('a'), ask('a')];
    expect(keys()).toEqual(['a']);
    begun[0]?.end.resolve('old');
    expect(await first).toBe('old');
    await expect.poll(keys).toEqual(['a', 'a']);
    const last = ask('a');
    begun[1]?.end.resolve('new');
    expect(await Promise.all(later)).toEqual(['new', 'new', 'new']);
    await expect.poll(keys).toEqual(['a', 'a', 'a']);
    begun[2]?.end.resolve('newest');
    expect(await last).toBe('newest');
    void ask('a');
    expect(keys()).toHaveLength(4);
  });

  it('lets different things be read at the same time', async () => {
    const { ask, begun, keys } = byHand();
    const both = [ask('a'), ask('b')];
    expect(keys()).toEqual(['a', 'b']);
    begun[1]?.end.resolve('b is read');
    expect(await both[1]).toBe('b is read');
    begun[0]?.end.resolve('a is read');
    expect(await both[0]).toBe('a is read');
  });

  it('tells a failure to its readers alone', async () => {
    const { ask, begun, keys } = byHand();
    const failing = ask('a');
    const next = ask('a');
    begun[0]?.end.reject(new Error('the disk is gone'));
    await expect(failing).rejects.toThrow('the disk is gone');
    await expect.poll(keys).toEqual(['a', 'a']);
    begun[1]?.end.resolve('back');
    expect(await next).toBe('back');
  });
});
