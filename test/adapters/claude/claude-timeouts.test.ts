import { describe, expect, it, vi } from 'vitest';
import { runAttempt } from '../../../src/adapters/claude/attempt.ts';
import { createClient } from '../../../src/adapters/claude/claude-client.ts';
import { knownModel } from '../../../src/adapters/claude/known-models.ts';
import { shapeRequest } from '../../../src/adapters/claude/request-shape.ts';
import type { Fault } from '../../fakes/claude/faults.ts';
import { createManualClock, type ManualClock } from '../../support/manual-clock.ts';
import { callSignal, farMs, setUp, translationRequest } from './claude-setup.ts';

const limits = { firstTokenTimeoutMs: 30_000, idleTimeoutMs: 10_000, totalTimeoutMs: 300_000, maxRetries: 1 };

/** Resolves once the call has given text. */
function textGate(): { onText: () => void; begun: Promise<void> } {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { onText: () => resolve(), begun: promise };
}

describe('time limits of createClaudeModel', () => {
  it.each<[string, Fault]>([
    ['before the headers', { kind: 'hang', at: 'before-headers' }],
    ['after the headers', { kind: 'hang', at: 'after-headers' }],
    ['with nothing but pings', { kind: 'ping-forever', everyMs: 5 }],
  ])('gives up on a server that hangs %s, and tries again', async (_, fault) => {
    const clock = createManualClock();
    const { model, fake } = await setUp(clock, limits);
    fake.fail({ fault });
    const call = model.complete(translationRequest(), { signal: callSignal });
    await vi.waitFor(() => expect(fake.requests).toHaveLength(1));
    await clock.advance(29_999);
    expect(fake.requests).toHaveLength(1);
    await clock.advance(1);
    await clock.untilSleeping();
    await clock.advance(500);
    expect((await call).stop).toBe('complete');
    expect(fake.requests).toHaveLength(2);
  });

  it('gives up on a stream that falls silent', async () => {
    const clock = createManualClock();
    const { model, fake } = await setUp(clock, { ...limits, maxRetries: 0 });
    fake.fail({ fault: { kind: 'hang', at: 'mid-stream' } });
    const { onText, begun } = textGate();
    const call = model.complete(translationRequest(), { signal: callSignal, onText });
    const failure = expect(call).rejects.toMatchObject({
      code: 'model-timeout',
      message: 'translation on claude-haiku-5-5: silent for 10000 ms',
      requestId: 'req_fake000001',
    });
    await begun;
    await clock.advance(10_000);
    await failure;
  });

  it('takes pings between texts as a sign of life, but not for ever', async () => {
    const clock = createManualClock();
    const { model, fake } = await setUp(clock, { ...limits, totalTimeoutMs: 60_000 });
    fake.fail({ fault: { kind: 'ping-forever', everyMs: 2, afterTokens: 20 } });
    const { onText, begun } = textGate();
    let ended = false;
    const call = model.complete(translationRequest(), { signal: callSignal, onText }).finally(() => {
      ended = true;
    });
    const failure = expect(call).rejects.toMatchObject({
      code: 'model-timeout',
      message: 'translation on claude-haiku-5-5: out of time',
    });
    await begun;
    for (let spentMs = 0; spentMs < 59_000; spentMs += 1_000) {
      await new Promise((resolve) => setTimeout(resolve, 10));
      await clock.advance(1_000);
      expect(ended).toBe(false);
    }
    await clock.advance(1_000);
    await failure;
    expect(fake.requests).toHaveLength(1);
  });

  it('does not retry when the time for all attempts is up', async () => {
    const clock = createManualClock();
    const { model, fake } = await setUp(clock, { ...limits, totalTimeoutMs: 30_200 });
    fake.fail({ fault: { kind: 'hang', at: 'after-headers' }, times: 9 });
    const call = model.complete(translationRequest(), { signal: callSignal });
    const failure = expect(call).rejects.toMatchObject({ code: 'model-timeout' });
    await vi.waitFor(() => expect(fake.requests).toHaveLength(1));
    await clock.advance(30_000);
    await failure;
    expect(fake.requests).toHaveLength(1);
  });

  it('does not wait long for a connection to close that has given its answer', async () => {
    const clock = createManualClock();
    const { model, fake } = await setUp(clock);
    fake.fail({ fault: { kind: 'left-open' } });
    const call = model.complete(translationRequest(), { signal: callSignal });
    // The grace begins when the client has read all, which cannot be seen from here: time goes on until it ends.
    await advanceUntil(call, clock);
    expect(await call).toMatchObject({ stop: 'complete' });
    expect(fake.requests).toHaveLength(1);
  });

  it('closes the connection of a failed attempt', async () => {
    const { model, fake } = await setUp(createManualClock(), { maxRetries: 0 });
    fake.fail({ fault: { kind: 'error-event', type: 'api_error', leftOpen: true } });
    await expect(model.complete(translationRequest(), { signal: callSignal })).rejects.toMatchObject({
      code: 'model-overloaded',
    });
    await vi.waitFor(() => expect(fake.stats().openAnswers).toBe(0));
  });

  it('ends the request itself when it is cancelled', async () => {
    const { fake } = await setUp(createManualClock());
    fake.fail({ fault: { kind: 'hang', at: 'mid-stream' } });
    const clock = createManualClock();
    const client = createClient({ apiKey: fake.apiKey, baseUrl: fake.baseUrl });
    const cancel = new AbortController();
    const reason = new Error('no longer wanted');
    const { onText, begun } = textGate();
    const body = shapeRequest('claude-haiku-5-5', knownModel('claude-haiku-5-5'), translationRequest());
    const wide = { firstTokenMs: farMs, idleMs: farMs, totalAtMs: Number.POSITIVE_INFINITY };
    const attempt = runAttempt({ client, clock }, body, { signal: cancel.signal, onText, limits: wide });
    await begun;
    cancel.abort(reason);
    await expect(attempt).rejects.toBe(reason);
    expect(clock.sleepers()).toBe(0);
    await vi.waitFor(() => expect(fake.stats().openAnswers).toBe(0));
  });

  it('cancels at every point with the reason of the signal', async () => {
    const clock = createManualClock();
    const { model, fake } = await setUp(clock, { ...limits, concurrency: 1 });
    const reason = new Error('no longer wanted');
    const early = model.complete(translationRequest(), { signal: AbortSignal.abort(reason) });
    await expect(early).rejects.toBe(reason);
    expect(fake.requests).toHaveLength(0);

    fake.fail({ fault: { kind: 'hang', at: 'mid-stream' } });
    const { onText, begun } = textGate();
    const streaming = new AbortController();
    const queued = new AbortController();
    const running = model.complete(translationRequest(), { signal: streaming.signal, onText });
    const waiting = model.complete(translationRequest(), { signal: queued.signal });
    await begun;
    queued.abort(reason);
    await expect(waiting).rejects.toBe(reason);
    streaming.abort(reason);
    await expect(running).rejects.toBe(reason);
    expect(fake.requests).toHaveLength(1);

    fake.fail({ fault: { kind: 'status', status: 500 } });
    const retrying = new AbortController();
    const again = model.complete(translationRequest(), { signal: retrying.signal });
    await vi.waitFor(() => expect([fake.requests.length, clock.sleepers()]).toEqual([2, 1]));
    retrying.abort(reason);
    await expect(again).rejects.toBe(reason);
    expect(clock.sleepers()).toBe(0);
  });
});

async function advanceUntil(call: Promise<unknown>, clock: ManualClock): Promise<void> {
  let ended = false;
  void call.finally(() => {
    ended = true;
  });
  for (let steps = 0; !ended; steps += 1) {
    expect(steps).toBeLessThan(500);
    await new Promise((resolve) => setTimeout(resolve, 5));
    await clock.advance(50);
  }
}
