import { afterEach, describe, expect, it } from 'vitest';
import { createSqliteStore } from '../../../src/adapters/store/sqlite-store.ts';
import { type ErrorCode, VidigestError } from '../../../src/core/domain/errors.ts';
import type { Store } from '../../../src/core/ports/store.ts';
import type { SourceVideo, TranscriptSource } from '../../../src/core/ports/transcript-source.ts';
import { createBreakerSource } from '../../../src/core/usecases/source-breaker.ts';
import { createManualClock } from '../../support/manual-clock.ts';
import { createQuietLogger } from '../../support/quiet-logger.ts';
import { talk } from '../../support/talk.ts';

const minute = 60_000;
const found: SourceVideo = talk(1);
const { signal } = new AbortController();
const stores: Store[] = [];
afterEach(async () => {
  for (const store of stores.splice(0)) await store.close();
});

async function setUp() {
  const clock = createManualClock();
  const logger = createQuietLogger();
  const store = await createSqliteStore({ file: ':memory:', clock, logger });
  stores.push(store);
  const youtube = { fetches: 0, answer: async (): Promise<SourceVideo> => found };
  const source: TranscriptSource = {
    fetch() {
      youtube.fetches += 1;
      return youtube.answer();
    },
  };
  const { traits, leases } = store;
  /** Workers in processes of their own share nothing but the store. */
  const worker = (owner: string, before: () => Promise<void> = async () => {}) => {
    const take: typeof leases.take = async (...terms) => {
      await before();
      return leases.take(...terms);
    };
    const breaker = createBreakerSource(
      { source, traits, leases: { ...leases, take }, clock, logger },
      { owner, pauseMs: 10 * minute, longestPauseMs: 60 * minute },
    );
    return () => breaker.fetch('abcdefghijk', { signal });
  };
  const refuse = (code: ErrorCode = 'youtube-blocked') => {
    youtube.answer = () => Promise.reject(new VidigestError(code, 'no', { reason: 'not a bot' }));
  };
  const allow = () => {
    youtube.answer = async () => found;
  };
  return { clock, youtube, worker, refuse, allow };
}

const failure = async (fetch: () => Promise<unknown>): Promise<unknown> => {
  try {
    await fetch();
  } catch (error) {
    return error;
  }
  throw new Error('the fetch was expected to fail');
};

