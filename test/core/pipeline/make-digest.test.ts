import { afterEach, describe, expect, it } from 'vitest';
import { errorCodeOf } from '../../../src/core/domain/errors.ts';
import type { LanguageModel } from '../../../src/core/ports/language-model.ts';
import type { FaultRule } from '../../fakes/claude/faults.ts';
import { type FakeClaude, startFakeClaude } from '../../fakes/fake-claude.ts';
import { make, modelOf } from '../../support/claude-pipeline.ts';
import { expectSound } from '../../support/digest-invariants.ts';
import { talk } from '../../support/talk.ts';

const open: FakeClaude[] = [];
async function fakeWith(...faults: FaultRule[]): Promise<FakeClaude> {
  const fake = await startFakeClaude({ faults });
  open.push(fake);
  return fake;
}
afterEach(async () => {
  await Promise.all(open.splice(0).map((fake) => fake.close()));
});

describe('makeDigest with a model', () => {
  it('makes every part, partitions lines and time, and counts coverage and usage', async () => {
    const fake = await fakeWith();
    const { digest } = await make(modelOf(fake), talk(20));
    expectSound(digest);
    expect(digest).toMatchObject({ method: 'model', language: 'zh-CN', fullText: 'translated', missing: [] });
    expect(digest.coverage.coveredLines).toBe(digest.lines.length);
    expect(digest.coverage.coveredMs).toBe(20 * 60_000);
    expect(digest.arguments.length).toBeGreaterThan(0);
    expect(digest.quotes.length).toBeGreaterThan(0);
    expect(digest.introduction).not.toBeNull();
    expect(digest.usage.map(({ stage }) => stage)).toEqual(['outline', 'analysis', 'translation']);
    expect(digest.usage.every(({ costUsd }) => (costUsd ?? 0) > 0)).toBe(true);
    expect(fake.stats().refusals).toEqual([]);
  });

  it('tells the TL;DR first, chapters one by one, and progress up to the end', async () => {
    const { events, digest } = await make(modelOf(await fakeWith()), talk(20));
    const drafts = events.flatMap((event) => (event.kind === 'draft' ? [event.draft] : []));
    expect(drafts[0]).toMatchObject({ title: digest.title, tldr: digest.tldr, chapters: [] });
    const counts = drafts.map(({ chapters }) => chapters.length);
    expect(counts).toEqual(counts.toSorted((a, b) => a - b));
    expect(drafts.at(-1)?.progress).toMatchObject({
      chaptersDone: digest.chapters.length,
      chapters: digest.chapters.length,
    });
  });

  it('starts the analysis and the translation before the outline is complete', async () => {
    const fake = await startFakeClaude({ ttftMs: 20, tokensPerSecond: 1_500 });
    open.push(fake);
    const calls: string[] = [];
    const model = modelOf(fake);
    const watched: LanguageModel = {
      ...model,
      async complete(request, options) {
        calls.push(`${request.stage} begins`);
        const answer = await model.complete(request, options);
        calls.push(`${request.stage} ends`);
        return answer;
      },
    };
    await make(watched, talk(30));
    const outlineEnds = calls.indexOf('outline ends');
    expect(calls.indexOf('analysis begins')).toBeLessThan(outlineEnds);
    expect(calls.indexOf('translation begins')).toBeLessThan(outlineEnds);
  });

  it('keeps the creator’s chapters, with their titles translated', async () => {
    const creatorChapters = [
      { startMs: 0, title: 'Hello' },
      { startMs: 300_000, title: 'The move' },
      { startMs: 610_000, title: 'Questions' },
    ];
    const { digest } = await make(modelOf(await fakeWith()), talk(15, { creatorChapters }));
    expectSound(digest);
    expect(digest.chapters.map(({ startMs }) => startMs)).toEqual([0, 300_000, 610_000]);
    expect(digest.chapters.every(({ title }) => /\p{Script=Han}/u.test(title))).toBe(true);
  });

  it('does not translate a talk in the target language but cleans it, and leaves a long one for later', async () => {
    const fake = await fakeWith();
    const same = await make(modelOf(fake), talk(10), { language: 'en-GB' });
    expectSound(same.digest);
    expect(same.digest).toMatchObject({ fullText: 'original' });
    expect(fake.stats().calls.translation).toBe(0);
    const later = await make(modelOf(fake), talk(10), { translate: false });
    expect(later.digest).toMatchObject({ fullText: 'none', passages: [], missing: [] });
    expect(fake.stats().calls.translation).toBe(0);
  });

  it.each(['missing', 'doubled', 'foreign', 'unordered'] as const)('mends an answer with %s lines', async (mistake) => {
    const { digest } = await make(
      modelOf(await fakeWith({ stage: 'translation', call: 2, fault: { kind: 'lines', mistake } })),
      talk(12),
    );
    expectSound(digest);
    expect(digest.coverage.coveredLines).toBe(digest.lines.length);
  });

  it('asks for missing lines alone, then in halves, and at last shows the source', async () => {
    const drop = (times: number): FaultRule => ({
      stage: 'translation',
      times,
      fault: { kind: 'rewrite', rewrite: () => '{"passages":[]}' },
    });
    const mended = await make(modelOf(await fakeWith(drop(2))), talk(4));
    expect(mended.repairs).toMatchObject({ 'chunk-halved': 1 });
    expect(mended.digest.coverage.coveredLines).toBe(mended.digest.lines.length);

    const lost = await make(modelOf(await fakeWith(drop(99))), talk(4));
    expectSound(lost.digest);
    expect(lost.digest.passages.every(({ state }) => state === 'source')).toBe(true);
    expect(lost.digest.coverage.coveredLines).toBe(0);
    expect(lost.digest.missing).toEqual(['translation']);
  });

  it.each(['condense', 'copy'] as const)('does not let a translation pass that is made to %s', async (kind) => {
    const fake = await fakeWith({ stage: 'translation', times: 999, fault: { kind } });
    const { digest, repairs } = await make(modelOf(fake), talk(8));
    expectSound(digest);
    expect(digest.coverage.coveredLines).toBe(0);
    expect(digest.passages.every(({ state, problems }) => state === 'doubtful' && problems.length > 0)).toBe(true);
    expect(repairs['passage-doubtful']).toBe(digest.passages.length);
  });

  it('takes the second answer when the first was a summary', async () => {
    const fake = await fakeWith({ stage: 'translation', times: 1, fault: { kind: 'condense' } });
    const { digest, repairs } = await make(modelOf(fake), talk(4));
    expect(repairs['passage-asked-again']).toBeGreaterThan(0);
    expect(digest.coverage.coveredLines).toBe(digest.lines.length);
    const again = fake.requests.find(({ body }) => JSON.stringify(body).includes('An earlier answer was doubted'));
    expect(again).toBeDefined();
  });

  it.each([
    ['a refusal', { kind: 'refusal' }],
    ['a truncated answer', { kind: 'truncate', afterTokens: 60 }],
    ['fences and prose', { kind: 'fences' }],
    ['a broken stream', { kind: 'destroy', afterTokens: 20 }],
    ['an overload', { kind: 'status', status: 529 }],
  ] as const)('survives %s of one chunk', async (_name, fault) => {
    const { digest } = await make(modelOf(await fakeWith({ stage: 'translation', call: 2, fault })), talk(12));
    expectSound(digest);
    expect(digest.coverage.coveredLines).toBe(digest.lines.length);
  });

  it('goes on without the analysis, and says so', async () => {
    const fault: FaultRule = { stage: 'analysis', times: 9, fault: { kind: 'refusal' } };
    const { digest } = await make(modelOf(await fakeWith(fault)), talk(8));
    expectSound(digest);
    expect(digest).toMatchObject({ missing: ['analysis'], arguments: [], introduction: null });
    expect(digest.coverage.coveredLines).toBe(digest.lines.length);
  });

  it('outlines by itself when the model declines to', async () => {
    const fault: FaultRule = { stage: 'outline', times: 9, fault: { kind: 'refusal' } };
    const { digest } = await make(modelOf(await fakeWith(fault)), talk(8));
    expectSound(digest);
    expect(digest.missing).toContain('outline');
    expect(digest.tldr).not.toBe('');
    expect(digest.coverage.coveredLines).toBe(digest.lines.length);
  });

  it('ends with the cause when there is no model to be had', async () => {
    const down: FaultRule = { times: 99, fault: { kind: 'status', status: 529 } };
    const failed = await make(modelOf(await fakeWith(down)), talk(5)).catch((error: unknown) => error);
    expect(errorCodeOf(failed)).toBe('model-overloaded');
  });

  it('drops quotes that nobody said', async () => {
    const rewrite = (text: string): string =>
      text.replace(/"source":"[^"]*"/g, '"source":"words that were never spoken by anyone at all"');
    const { digest, repairs } = await make(
      modelOf(await fakeWith({ stage: 'analysis', times: 9, fault: { kind: 'rewrite', rewrite } })),
      talk(8),
    );
    expect(digest.quotes).toEqual([]);
    expect(repairs['quote-dropped']).toBeGreaterThan(0);
  });

  it('outlines and analyses a talk longer than the model’s room in windows', async () => {
    const fake = await fakeWith();
    const { digest } = await make(modelOf(fake, { contextTokens: 24_000 }), talk(120));
    expectSound(digest);
    expect(fake.stats().calls.outline).toBeGreaterThan(1);
    expect(fake.stats().calls.join).toBe(1);
    expect(digest.coverage.coveredLines).toBe(digest.lines.length);
    expect(digest.chapters.length).toBeLessThanOrEqual(25);
  });

  it('keeps the cost linear: a ten-hour talk reads each window once', async () => {
    const fake = await fakeWith();
    const { digest } = await make(modelOf(fake), talk(600));
    expectSound(digest);
    const { calls } = fake.stats();
    const perHour =
      digest.usage.reduce((sum, { inputTokens, cacheWriteTokens }) => sum + inputTokens + cacheWriteTokens, 0) / 10;
    const hour = (await make(modelOf(await fakeWith()), talk(60))).digest;
    const oneHour = hour.usage.reduce(
      (sum, { inputTokens, cacheWriteTokens }) => sum + inputTokens + cacheWriteTokens,
      0,
    );
    expect(perHour).toBeLessThan(oneHour * 1.1);
    expect(calls.translation).toBeGreaterThan(100);
  });

  it('stops all calls when cancelled', async () => {
    const fake = await startFakeClaude({ ttftMs: 30, tokensPerSecond: 200 });
    open.push(fake);
    const stop = new AbortController();
    const work = make(modelOf(fake), talk(20), { signal: stop.signal });
    setTimeout(() => stop.abort(new Error('enough')), 100);
    await expect(work).rejects.toThrow();
    const before = fake.requests.length;
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(fake.requests.length).toBe(before);
  });
});

describe('makeDigest without a model', () => {
  it('is extractive and says so', async () => {
    const { digest } = await make(null, talk(12));
    expectSound(digest);
    expect(digest).toMatchObject({ method: 'extractive', language: 'en', fullText: 'original' });
  });

  it('refuses what holds hardly any speech', async () => {
    const music = talk(10);
    const captions = { ...music.captions, cues: music.captions.cues.filter((_, index) => index % 15 === 0) };
    const failed = await make(null, { ...music, captions }).catch((error: unknown) => error);
    expect(errorCodeOf(failed)).toBe('hardly-any-speech');
  });
});
