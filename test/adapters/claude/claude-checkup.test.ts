import { describe, expect, it, onTestFinished } from 'vitest';
import { createModelChecks } from '../../../src/adapters/claude/claude-checkup.ts';
import { createSystemClock } from '../../../src/adapters/clock/system-clock.ts';
import { type FakeClaudeOptions, startFakeClaude } from '../../fakes/fake-claude.ts';
import { createMemoryLogger } from '../../support/memory-logger.ts';
import { callSignal } from './claude-setup.ts';

const settings = { outline: 'OUTLINE_MODEL', analysis: 'ANALYSIS_MODEL', translation: 'TRANSLATION_MODEL' };
const defaults = { outline: 'claude-sonnet-5-5', analysis: 'claude-sonnet-5-5', translation: 'claude-haiku-5-5' };

async function look(models: Partial<typeof defaults> = {}, options: FakeClaudeOptions & { key?: string } = {}) {
  const fake = await startFakeClaude(options);
  onTestFinished(() => fake.close());
  const checks = createModelChecks(
    { clock: createSystemClock(), logger: createMemoryLogger() },
    {
      apiKey: options.key ?? fake.apiKey,
      baseUrl: fake.baseUrl,
      models: { ...defaults, ...models },
      settings,
      timeoutMs: 5_000,
    },
  );
  const findings = (await Promise.all(checks.map(({ run }) => run(callSignal)))).flat();
  return { findings, requests: fake.requests };
}

describe('createModelChecks', () => {
  it('looks at each model once, for all its stages, and asks none of them anything', async () => {
    const { findings, requests } = await look();
    expect(findings).toEqual([
      { state: 'ok', subject: 'Model claude-sonnet-5-5', text: 'is there, for outline, analysis', advice: null },
      { state: 'ok', subject: 'Model claude-haiku-5-5', text: 'is there, for translation', advice: null },
    ]);
    expect(new Set(requests.map(({ method }) => method))).toEqual(new Set(['GET']));
  });

  it('names every model that is unknown, with its variables', async () => {
    const { findings } = await look({ analysis: 'gpt', translation: 'claude-haiku-55' });
    expect(findings.map(({ state }) => state)).toEqual(['ok', 'mend', 'mend']);
    expect(findings[1]?.text).toContain('ANALYSIS_MODEL');
    expect(findings[2]?.text).toMatch(/^TRANSLATION_MODEL: .*did you mean claude-haiku-5-5/);
  });

  it('says once what is about the key, not letting it out', async () => {
    const { findings } = await look({}, { key: 'wrong-key' });
    expect(new Set(findings.map((finding) => JSON.stringify(finding))).size).toBe(1);
    expect(findings[0]).toMatchObject({ state: 'mend', text: expect.stringContaining('ANTHROPIC_API_KEY') });
    expect(JSON.stringify(findings)).not.toContain('wrong-key');
  });

  it('tells a service that is not there from one that lists nothing', async () => {
    const { findings: silent } = await look({}, { listsModels: false });
    expect(silent[0]).toMatchObject({ state: 'unknown', subject: 'Model service' });
    const { findings: failing } = await look({}, { listsModels: false, missingStatus: 500 });
    expect(failing[0]).toMatchObject({ state: 'mend', text: expect.stringContaining('answered 500') });
  });

  it('does not know of a model that a server of another kind does not list', async () => {
    const listed = { object: 'list', data: [{ id: 'qwen3:8b', object: 'model' }] };
    const { findings } = await look({ outline: 'qwen3:9b', analysis: 'qwen3:8b', translation: 'qwen3:8b' }, { listed });
    expect(findings).toMatchObject([{ state: 'unknown', text: expect.stringContaining('qwen3:8b') }, { state: 'ok' }]);
  });

  it('says when a model goes away', async () => {
    const { findings } = await look({ outline: 'claude-sonnet-4-5-20250929' });
    expect(findings[0]).toMatchObject({ state: 'ok', text: 'is there, but goes away on 2026-11-30' });
  });
});
