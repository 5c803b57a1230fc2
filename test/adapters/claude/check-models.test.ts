import { describe, expect, it, onTestFinished } from 'vitest';
import { checkModels } from '../../../src/adapters/claude/check-models.ts';
import { type FakeClaudeOptions, startFakeClaude } from '../../fakes/fake-claude.ts';
import { createManualClock } from '../../support/manual-clock.ts';
import { createMemoryLogger } from '../../support/memory-logger.ts';
import { callSignal } from './claude-setup.ts';

const settings = { outline: 'OUTLINE_MODEL', analysis: 'ANALYSIS_MODEL', translation: 'TRANSLATION_MODEL' };
const defaults = { outline: 'claude-sonnet-5-5', analysis: 'claude-sonnet-5-5', translation: 'claude-haiku-5-5' };

async function check(models: Partial<typeof defaults>, options: FakeClaudeOptions & { key?: string } = {}) {
  const fake = await startFakeClaude(options);
  onTestFinished(() => fake.close());
  const logger = createMemoryLogger();
  const result = checkModels(
    { clock: createManualClock(), logger },
    {
      apiKey: options.key ?? fake.apiKey,
      baseUrl: fake.baseUrl,
      models: { ...defaults, ...models },
      settings,
      timeoutMs: 5_000,
    },
    { signal: callSignal },
  );
  return { result, logger, fake };
}

describe('checkModels', () => {
  it('returns the room of every model in use', async () => {
    const { result, logger } = await check({ analysis: 'claude-haiku-4-5' });
    expect(await result).toEqual(
      new Map([
        ['claude-sonnet-5-5', { contextTokens: 1_000_000, maxOutputTokens: 128_000 }],
        ['claude-haiku-4-5', { contextTokens: 200_000, maxOutputTokens: 64_000 }],
        ['claude-haiku-5-5', { contextTokens: 1_000_000, maxOutputTokens: 128_000 }],
      ]),
    );
    expect(logger.entries).toEqual([]);
  });

  it('names the setting of an unknown model and what may have been meant', async () => {
    const { result } = await check({ translation: 'claude-haiku-55' });
    await expect(result).rejects.toMatchObject({
      code: 'model-unknown',
      reason: expect.stringMatching(
        /^TRANSLATION_MODEL: model "claude-haiku-55" is unknown; did you mean claude-haiku-5-5,/,
      ),
    });
  });

  it('suggests nothing for what resembles nothing', async () => {
    const { result } = await check({ outline: 'gpt' });
    await expect(result).rejects.toMatchObject({ reason: 'OUTLINE_MODEL: model "gpt" is unknown' });
  });

  it('tells a retired model from an unknown one', async () => {
    const { result } = await check({ outline: 'claude-opus-4-1-20250805' });
    await expect(result).rejects.toMatchObject({
      reason: expect.stringContaining('model "claude-opus-4-1-20250805" has been retired'),
    });
  });

  it('warns of a model that is about to end', async () => {
    const { result, logger } = await check({ outline: 'claude-sonnet-4-5-20250929' });
    await result;
    expect(logger.entries).toMatchObject([
      { level: 'warn', fields: { model: 'claude-sonnet-4-5-20250929', retiresAt: '2026-11-30T00:00:00Z' } },
    ]);
  });

  it.each([404, 405, 501])('leaves the models unchecked on a server that answers %d', async (missingStatus) => {
    const { result, logger } = await check({ outline: 'qwen3:8b' }, { listsModels: false, missingStatus });
    expect((await result).size).toBe(0);
    expect(logger.entries).toMatchObject([{ level: 'info' }]);
  });

  it('only warns where the list has another shape', async () => {
    const { result, logger } = await check(
      { outline: 'qwen3:9b' },
      { listed: { object: 'list', data: [{ id: 'qwen3:8b', object: 'model' }] } },
    );
    expect((await result).size).toBe(0);
    expect(logger.entries[0]).toMatchObject({ level: 'warn', fields: { setting: 'OUTLINE_MODEL', near: 'qwen3:8b' } });
  });

  it('says so when the key is refused', async () => {
    const { result } = await check({}, { key: 'wrong' });
    await expect(result).rejects.toMatchObject({ code: 'model-auth' });
  });

  it('does not stand in the way when nobody answers', async () => {
    const clock = createManualClock();
    const logger = createMemoryLogger();
    const never: typeof fetch = (_, init) =>
      new Promise((__, reject) => init?.signal?.addEventListener('abort', () => reject(init.signal?.reason)));
    const options = { apiKey: 'k', baseUrl: 'http://127.0.0.1:9', models: defaults, settings, timeoutMs: 5_000 };
    const result = checkModels({ clock, logger, fetch: never }, options, { signal: callSignal });
    await clock.untilSleeping();
    await clock.advance(5_000);
    expect((await result).size).toBe(0);
    expect(logger.entries).toMatchObject([{ level: 'warn', message: 'models could not be checked' }]);
  });
});
