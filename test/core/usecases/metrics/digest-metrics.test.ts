import { expect, it } from 'vitest';
import type { DigestDraft } from '../../../../src/core/domain/digest.ts';
import { VidigestError } from '../../../../src/core/domain/errors.ts';
import type { DigestVideo } from '../../../../src/core/usecases/digest-video.ts';
import { measuredDigestVideo } from '../../../../src/core/usecases/metrics/measured-digest-video.ts';
import { createManualClock } from '../../../support/manual-clock.ts';
import { createMemoryMetrics } from '../../../support/memory-metrics.ts';
import { sampleDigest } from '../../../support/sample-digest.ts';

const signal = new AbortController().signal;

function measured(work: (clock: ReturnType<typeof createManualClock>) => DigestVideo) {
  const clock = createManualClock();
  const metrics = createMemoryMetrics();
  const digestVideo = measuredDigestVideo(work(clock), { metrics, clock });
  return { metrics, call: () => digestVideo('aaaaaaaaaaa', 'de', { signal, onEvent: () => {} }) };
}

const draft = (tldr: string | null) => ({ kind: 'draft' as const, draft: { tldr } as DigestDraft });

it('times the stages, the TL;DR and the whole, and counts repairs', async () => {
  const { metrics, call } = measured((clock) => async (_id, _language, { onEvent }) => {
    await clock.advance(1_000);
    onEvent({ kind: 'stage', stage: 'outline', state: 'started' });
    onEvent(draft(null));
    await clock.advance(2_000);
    onEvent(draft('short'));
    await clock.advance(500);
    onEvent(draft('short'));
    onEvent({ kind: 'stage', stage: 'outline', state: 'done' });
    onEvent({ kind: 'repair', what: 'quote-dropped', count: 2 });
    onEvent({ kind: 'repair', what: 'quote-dropped', count: 1 });
    return sampleDigest();
  });
  await call();
  expect(metrics.told.filter(([series]) => series === 'tldr_seconds')).toEqual([['tldr_seconds', 3_000]]);
  expect(metrics.value('stage_seconds{stage=outline,outcome=done}')).toBe(2_500);
  expect(metrics.value('repairs{what=quote-dropped}')).toBe(3);
  expect(metrics.value('digest_seconds{outcome=model}')).toBe(3_500);
});

it('passes every event on, and the digest', async () => {
  const digest = sampleDigest();
  const work: DigestVideo = async (_id, _language, { onEvent }) => {
    onEvent({ kind: 'stage', stage: 'analysis', state: 'failed' });
    return digest;
  };
  const metrics = createMemoryMetrics();
  const heard: unknown[] = [];
  const digestVideo = measuredDigestVideo(work, { metrics, clock: createManualClock() });
  expect(await digestVideo('aaaaaaaaaaa', 'de', { signal, onEvent: (event) => heard.push(event) })).toBe(digest);
  expect(heard).toEqual([{ kind: 'stage', stage: 'analysis', state: 'failed' }]);
});

it('counts failures by cause, and a cancellation as none', async () => {
  const failing = measured(() => async () => {
    throw new Error('outer', { cause: new VidigestError('captions-none', 'none') });
  });
  await expect(failing.call()).rejects.toThrow('outer');
  expect(failing.metrics.value('failures{code=captions-none}')).toBe(1);
  expect(failing.metrics.value('digest_seconds{outcome=failed}')).toBe(0);

  const cancelled = measured(() => async () => {
    throw new VidigestError('cancelled', 'stopped');
  });
  await expect(cancelled.call()).rejects.toThrow('stopped');
  expect(cancelled.metrics.told).toEqual([['digest_seconds{outcome=cancelled}', 0]]);
});
