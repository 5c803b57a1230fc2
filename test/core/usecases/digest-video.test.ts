import { afterEach, describe, expect, it } from 'vitest';
import { createSystemClock } from '../../../src/adapters/clock/system-clock.ts';
import { createSqliteStore } from '../../../src/adapters/store/sqlite-store.ts';
import { errorCodeOf, VidigestError } from '../../../src/core/domain/errors.ts';
import type { DigestEvent } from '../../../src/core/pipeline/digest-events.ts';
import type { LanguageModel } from '../../../src/core/ports/language-model.ts';
import type { Store } from '../../../src/core/ports/store.ts';
import type { TranscriptSource } from '../../../src/core/ports/transcript-source.ts';
import { createDigestVideo } from '../../../src/core/usecases/digest-video.ts';
import type { FaultRule } from '../../fakes/claude/faults.ts';
import { type FakeClaude, startFakeClaude } from '../../fakes/fake-claude.ts';
import { modelOf } from '../../support/claude-pipeline.ts';
import { createQuietLogger } from '../../support/quiet-logger.ts';
import { talk } from '../../support/talk.ts';

const open: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

interface World {
  readonly digestVideo: ReturnType<typeof createDigestVideo>;
  readonly fake: FakeClaude;
  readonly store: Store;
  fetches: number;
}

async function world(
  options: { model?: LanguageModel | null; faults?: FaultRule[]; timeoutMs?: number; ttftMs?: number } = {},
): Promise<World> {
  const fake = await startFakeClaude({ faults: options.faults ?? [], ttftMs: options.ttftMs ?? 0 });
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
      return talk(6);
    },
  };
  const model = options.model === undefined ? modelOf(fake) : options.model;
  const settings = { translateUpToMs: 3_600_000, timeoutMs: options.timeoutMs ?? 60_000 };
  const digestVideo = createDigestVideo({ source, model, store, clock, logger }, settings);
  const made: World = { digestVideo, fake, store, fetches: 0 };
  return made;
}

const quiet = { signal: new AbortController().signal, onEvent: () => {} };
const posts = (fake: FakeClaude): number => fake.requests.filter(({ method }) => method === 'POST').length;

describe('createDigestVideo', () => {
  it('makes a digest once for all who ask meanwhile, each hearing of its progress', async () => {
    const { digestVideo, fake } = await world({ ttftMs: 20 });
    const heard: DigestEvent[][] = [[], []];
    const asks = heard.map((events) =>
      digestVideo('abcdefghijk', 'zh-CN', { ...quiet, onEvent: (event) => events.push(event) }),
    );
    const [one, two] = await Promise.all(asks);
    expect(one).toBe(two);
    expect(fake.stats().calls.outline).toBe(1);
    for (const events of heard) expect(events.some(({ kind }) => kind === 'draft')).toBe(true);
  });

  it('serves a kept digest without a call, and a second language from the same captions', async () => {
    const made = await world();
    const first = await made.digestVideo('abcdefghijk', 'zh-CN', quiet);
    const calls = posts(made.fake);
    expect(await made.digestVideo('abcdefghijk', 'zh-CN', quiet)).toEqual(first);
    expect(posts(made.fake)).toBe(calls);
    const other = await made.digestVideo('abcdefghijk', 'fr', quiet);
    expect(other.language).toBe('fr');
    expect(made.fetches).toBe(1);
  });

  it('does not keep a digest with a failed part', async () => {
    const made = await world({ faults: [{ stage: 'analysis', times: 2, fault: { kind: 'refusal' } }] });
    expect((await made.digestVideo('abcdefghijk', 'zh-CN', quiet)).missing).toEqual(['analysis']);
    expect((await made.digestVideo('abcdefghijk', 'zh-CN', quiet)).missing).toEqual([]);
  });

  it('goes on for those who stay when one leaves, and stops when nobody waits', async () => {
    const { digestVideo, fake } = await world({ ttftMs: 150 });
    const leaving = new AbortController();
    const left = digestVideo('abcdefghijk', 'zh-CN', { ...quiet, signal: leaving.signal });
    const stayed = digestVideo('abcdefghijk', 'zh-CN', quiet);
    await expect.poll(() => posts(fake)).toBeGreaterThan(0);
    leaving.abort(new VidigestError('cancelled', 'left'));
    expect(errorCodeOf(await left.catch((error: unknown) => error))).toBe('cancelled');
    expect((await stayed).missing).toEqual([]);

    const alone = new AbortController();
    const work = digestVideo('ABCDEFGHIJK', 'fr', { ...quiet, signal: alone.signal });
    const before = posts(fake);
    await expect.poll(() => posts(fake)).toBeGreaterThan(before);
    alone.abort(new VidigestError('cancelled', 'left'));
    await expect(work).rejects.toThrow('left');
    const after = posts(fake);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(posts(fake)).toBe(after);
  });

  it('ends a digest that takes too long', async () => {
    const { digestVideo } = await world({ timeoutMs: 200, ttftMs: 3_000 });
    const failed = await digestVideo('abcdefghijk', 'zh-CN', quiet).catch((error: unknown) => error);
    expect(errorCodeOf(failed)).toBe('model-timeout');
  });

  it('makes an extractive digest without a model, and a better one once there is one', async () => {
    const without = await world({ model: null });
    const extractive = await without.digestVideo('abcdefghijk', 'zh-CN', quiet);
    expect(extractive.method).toBe('extractive');
    expect(await without.digestVideo('abcdefghijk', 'zh-CN', quiet)).toEqual(extractive);
  });
});
