import { describe, expect, it } from 'vitest';
import { createLearnLocale } from '../../../../src/core/usecases/chat/learn-locale.ts';

function workspace(known: string | null = null) {
  const state = { locale: known };
  const learn = createLearnLocale({
    get: async () => state.locale,
    async set(_, __, value) {
      state.locale = value;
    },
  });
  return { state, learn };
}

describe('the language of a workspace', () => {
  it.each([
    [null, 'ja-JP', false, 'ja-JP'],
    ['fr', 'ja-JP', false, 'fr'],
    [null, 'ja-JP', true, null],
    [null, null, false, null],
    // On Discord a server may have none, which is known too.
    ['', 'ja-JP', false, ''],
  ])('known as %s, brought in by somebody who reads %s, a guest: %s, is %s', async (known, locale, isGuest, then) => {
    const { state, learn } = workspace(known);
    await learn('T1', { locale, isGuest });
    expect(state.locale).toBe(then);
  });
});
