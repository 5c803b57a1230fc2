import { describe, expect, it, vi } from 'vitest';
import type { Fault } from '../../fakes/claude/faults.ts';
import { createManualClock } from '../../support/manual-clock.ts';
import { callSignal, createSkippingClock, setUp, translationRequest } from './claude-setup.ts';

const overloaded: Fault = { kind: 'status', status: 529 };

describe('createClaudeModel, when an attempt fails', () => {
  it.each<[string, Fault, number[]]>([
    ['429 with retry-after', { kind: 'status', status: 429, headers: { 'retry-after': '7' } }, [7_000]],
    ['429 with retry-after-ms', { kind: 'status', status: 429, headers: { 'retry-after-ms': '1500' } }, [1_500]],
    [
      '429 with a date',
      { kind: 'status', status: 429, headers: { 'retry-after': 'Thu, 01 Jan 2026 00:00:09 GMT' } },
      [9_000],
    ],
    ['500', { kind: 'status', status: 500 }, [500]],
    ['408', { kind: 'status', status: 408 }, [500]],
    ['409', { kind: 'status', status: 409 }, [500]],
    ['an error event', { kind: 'error-event', type: 'api_error', afterTokens: 30 }, [500]],
    ['an error event of the output grammar', { kind: 'error-event', type: 'invalid_request_error' }, [500]],
    ['a socket destroyed before the headers', { kind: 'destroy', afterTokens: 'headers' }, [500]],
    ['a socket destroyed in the stream', { kind: 'destroy', afterTokens: 40 }, [500]],
    ['a stream cut cleanly', { kind: 'cut', afterTokens: 40 }, [500]],
    ['400 that asks for a retry', { kind: 'status', status: 400, headers: { 'x-should-retry': 'true' } }, [500]],
  ])('tries again after %s', async (_, fault, delays) => {
    const clock = createSkippingClock();
    const { model, fake } = await setUp(clock);
    fake.fail({ fault });
    const answer = await model.complete(translationRequest(), { signal: callSignal });
    expect(answer.stop).toBe('complete');
    expect(fake.requests).toHaveLength(2);
    expect(clock.slept).toEqual(delays);
  });

  it.each<[string, Fault]>([
    ['501', { kind: 'status', status: 501 }],
    ['413', { kind: 'status', status: 413 }],
    ['529 that forbids a retry', { ...overloaded, headers: { 'x-should-retry': 'false' } }],
  ])('does not try again after %s', async (_, fault) => {
    const { model, fake } = await setUp(createSkippingClock());
    fake.fail({ fault, times: 9 });
    await expect(model.complete(translationRequest(), { signal: callSignal })).rejects.toMatchObject({
      name: 'VidigestError',
    });
    expect(fake.requests).toHaveLength(1);
  });

  it('starts the text over with a new attempt and counts the lost one', async () => {
    const { model, fake } = await setUp(createSkippingClock());
    fake.fail({ fault: { kind: 'destroy', afterTokens: 120 } });
    const starts: number[] = [];
    let pieces = 0;
    let last = '';
    const answer = await model.complete(translationRequest(), {
      signal: callSignal,
      onText(delta, snapshot) {
        if (delta === snapshot) starts.push(pieces);
        pieces += 1;
        last = snapshot;
      },
    });
    expect(starts).toHaveLength(2);
    expect(starts[1]).toBeGreaterThan(2);
    expect(last).toBe(answer.text);
    const [first, second] = fake.requests;
    expect(answer.usage.cacheWriteTokens).toBe(first?.input?.cacheWrite);
    expect(answer.usage.cacheReadTokens).toBe(second?.input?.cacheRead);
    expect(answer.usage.outputTokens).toBe((second?.outputTokens ?? 0) + 1);
  });

  it('waits longer each time, and gives up with what the last attempt told', async () => {
    const clock = createSkippingClock();
    const { model, fake } = await setUp(clock, { maxRetries: 3 });
    fake.fail({ fault: { kind: 'status', status: 503 }, times: 9 });
    await expect(model.complete(translationRequest(), { signal: callSignal })).rejects.toMatchObject({
      code: 'model-overloaded',
      message: 'translation on claude-haiku-5-5: answered 503 api_error',
      requestId: 'req_fake000004',
    });
    expect(clock.slept).toEqual([500, 1_000, 2_000]);
  });

  it('does not sit out a wait above the cap, but passes it on', async () => {
    const clock = createSkippingClock();
    const { model, fake } = await setUp(clock);
    fake.fail({ fault: { kind: 'status', status: 429, headers: { 'retry-after': '3600' } } });
    await expect(model.complete(translationRequest(), { signal: callSignal })).rejects.toMatchObject({
      code: 'model-overloaded',
      retryAtMs: clock.now() + 3_600_000,
    });
    expect(clock.slept).toEqual([]);
    expect(fake.requests).toHaveLength(1);
  });

  it('keeps every call back until the service takes more, then starts with fewer', async () => {
    const clock = createManualClock();
    const { model, fake, logger } = await setUp(clock, { concurrency: 8 });
    fake.fail({ fault: { kind: 'status', status: 429, headers: { 'retry-after': '5' } }, times: 8 });
    const calls = Array.from({ length: 16 }, () => model.complete(translationRequest(5), { signal: callSignal }));
    await vi.waitFor(() => expect([fake.requests.length, clock.sleepers()]).toEqual([8, 16]));
    await clock.advance(4_999);
    expect(fake.requests).toHaveLength(8);
    await clock.advance(1);
    const answers = await Promise.all(calls);
    expect(answers.every(({ stop }) => stop === 'complete')).toBe(true);
    // A burst of refusals halves once, however many there were.
    const slowdowns = logger.entries.filter(({ message }) => message === 'the model service asks for less');
    expect(slowdowns.map(({ fields }) => fields)).toEqual([{ concurrency: 4, pauseMs: 5_000 }]);
  });

  it('does not retry a warm-up', async () => {
    const { model, fake } = await setUp(createSkippingClock(), { apiKey: 'wrong' });
    await expect(model.warm(translationRequest(), { signal: callSignal })).rejects.toMatchObject({
      code: 'model-auth',
    });
    expect(fake.requests).toHaveLength(1);
  });
});
