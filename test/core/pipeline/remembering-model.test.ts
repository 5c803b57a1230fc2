import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sha256Fingerprint } from '../../../src/adapters/hash/sha256-fingerprint.ts';
import { createSqliteStore } from '../../../src/adapters/store/sqlite-store.ts';
import { VidigestError } from '../../../src/core/domain/errors.ts';
import { noUsage, type TokenUsage } from '../../../src/core/domain/usage.ts';
import { createRememberingModel } from '../../../src/core/pipeline/remembering-model.ts';
import type { AnswerMemory } from '../../../src/core/ports/answer-memory.ts';
import type { LanguageModel, ModelAnswer, ModelRequest } from '../../../src/core/ports/language-model.ts';
import type { Store } from '../../../src/core/ports/store.ts';
import { startFakeClaude } from '../../fakes/fake-claude.ts';
import { make, modelOf } from '../../support/claude-pipeline.ts';
import { createManualClock, type ManualClock } from '../../support/manual-clock.ts';
import { createMemoryLogger, type MemoryLogger } from '../../support/memory-logger.ts';
import { runningOn } from '../../support/running-clock.ts';
import { talk } from '../../support/talk.ts';

const signal = new AbortController().signal;
const used = (outputTokens: number): TokenUsage => ({ ...noUsage, outputTokens });

let store: Store;
let clock: ManualClock;
let logger: MemoryLogger;
beforeEach(async () => {
  clock = createManualClock();
  logger = createMemoryLogger();
  store = await createSqliteStore({ file: ':memory:', clock, logger });
});
afterEach(() => store.close());

/** A model that answers with the number of the call, or as told, and counts. */
function countingModel(answers: readonly (ModelAnswer | Error)[] = []) {
  const queue = [...answers];
  const asked: string[] = [];
  const counting: LanguageModel & { readonly asked: string[]; modelName: string } = {
    asked,
    modelName: 'claude-one',
    async complete({ user }, { onText }) {
      asked.push(user.map(({ text }) => text).join('|'));
      const answer = queue.shift() ?? { text: `answer ${asked.length}`, stop: 'complete', usage: used(asked.length) };
      if (answer instanceof Error) throw answer;
      onText?.(answer.text.slice(0, 3), answer.text.slice(0, 3));
      onText?.(answer.text.slice(3), answer.text);
      return answer;
    },
    async warm() {
      asked.push('warm');
      return used(100);
    },
    describe: () => ({
      model: counting.modelName,
      contextTokens: 200_000,
      maxOutputTokens: 64_000,
      priceStepTokens: null,
    }),
  };
  return counting;
}

function request(question: string, change: Partial<ModelRequest> = {}): ModelRequest {
  const user = [{ text: 'the talk', cache: true }, { text: question }];
  return { stage: 'translation', system: [{ text: 'translate' }], user, schema: {}, maxOutputTokens: 100, ...change };
}

function remembering(model: LanguageModel, { jobKey = 'job', answers = store.answers } = {}): LanguageModel {
  return createRememberingModel({ model, answers, fingerprint: sha256Fingerprint, clock, logger }, jobKey);
}

