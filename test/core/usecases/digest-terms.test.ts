import { afterEach, describe, expect, it } from 'vitest';
import { createSystemClock } from '../../../src/adapters/clock/system-clock.ts';
import { createSqliteStore } from '../../../src/adapters/store/sqlite-store.ts';
import { defaultPrices } from '../../../src/core/domain/prices.ts';
import type { Video } from '../../../src/core/domain/video.ts';
import type { Store } from '../../../src/core/ports/store.ts';
import type { TranscriptSource } from '../../../src/core/ports/transcript-source.ts';
import { createDigestVideo, type RunMoney } from '../../../src/core/usecases/digest-video.ts';
import { createEstimates } from '../../../src/core/usecases/estimate-digests.ts';
import type { PaidWork } from '../../../src/core/usecases/paid-run.ts';
import type { TextWish } from '../../../src/core/usecases/text-wish.ts';
import { type FakeClaude, startFakeClaude } from '../../fakes/fake-claude.ts';
import { modelOf } from '../../support/claude-pipeline.ts';
import { messageIn } from '../../support/job-runner.ts';
import { createQuietLogger } from '../../support/quiet-logger.ts';
import { talk } from '../../support/talk.ts';

const id = 'abcdefghijk';
const { signal } = new AbortController();
const open: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

interface World {
  readonly fake: FakeClaude;
  readonly store: Store;
  readonly paid: PaidWork[];
  readonly served: string[];
  /** Videos that were fetched, by owner or not. */
  fetches: number;
  /** Whether there is money. */
  rich: boolean;
  readonly digest: (text: TextWish, owner?: string) => ReturnType<ReturnType<typeof createDigestVideo>>;
}

async function world(facts: Partial<Video> = {}, translateUpToMs = 60_000): Promise<World> {
  const fake = await startFakeClaude();
  const clock = createSystemClock();
  const logger = createQuietLogger();
  const store = await createSqliteStore({ file: ':memory:', clock, logger });
  open.push(
    () => fake.close(),
    () => store.close(),
  );
  const source: TranscriptSource = {
    async fetch() {
      made.fetches += 1;
      const { video, captions } = talk(6);
      return { video: { ...video, id, ...facts }, captions };
    },
  };
  const money: RunMoney = {
    async begin(model, _charge, work) {
      made.paid.push(work);
      const notice = { reason: 'day', limitUsd: 0, spentUsd: 0, estimateUsd: 1, resetsAtMs: 0 } as never;
      return { model: made.rich ? model : null, notice: made.rich ? null : notice, async settle() {} };
    },
    served: async ({ key }) => void made.served.push(key),
  };
  const digestVideo = createDigestVideo(
    { source, model: modelOf(fake), money, store, clock, logger },
    { translateUpToMs, timeoutMs: 60_000 },
  );
  const made: World = {
    fake,
    store,
    paid: [],
    served: [],
    fetches: 0,
    rich: true,
    digest: (text, owner = 'slack/T1') => {
      const plan = async () => ({ text, charge: { ref: messageIn('C1', '1'), key: owner } });
      return digestVideo(id, 'zh-CN', { signal, onEvent: () => {}, plan, owner });
    },
  };
  return made;
}
const calls = ({ fake }: World) => fake.stats().calls;

