import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import type { VidigestError } from '../../../src/core/domain/errors.ts';
import type { Fault } from '../../fakes/claude/faults.ts';
import { callSignal, createSkippingClock, setUp, translationRequest } from './claude-setup.ts';

async function failure(promise: Promise<unknown>): Promise<VidigestError> {
  return promise.then(
    () => expect.unreachable(),
    (error: unknown) => error as VidigestError,
  );
}

describe('errors of createClaudeModel', () => {
  it.each<[string, Fault]>([
    ['model-auth', { kind: 'status', status: 401 }],
    ['model-auth', { kind: 'status', status: 403 }],
    ['model-credit', { kind: 'status', status: 402 }],
    ['model-credit', { kind: 'status', status: 400, message: 'Your credit balance is too low to use the API.' }],
    ['model-unknown', { kind: 'status', status: 404, message: "model 'qwen9' not found, try pulling it first" }],
    ['model-request', { kind: 'status', status: 404, message: 'no such page' }],
    ['model-request', { kind: 'status', status: 400 }],
    ['model-request', { kind: 'status', status: 413 }],
    ['model-request', { kind: 'status', status: 422 }],
    ['model-overloaded', { kind: 'status', status: 429 }],
    ['model-overloaded', { kind: 'status', status: 529 }],
    ['model-overloaded', { kind: 'error-event', type: 'overloaded_error' }],
    ['model-timeout', { kind: 'status', status: 408 }],
    ['model-answer', { kind: 'error-event', type: 'invalid_request_error' }],
    ['model-unreachable', { kind: 'destroy', afterTokens: 'headers' }],
    ['model-unreachable', { kind: 'cut' }],
  ])('says %s', async (code, fault) => {
    const { model, fake } = await setUp(createSkippingClock());
    fake.fail({ fault, times: 9 });
    const error = await failure(model.complete(translationRequest(), { signal: callSignal }));
    expect(error).toMatchObject({ name: 'VidigestError', code });
    if (fault.kind !== 'destroy') expect(error.requestId).toMatch(/^req_fake/);
  });

  it('says model-unknown for a model that the service does not have', async () => {
    const models = { outline: 'claude-nope', analysis: 'claude-nope', translation: 'claude-nope' };
    const { model } = await setUp(createSkippingClock(), { models });
    const error = await failure(model.complete(translationRequest(), { signal: callSignal }));
    expect(error).toMatchObject({ code: 'model-unknown', reason: 'model: claude-nope' });
  });

  it('says model-unreachable when nobody listens', async () => {
    const { model, fake } = await setUp(createSkippingClock());
    await fake.close();
    const error = await failure(model.complete(translationRequest(), { signal: callSignal }));
    expect(error.code).toBe('model-unreachable');
    expect(inspect(error.cause)).toContain('ECONNREFUSED');
  });

  it('never repeats the key or the prompt, even when the server does', async () => {
    const { model, fake, logger } = await setUp(createSkippingClock());
    const request = translationRequest();
    const quoted = request.user[0]?.text.slice(30, 130) ?? '';
    fake.fail({ fault: { kind: 'status', status: 500, message: `test-key said ${quoted}` }, times: 9 });
    const error = await failure(model.complete(request, { signal: callSignal }));
    const told = inspect(error, { depth: 9 }) + inspect(logger.entries, { depth: 9 });
    expect(told).not.toContain('test-key');
    expect(told).not.toContain(quoted.slice(0, 30));
    expect(error.reason).toBeUndefined();
  });

  it("keeps the server's own words otherwise, without the key", async () => {
    const { model, fake } = await setUp(createSkippingClock());
    fake.fail({ fault: { kind: 'status', status: 400, message: 'key test-key may not use\nthis endpoint' } });
    const error = await failure(model.complete(translationRequest(), { signal: callSignal }));
    expect(error.reason).toBe('key … may not use this endpoint');
    expect(error.message).toBe('translation on claude-haiku-5-5: answered 400 invalid_request_error');
  });
});
