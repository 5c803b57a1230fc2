import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import type { Digest } from '../../../src/core/domain/digest.ts';
import { detailsState, fullTextState, type ThreadRoom } from '../../../src/core/usecases/shown-parts.ts';
import { formatReply } from '../../../src/formatters/slack/format-reply.ts';
import { createJobRunner, type JobRunner, messageIn } from '../../support/job-runner.ts';
import { testSettings } from '../../support/memory-answers.ts';
import { longDigest, sampleDigest } from '../../support/sample-digest.ts';

const slack: ThreadRoom = {
  measure: (reply) => formatReply(reply, { containers: true }).length,
  unaskedMessages: 4,
  unaskedTextMessages: 2,
};

/** A talk of some minutes that makes so many points, each as long as a model may make it. */
function arguing(minutes: number, points: number): Digest {
  const [argument] = sampleDigest().arguments;
  if (argument === undefined) throw new Error('the sample makes no point');
  return {
    ...longDigest(minutes),
    arguments: Array(points).fill({ ...argument, content: argument.content.repeat(20) }),
  };
}

function unasked(digest: Digest): { details: number; text: number } {
  const details = detailsState(slack, 'all', digest).messages;
  const state = fullTextState({ facts: slack, settings: testSettings, scope: 'all', textUsd: () => null }, digest);
  const text = state.kind === 'posted' ? slack.measure({ kind: 'full-text', language: 'zh-CN', digest }) : 0;
  return { details, text };
}

describe('what is posted unasked', () => {
  it('is four messages at most, however long the talk and however much it says', () => {
    const sizes = fc.tuple(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 0, max: 60 }));
    fc.assert(
      fc.property(sizes, ([minutes, points]) => {
        const { details, text } = unasked(arguing(minutes, points));
        expect(1 + details + text).toBeLessThanOrEqual(4);
        expect(text).toBeLessThanOrEqual(2);
      }),
      { numRuns: 30 },
    );
  });

  it('lets go of the text first, and then of the details', () => {
    const posted = [5, 25, 60].map((points) => unasked(arguing(20, points)));
    expect(posted).toEqual([
      { details: 1, text: 1 },
      { details: 3, text: 0 },
      { details: 0, text: 1 },
    ]);
  });
});

describe('an answer with many arguments', () => {
  let runner: JobRunner;
  afterEach(() => runner.close());

  const rest = { details: 'posted', fullText: { kind: 'posted' } };
  it.each([
    { details: 1, text: 2, said: ['overview', 'details', 'full-text'], overview: rest },
    { details: 2, text: 2, said: ['overview', 'details'], overview: { ...rest, fullText: { kind: 'offered' } } },
    { details: 3, text: 1, said: ['overview', 'details'], overview: { ...rest, fullText: { kind: 'offered' } } },
    { details: 4, text: 2, said: ['overview', 'full-text'], overview: { ...rest, details: 'offered' } },
  ])('says $said where details take $details messages and the text $text, and offers what is left', async (each) => {
    runner = await createJobRunner(async () => sampleDigest());
    Object.assign(runner.surface, { detailsMessages: each.details, fullTextMessages: each.text });
    const { jobKey } = await runner.ask(messageIn('C1', '1'));
    await runner.run(jobKey);
    expect(runner.surface.thread.map(({ reply }) => reply.kind)).toEqual(each.said);
    expect(runner.surface.thread[0]?.reply).toMatchObject(each.overview);
  });
});
