import { beforeEach, describe, expect, it } from 'vitest';
import type { AnswerMemory } from '../../src/core/ports/answer-memory.ts';
import type { ModelAnswer } from '../../src/core/ports/language-model.ts';
import type { OpenBench } from './bench.ts';

function answer(text: string): ModelAnswer {
  const usage = { inputTokens: 1, outputTokens: 2, cacheWriteTokens: 3, cacheReadTokens: 4 };
  return { text, stop: 'complete', usage };
}

/** What every memory of answers owes its callers. */
export function describeAnswerMemoryContract(name: string, open: OpenBench): void {
  describe(`${name} keeps the contract of answers`, () => {
    let answers: AnswerMemory;
    beforeEach(async () => {
      ({ answers } = (await open()).store);
    });

    it('gives an answer back as it was', async () => {
      expect(await answers.recall('job', 'call')).toEqual([]);
      await answers.remember('job', 'call', 0, answer('“全部” \\ 😀 \u0001'));
      expect(await answers.recall('job', 'call')).toEqual([answer('“全部” \\ 😀 \u0001')]);
    });

    it('gives several answers to a call in their order', async () => {
      for (const nth of [10, 2, 0, 1]) await answers.remember('job', 'call', nth, answer(`${nth}`));
      expect((await answers.recall('job', 'call')).map(({ text }) => text)).toEqual(['0', '1', '2', '10']);
    });

    it('keeps the first answer of a number', async () => {
      await answers.remember('job', 'call', 0, answer('first'));
      await answers.remember('job', 'call', 0, answer('second'));
      expect(await answers.recall('job', 'call')).toEqual([answer('first')]);
    });

    it('keeps jobs and calls apart', async () => {
      await answers.remember('job', 'call', 0, answer('one'));
      expect(await answers.recall('job', 'other')).toEqual([]);
      expect(await answers.recall('other', 'call')).toEqual([]);
    });

    it('forgets one job alone', async () => {
      await answers.remember('job', 'call', 0, answer('one'));
      await answers.remember('job', 'other', 0, answer('two'));
      await answers.remember('another', 'call', 0, answer('three'));
      await answers.forget('job');
      expect(await answers.recall('job', 'call')).toEqual([]);
      expect(await answers.recall('job', 'other')).toEqual([]);
      expect(await answers.recall('another', 'call')).toEqual([answer('three')]);
      await answers.forget('job');
    });

    it('takes many at once', async () => {
      const calls = Array.from({ length: 20 }, (_, index) => `call ${index}`);
      await Promise.all(calls.map((call) => answers.remember('job', call, 0, answer('x'.repeat(50_000)))));
      const found = await Promise.all(calls.map((call) => answers.recall('job', call)));
      expect(found.map((each) => each.length)).toEqual(calls.map(() => 1));
    });
  });
}