describe('a digest without its full text', () => {
  it.each(['auto', 'never'] as const)('is what a long talk gets: %s', async (text) => {
    const made = await world();
    const digest = await made.digest(text);
    expect(digest).toMatchObject({ fullText: 'none', passages: [], missing: [] });
    await made.digest('never');
    await made.digest('auto');
    expect(calls(made)).toMatchObject({ outline: 1 });
    expect(made.served).toHaveLength(2);
  });

  it('is given it when somebody wants it: all else stays, and is paid once', async () => {
    const made = await world();
    const before = await made.digest('auto');
    const { outline, analysis } = calls(made);
    const after = await made.digest('always');
    expect(after).toMatchObject({ fullText: 'translated', tldr: before.tldr, chapters: before.chapters, missing: [] });
    expect(after.passages.length).toBeGreaterThan(0);
    expect(calls(made)).toMatchObject({ outline, analysis });
    expect(made.paid).toMatchObject([{ translate: false }, { digest: { fullText: 'none' } }]);
    expect(after.usage.map(({ stage }) => stage)).toEqual(['outline', 'analysis', 'translation']);
    const translations = calls(made).translation;
    expect(await made.digest('never')).toEqual(after);
    expect(await made.digest('always')).toEqual(after);
    expect(calls(made).translation).toBe(translations);
  });

  it('stays as it is where there is no money', async () => {
    const made = await world();
    const before = await made.digest('never');
    made.rich = false;
    expect(await made.digest('always')).toEqual(before);
    made.rich = true;
    expect(await made.digest('always')).toMatchObject({ fullText: 'translated' });
  });

  it('costs less to complete than to make whole', async () => {
    const made = await world();
    const { store, fake } = made;
    const free = { ...defaultPrices, models: {} };
    const settings = { store, model: modelOf(fake), prices: defaultPrices, translateUpToMs: 60_000 };
    const { textUsd, digestsUsd } = createEstimates(settings);
    const order = { videoIds: [id, 'unknown0000'], language: 'zh-CN', owner: 'slack/T1', text: 'always' } as const;
    const unknown = (await digestsUsd({ ...order, videoIds: ['unknown0000'] })) ?? 0;
    expect(await digestsUsd({ ...order, text: 'never' })).toBeLessThan(2 * unknown);
    const digest = await made.digest('never');
    expect(await digestsUsd(order)).toBe(unknown);
    const costUsd = textUsd(digest) ?? 0;
    expect(costUsd).toBeGreaterThan(0);
    await store.digests.forget({ videoId: id, language: 'zh-CN', promptVersion: digest.promptVersion });
    expect(((await digestsUsd(order)) ?? 0) - unknown).toBeGreaterThan(costUsd);
    expect(textUsd({ ...digest, method: 'extractive' })).toBeNull();
    expect(createEstimates({ ...settings, model: null }).textUsd(digest)).toBeNull();
    expect(await createEstimates({ ...settings, model: null }).digestsUsd(order)).toBeNull();
    expect(await createEstimates({ ...settings, prices: free }).digestsUsd(order)).toBeNull();
    expect(createEstimates({ ...settings, prices: free }).textUsd(digest)).toBe(0);
  });
});

describe('a plan', () => {
  it('is asked with the video before anything is paid, and may call it off', async () => {
    const made = await world();
    const reason = new Error('nobody wants it');
    const digestVideo = made.digest;
    await digestVideo('never');
    const again = createDigestVideo(
      {
        source: { fetch: () => Promise.reject(new Error('kept')) },
        model: modelOf(made.fake),
        store: made.store,
        clock: createSystemClock(),
        logger: createQuietLogger(),
      },
      { translateUpToMs: 1, timeoutMs: 60_000 },
    );
    const seen: string[] = [];
    const plan = async (video: Video) => {
      seen.push(video.id);
      throw reason;
    };
    await expect(again(id, 'fr', { signal, onEvent: () => {}, plan })).rejects.toBe(reason);
    await expect(again(id, 'zh-CN', { signal, onEvent: () => {}, plan })).rejects.toBe(reason);
    expect(seen).toEqual([id, id]);
    expect(calls(made).outline).toBe(1);
  });
});

describe('what is made of an unlisted video', () => {
  it('is kept for one workspace: another one starts from nothing', async () => {
    const made = await world({ unlisted: true });
    await made.digest('never');
    await made.digest('never');
    expect([made.fetches, calls(made).outline]).toEqual([1, 1]);
    await made.digest('never', 'slack/T2');
    expect([made.fetches, calls(made).outline]).toEqual([2, 2]);
    const { promptVersion } = await made.digest('never');
    expect(await made.store.digests.find({ videoId: id, language: 'zh-CN', promptVersion })).toBeNull();
    expect(await made.store.transcripts.find(id)).toBeNull();
  });

  it('is not taken from what was kept for all before', async () => {
    const made = await world({ unlisted: true });
    const digest = await made.digest('never');
    await made.store.digests.save({ videoId: id, language: 'zh-CN', promptVersion: digest.promptVersion }, digest);
    await made.digest('never', 'slack/T2');
    expect(calls(made).outline).toBe(2);
  });

  it('of a public one is shared by all', async () => {
    const made = await world();
    await made.digest('never');
    await made.digest('never', 'discord/9');
    expect([made.fetches, calls(made).outline]).toEqual([1, 1]);
  });
});