describe('a remembering model', () => {
  it('hands an answer on as it comes', async () => {
    const texts: string[] = [];
    const model = remembering(countingModel());
    const answer = await model.complete(request('one'), { signal, onText: (_, snapshot) => texts.push(snapshot) });
    expect(answer).toEqual({ text: 'answer 1', stop: 'complete', usage: used(1) });
    expect(texts).toEqual(['ans', 'answer 1']);
  });

  it('gives it again to the next run, whole, with its usage and without a call', async () => {
    await remembering(countingModel()).complete(request('one'), { signal });
    const next = countingModel();
    const texts: [string, string][] = [];
    const onText = (delta: string, snapshot: string) => void texts.push([delta, snapshot]);
    expect(await remembering(next).complete(request('one'), { signal, onText })).toEqual({
      text: 'answer 1',
      stop: 'complete',
      usage: used(1),
    });
    expect(texts).toEqual([['answer 1', 'answer 1']]);
    expect(next.asked).toEqual([]);
  });

  it('remembers it before it hands it on', async () => {
    const { promise: written, resolve: write } = Promise.withResolvers<void>();
    const model = remembering(countingModel(), { answers: { ...store.answers, remember: () => written } });
    const order: string[] = [];
    const asking = model.complete(request('one'), { signal }).then(() => order.push('handed on'));
    await new Promise((resolve) => setImmediate(resolve));
    order.push('written');
    write();
    await asking;
    expect(order).toEqual(['written', 'handed on']);
  });

  it.each([
    ['question', request('two')],
    ['system', request('one', { system: [{ text: 'analyse' }] })],
    ['stage', request('one', { stage: 'analysis' })],
    ['schema', request('one', { schema: { type: 'object' } })],
    ['division into blocks', request('one', { user: [{ text: 'the talkone' }] })],
  ])('takes a request with another %s for another', async (_, other) => {
    await remembering(countingModel()).complete(request('one'), { signal });
    const next = countingModel();
    await remembering(next).complete(other, { signal });
    expect(next.asked).toHaveLength(1);
  });

  it('takes neither another job nor another model for the same', async () => {
    await remembering(countingModel()).complete(request('one'), { signal });
    const other = countingModel();
    await remembering(other, { jobKey: 'other' }).complete(request('one'), { signal });
    other.modelName = 'claude-two';
    await remembering(other).complete(request('one'), { signal });
    expect(other.asked).toHaveLength(2);
  });

  it('forgets a job that is done', async () => {
    await remembering(countingModel()).complete(request('one'), { signal });
    await store.answers.forget('job');
    const next = countingModel();
    await remembering(next).complete(request('one'), { signal });
    expect(next.asked).toHaveLength(1);
  });

  it('asks a second time where a run asks the same twice, and replays both in order', async () => {
    const first = remembering(countingModel());
    await first.complete(request('one'), { signal });
    await first.complete(request('one'), { signal });
    const next = countingModel();
    const second = remembering(next);
    const replayed = [1, 2, 3].map(() => second.complete(request('one'), { signal }));
    expect((await Promise.all(replayed)).map(({ text }) => text)).toEqual(['answer 1', 'answer 2', 'answer 1']);
    expect(next.asked).toEqual(['the talk|one']);
    const third = countingModel();
    const all = remembering(third);
    for (let count = 0; count < 3; count += 1) await all.complete(request('one'), { signal });
    expect(third.asked).toEqual([]);
  });

  it.each(['truncated', 'refused'] as const)('asks anew what was %s', async (stop) => {
    await remembering(countingModel([{ text: 'half', stop, usage: used(9) }])).complete(request('one'), { signal });
    const next = countingModel();
    expect(await remembering(next).complete(request('one'), { signal })).toMatchObject({ text: 'answer 1' });
  });

  it('asks anew what failed', async () => {
    const failing = countingModel([new VidigestError('model-overloaded', '529')]);
    const model = remembering(failing);
    await expect(model.complete(request('one'), { signal })).rejects.toMatchObject({ code: 'model-overloaded' });
    expect(await model.complete(request('one'), { signal })).toMatchObject({ text: 'answer 2' });
  });

  it('does not answer from memory once it is cancelled', async () => {
    await remembering(countingModel()).complete(request('one'), { signal });
    const reason = new VidigestError('cancelled', 'stop');
    const model = remembering(countingModel());
    await expect(model.complete(request('one'), { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  });
});

describe('a warm prompt', () => {
  it('is warmed once, and its usage told again to the next run', async () => {
    const first = countingModel();
    expect(await remembering(first).warm(request('any'), { signal })).toEqual(used(100));
    const next = countingModel();
    expect(await remembering(next).warm(request('another question'), { signal })).toEqual(used(100));
    expect([first.asked, next.asked]).toEqual([['warm'], []]);
  });

  it('is warmed again before the first call that needs it, which bears the usage', async () => {
    await remembering(countingModel()).warm(request('any'), { signal });
    const next = countingModel();
    const model = remembering(next);
    await model.warm(request('any'), { signal });
    const calls = ['one', 'two'].map((question) => model.complete(request(question), { signal }));
    const usages = (await Promise.all(calls)).map(({ usage }) => usage.outputTokens);
    expect(next.asked[0]).toBe('warm');
    expect(next.asked.filter((each) => each === 'warm')).toHaveLength(1);
    expect(usages.toSorted((a, b) => a - b)).toEqual([3, 102]);
  });

  it('is left alone by calls with another prefix, and by those that are remembered', async () => {
    const first = remembering(countingModel());
    await first.warm(request('any'), { signal });
    await first.complete(request('one'), { signal });
    const next = countingModel();
    const model = remembering(next);
    await model.warm(request('any'), { signal });
    await model.complete(request('one'), { signal });
    await model.complete(request('one', { user: [{ text: 'another talk', cache: true }] }), { signal });
    expect(next.asked).toEqual(['another talk']);
  });

  it('that cannot be warmed again costs no answer', async () => {
    await remembering(countingModel()).warm(request('any'), { signal });
    const next = countingModel();
    const cold = { ...next, warm: () => Promise.reject(new VidigestError('model-overloaded', '529')) };
    const model = remembering(cold);
    await model.warm(request('any'), { signal });
    expect(await model.complete(request('one'), { signal })).toMatchObject({ text: 'answer 1', usage: used(1) });
  });
});

describe('a memory that fails', () => {
  const failing = (times: number): AnswerMemory => {
    let left = times;
    return {
      ...store.answers,
      async remember(...args) {
        left -= 1;
        if (left >= 0) throw new VidigestError('store-failed', 'no database');
        return store.answers.remember(...args);
      },
    };
  };

  it('is waited for: the answer is paid for', async () => {
    const model = remembering(countingModel(), { answers: failing(3) });
    await runningOn(clock, model.complete(request('one'), { signal }));
    const next = countingModel();
    await remembering(next).complete(request('one'), { signal });
    expect(next.asked).toEqual([]);
  });

  it('for long does not cost the answer', async () => {
    const model = remembering(countingModel(), { answers: failing(99) });
    expect(await runningOn(clock, model.complete(request('one'), { signal }))).toMatchObject({ text: 'answer 1' });
    expect(logger.entries.at(-1)).toMatchObject({ level: 'warn', fields: { job: 'job' } });
  });

  it('to recall fails the call, and the next asks the memory again', async () => {
    let reads = 0;
    const answers: AnswerMemory = {
      ...store.answers,
      async recall(...args) {
        reads += 1;
        if (reads === 1) throw new VidigestError('store-failed', 'no database');
        return store.answers.recall(...args);
      },
    };
    const inner = countingModel();
    const model = remembering(inner, { answers });
    await expect(model.complete(request('one'), { signal })).rejects.toMatchObject({ code: 'store-failed' });
    expect(inner.asked).toEqual([]);
    await model.complete(request('one'), { signal });
    expect(inner.asked).toHaveLength(1);
  });
});

describe('a digest that is interrupted again and again', () => {
  it.each([1, 2, 3])('is made of answers each paid for once (stopped after every %s answers)', async (every) => {
    const fake = await startFakeClaude({ faults: [] });
    const paid: string[] = [];
    try {
      const inner = modelOf(fake);
      let left = Number.POSITIVE_INFINITY;
      let stop = new AbortController();
      const answers: AnswerMemory = {
        ...store.answers,
        async remember(jobKey, call, nth, answer) {
          stop.signal.throwIfAborted();
          await store.answers.remember(jobKey, call, nth, answer);
          paid.push(`${call} ${nth}`);
          left -= 1;
          if (left <= 0) stop.abort(new VidigestError('cancelled', 'killed'));
        },
      };
      const material = talk(20);
      const runs: number[] = [];
      for (let run = 0; run < 40; run += 1) {
        stop = new AbortController();
        left = every;
        const model = remembering(inner, { answers });
        const made = await make(model, material, { signal: stop.signal }).catch(() => null);
        runs.push(paid.length);
        if (made === null) continue;
        await store.answers.forget('job');
        const uninterrupted = await make(inner, material);
        const { usage: _, createdAt: __, ...digest } = made.digest;
        expect(digest).toEqual(expect.objectContaining({ missing: [], chapters: uninterrupted.digest.chapters }));
        expect(digest.passages).toEqual(uninterrupted.digest.passages);
        break;
      }
      expect(new Set(paid).size).toBe(paid.length);
      expect(runs.length).toBeGreaterThan(1);
      expect(runs.length).toBeLessThan(40);
    } finally {
      await fake.close();
    }
  });
});