describe('createBreakerSource', () => {
  it('passes fetches and failures on while nobody refuses', async () => {
    const { youtube, worker, refuse } = await setUp();
    const fetch = worker('a');
    expect(await fetch()).toBe(found);
    refuse('video-private');
    expect(await failure(fetch)).toMatchObject({ code: 'video-private' });
    expect(await failure(fetch)).toMatchObject({ code: 'video-private' });
    expect(youtube.fetches).toBe(3);
  });

  it('leaves YouTube alone after a block, in every worker, and says until when', async () => {
    const { clock, youtube, worker, refuse, allow } = await setUp();
    refuse();
    const untilMs = clock.now() + 10 * minute;
    expect(await failure(worker('a'))).toMatchObject({
      code: 'youtube-blocked',
      retryAtMs: untilMs,
      reason: 'not a bot',
    });
    allow();
    await clock.advance(10 * minute - 1);
    for (const owner of ['a', 'b']) {
      expect(await failure(worker(owner))).toMatchObject({ code: 'youtube-blocked', retryAtMs: untilMs });
    }
    expect(youtube.fetches).toBe(1);
  });

  it('then sends one probe, and lets the others go on with what it finds', async () => {
    const { clock, youtube, worker, refuse } = await setUp();
    refuse();
    await failure(worker('a'));
    await clock.advance(10 * minute);
    const probe = Promise.withResolvers<SourceVideo>();
    youtube.answer = () => probe.promise;
    const fetches = ['a', 'b', 'c'].map((owner) => worker(owner)());
    await clock.untilSleeping(2);
    await expect.poll(() => youtube.fetches).toBe(2);
    await clock.advance(5_000);
    expect(youtube.fetches).toBe(2);
    probe.resolve(found);
    await clock.advance(2_000);
    expect(await Promise.all(fetches)).toEqual([found, found, found]);
    expect(youtube.fetches).toBe(4);
  });

  it('doubles the pause with each block in a row, up to the longest, and forgets when let in', async () => {
    const { clock, worker, refuse, allow } = await setUp();
    const fetch = worker('a');
    refuse();
    const pauses: number[] = [];
    for (let block = 0; block < 5; block += 1) {
      const error = await failure(fetch);
      const untilMs = error instanceof VidigestError ? (error.retryAtMs ?? 0) : 0;
      pauses.push((untilMs - clock.now()) / minute);
      await clock.advance(untilMs - clock.now());
    }
    expect(pauses).toEqual([10, 20, 40, 60, 60]);
    allow();
    await fetch();
    refuse();
    expect(await failure(fetch)).toMatchObject({ retryAtMs: clock.now() + 10 * minute });
  });

  it('counts fetches that were refused side by side as one block', async () => {
    const { clock, youtube, worker, refuse } = await setUp();
    refuse();
    const errors = await Promise.all(['a', 'b', 'c'].map((owner) => failure(worker(owner))));
    expect(youtube.fetches).toBe(3);
    for (const error of errors) expect(error).toMatchObject({ retryAtMs: clock.now() + 10 * minute });
  });

  it('does not prolong a pause for a fetch that had begun before it', async () => {
    const { clock, youtube, worker, refuse } = await setUp();
    const slow = Promise.withResolvers<SourceVideo>();
    youtube.answer = () => slow.promise;
    const late = failure(worker('slow'));
    await expect.poll(() => youtube.fetches).toBe(1);
    refuse();
    const untilMs = clock.now() + 10 * minute;
    await failure(worker('a'));
    await clock.advance(5 * minute);
    slow.reject(new VidigestError('youtube-blocked', 'no'));
    expect(await late).toMatchObject({ retryAtMs: untilMs });
    expect(await failure(worker('b'))).toMatchObject({ retryAtMs: untilMs });
  });

  it('sends no second probe for one who had looked before the first came back', async () => {
    const { clock, youtube, worker, refuse } = await setUp();
    refuse();
    await failure(worker('a'));
    await clock.advance(10 * minute);
    const gate = Promise.withResolvers<void>();
    const second = failure(worker('slow', () => gate.promise));
    await new Promise(setImmediate);
    await failure(worker('a'));
    gate.resolve();
    expect(await second).toMatchObject({ code: 'youtube-blocked', retryAtMs: clock.now() + 20 * minute });
    expect(youtube.fetches).toBe(2);
  });

  it.each<[ErrorCode, boolean]>([
    ['video-private', true],
    ['captions-none', true],
    ['youtube-unreachable', false],
    ['youtube-consent', false],
  ])('a probe that meets %s: let in %s', async (code, letIn) => {
    const { clock, youtube, worker, refuse } = await setUp();
    refuse();
    await failure(worker('a'));
    await clock.advance(10 * minute);
    refuse(code);
    expect(await failure(worker('a'))).toMatchObject({ code });
    const answer = Promise.withResolvers<SourceVideo>();
    youtube.answer = () => answer.promise;
    const both = ['a', 'b'].map((owner) => worker(owner)());
    await expect.poll(() => youtube.fetches).toBe(letIn ? 4 : 3);
    answer.resolve(found);
    await clock.advance(3_000);
    await Promise.all(both);
  });

  it('sends another probe when one has died', async () => {
    const { clock, youtube, worker, refuse } = await setUp();
    refuse();
    await failure(worker('a'));
    await clock.advance(10 * minute);
    youtube.answer = () => new Promise(() => {});
    void worker('dead')();
    await expect.poll(() => youtube.fetches).toBe(2);
    youtube.answer = async () => found;
    const waiting = worker('b')();
    await clock.untilSleeping();
    await clock.advance(61_000);
    expect(await waiting).toBe(found);
  });
});
