import { describe, expect, it } from 'vitest';
import { endWithSign, isSignOver } from '../../../src/core/usecases/end-sign.ts';
import { messageIn } from '../../support/job-runner.ts';

const ref = messageIn('C1', '1');

/** A message with two open requests, and what was done about it, in order. */
function message(...ids: string[]) {
  const open = new Set(ids);
  const done: string[] = [];
  const deps = {
    requests: { openOf: async () => [...open] },
    unmark: async () => void done.push('unmark'),
  };
  const end = (id: string) =>
    endWithSign(deps, { id, ref }, async () => {
      done.push(`end ${id}`);
      open.delete(id);
    });
  return { done, end };
}

describe('the sign on a message', () => {
  it('goes with its last open request: before that ends, and after it again', async () => {
    const { done, end } = message('a', 'b');
    await end('a');
    await end('b');
    expect(done).toEqual(['end a', 'unmark', 'end b', 'unmark']);
  });

  it('goes when the last two end at the same time', async () => {
    const { done, end } = message('a', 'b');
    await Promise.all([end('a'), end('b')]);
    expect(done.slice(0, 2)).toEqual(['end a', 'end b']);
    expect(done).toContain('unmark');
  });

  it('stays where the end did not come about', async () => {
    const { done, end } = message('a', 'b');
    const failed = endWithSign(
      { requests: { openOf: async () => ['a', 'b'] }, unmark: async () => void done.push('unmark') },
      { id: 'a', ref },
      () => Promise.reject(new Error('no')),
    );
    await expect(failed).rejects.toThrow('no');
    expect(done).toEqual([]);
    await end('b');
    expect(done).toEqual(['end b']);
  });

  it.each([
    // signStays, silent, waits: over
    [true, true, false, true],
    [true, true, true, false],
    [true, false, false, false],
    [true, false, true, false],
    [false, true, false, true],
    [false, true, true, true],
    [false, false, false, true],
    [false, false, true, false],
  ])('stays beside answers: %s; nothing said: %s; tried again: %s; over: %s', (signStays, silent, waits, over) => {
    expect(isSignOver({ signStays }, { silent, waits })).toBe(over);
  });
});
