import { describe, expect, it, vi } from 'vitest';
import { translationAnswerSchema } from '../../../src/core/pipeline/prompts/answers.ts';
import { callSignal, createSkippingClock, outlineRequest, setUp, translationRequest } from './claude-setup.ts';

describe('createClaudeModel', () => {
  it('gives the answer as it streams and whole at the end', async () => {
    const { model } = await setUp(createSkippingClock());
    const seen: string[] = [];
    let joined = '';
    const answer = await model.complete(translationRequest(), {
      signal: callSignal,
      onText(delta, snapshot) {
        joined += delta;
        expect(snapshot).toBe(joined);
        seen.push(delta);
      },
    });
    expect(seen.length).toBeGreaterThan(5);
    expect(answer.text).toBe(joined);
    expect(answer.stop).toBe('complete');
    const { passages } = translationAnswerSchema.parse(JSON.parse(answer.text));
    expect(passages.map(({ first, last }) => [first, last])).toEqual([
      [1, 5],
      [6, 10],
      [11, 15],
      [16, 20],
    ]);
  });

  it('sends each model what that model takes', async () => {
    const { model, fake } = await setUp(createSkippingClock());
    await model.complete(outlineRequest(), { signal: callSignal });
    await model.complete(translationRequest(), { signal: callSignal });
    const [outline, translation] = fake.requests;
    expect(outline?.headers).toMatchObject({ authorization: 'Bearer test-key', 'anthropic-version': '2026-10-21' });
    expect(outline?.body).toMatchObject({
      model: 'claude-sonnet-5-5',
      stream: true,
      thinking: { type: 'between_tools' },
      output_config: { effort: 'medium', format: { type: 'json_schema' } },
    });
    expect(translation?.body).toMatchObject({ model: 'claude-haiku-5-5', thinking: { type: 'disabled' } });
    expect(translation?.body).not.toHaveProperty('output_config.effort');
    expect(translation?.body).toMatchObject({
      max_tokens: 8_000,
      messages: [{ role: 'user', content: [{ cache_control: { type: 'ephemeral' } }, { type: 'text' }] }],
    });
  });

  it.each(['claude-opus-5-5', 'claude-fable-5-1', 'claude-haiku-4-5', 'claude-sonnet-4-5-20250929'])(
    'is not refused by %s',
    async (id) => {
      const models = { outline: id, analysis: id, translation: id };
      const { model } = await setUp(createSkippingClock(), { models });
      // The SDK warns on the console of a model about to end.
      vi.spyOn(console, 'warn').mockImplementation(() => undefined);
      const answer = await model.complete(translationRequest(), { signal: callSignal });
      expect(answer.stop).toBe('complete');
    },
  );

  it('counts tokens by kind, what a warm-up wrote being read', async () => {
    const { model, fake } = await setUp(createSkippingClock());
    const cold = await model.warm(translationRequest(), { signal: callSignal });
    expect(cold).toMatchObject({ cacheReadTokens: 0, outputTokens: 1 });
    expect(cold.cacheWriteTokens).toBeGreaterThan(1_000);
    const answer = await model.complete(translationRequest(), { signal: callSignal });
    expect(answer.usage.cacheReadTokens).toBe(cold.cacheWriteTokens);
    expect(answer.usage.cacheWriteTokens).toBe(0);
    expect(answer.usage.inputTokens).toBeGreaterThan(10);
    expect(answer.usage.outputTokens).toBe(fake.requests[1]?.outputTokens);
  });

  it('warms nothing for a stage of another model or schema', async () => {
    const { model } = await setUp(createSkippingClock());
    await model.warm(translationRequest(), { signal: callSignal });
    const answer = await model.complete(outlineRequest(), { signal: callSignal });
    expect(answer.usage.cacheReadTokens).toBe(0);
  });

  it('tells truncated and refused answers apart and keeps their text', async () => {
    const { model, fake } = await setUp(createSkippingClock());
    const short = await model.complete({ ...translationRequest(), maxOutputTokens: 50 }, { signal: callSignal });
    expect(short.stop).toBe('truncated');
    expect(short.text).toMatch(/^\{"passages":\[/);
    expect(short.usage.outputTokens).toBe(50);
    fake.fail({ fault: { kind: 'refusal', afterTokens: 12 } });
    const refused = await model.complete(translationRequest(), { signal: callSignal });
    expect(refused.stop).toBe('refused');
    expect(refused.text).not.toBe('');
  });

  it('returns raw text from a server that ignores the schema', async () => {
    const { model, fake } = await setUp(createSkippingClock());
    fake.fail({ fault: { kind: 'fences' } });
    const answer = await model.complete(translationRequest(), { signal: callSignal });
    expect(answer).toMatchObject({ stop: 'complete', text: expect.stringMatching(/^Sure![\s\S]*```json/) });
  });

  it('asks for no more than the model gives and keeps four breakpoints', async () => {
    const { model, fake } = await setUp(createSkippingClock(), { maxOutputTokens: 300 });
    const request = translationRequest();
    const [first, task] = request.user;
    const many = ['a', 'b', 'c', 'd'].map((text) => ({ text: `${text} ${first?.text}`, cache: true }));
    const user = [...many, { text: '', cache: true }, { text: task?.text ?? '', cache: true }];
    const answer = await model.complete({ ...request, user }, { signal: callSignal });
    expect(answer.stop).toBe('truncated');
    const [sent] = fake.requests;
    expect(sent?.refusal).toBeNull();
    const [a, b, c, d, e] = [false, true, true, true, true].map((marked) =>
      marked
        ? { cache_control: { type: 'ephemeral' } }
        : expect.not.objectContaining({ cache_control: expect.anything() }),
    );
    expect(sent?.body).toMatchObject({ messages: [{ content: [a, b, c, d, e] }] });
  });

  it('describes its models by option, service and table, in that order', async () => {
    const limits = new Map([['claude-sonnet-5-5', { contextTokens: 500_000, maxOutputTokens: null }]]);
    const models = { outline: 'claude-sonnet-5-5', analysis: 'qwen3:8b', translation: 'claude-haiku-5-5' };
    const told = await setUp(createSkippingClock(), { models, limits });
    expect(told.model.describe('outline')).toEqual({
      model: 'claude-sonnet-5-5',
      contextTokens: 500_000,
      maxOutputTokens: 128_000,
      priceStepTokens: null,
    });
    expect(told.model.describe('analysis')).toMatchObject({ contextTokens: 32_000, maxOutputTokens: 8_000 });
    expect(told.model.describe('translation')).toMatchObject({ contextTokens: 1_000_000, priceStepTokens: 100_000 });
    const set = await setUp(createSkippingClock(), { models, limits, contextTokens: 16_000 });
    expect(set.model.describe('outline').contextTokens).toBe(16_000);
  });

  it('takes key and address from its options alone, a trailing /v1 in the address aside', async () => {
    vi.stubEnv('ANTHROPIC_API_KEY', 'from-environment');
    vi.stubEnv('ANTHROPIC_AUTH_TOKEN', 'token-from-environment');
    vi.stubEnv('ANTHROPIC_BASE_URL', 'http://127.0.0.1:9');
    const { fake } = await setUp(createSkippingClock());
    const { model } = await setUp(createSkippingClock(), { baseUrl: `${fake.baseUrl}/v1/` });
    await model.complete(translationRequest(), { signal: callSignal });
    expect(fake.requests[0]?.headers.authorization).toBe('Bearer test-key');
    vi.unstubAllEnvs();
  });
});
