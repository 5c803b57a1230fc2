import { getEventListeners } from 'node:events';
import { describe, expect, it } from 'vitest';
import { abortable } from '../../../src/core/domain/abortable.ts';

describe('abortable', () => {
  it('gives the value and leaves no listener', async () => {
    const { signal } = new AbortController();
    await expect(abortable(Promise.resolve(7), signal)).resolves.toBe(7);
    expect(getEventListeners(signal, 'abort')).toHaveLength(0);
  });

  it('rejects with the reason, before and while waiting', async () => {
    const stop = new AbortController();
    const never = abortable(new Promise(() => {}), stop.signal);
    stop.abort(new Error('enough'));
    await expect(never).rejects.toThrow('enough');
    await expect(abortable(Promise.resolve(1), stop.signal)).rejects.toThrow('enough');
  });
});
