import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSqliteStore } from '../../../src/adapters/store/sqlite-store.ts';
import { VidigestError } from '../../../src/core/domain/errors.ts';
import type { PostRef } from '../../../src/core/domain/reply.ts';
import type { Lease } from '../../../src/core/ports/lease-store.ts';
import type { LookUp, Outbox, OutboxStore, RemoteWrite, Slot } from '../../../src/core/ports/outbox.ts';
import type { Store } from '../../../src/core/ports/store.ts';
import { createOutbox } from '../../../src/core/usecases/outbox.ts';
import { createManualClock, type ManualClock } from '../../support/manual-clock.ts';
import { createMemoryLogger, type MemoryLogger } from '../../support/memory-logger.ts';
import { runningOn } from '../../support/running-clock.ts';

const ttlMs = 30_000;
const writeTimeoutMs = 10_000;
const settleMs = 3_000;
const refusedMs = 30_000;
const never = new AbortController().signal;

let store: Store;
let clock: ManualClock;
let logger: MemoryLogger;
let platform: Platform;
beforeEach(async () => {
  clock = createManualClock();
  logger = createMemoryLogger();
  store = await createSqliteStore({ file: ':memory:', clock, logger });
  platform = createPlatform();
});
afterEach(() => store.close());

/** A chat platform: what stands there, and what it does next. */
interface Platform {
  readonly messages: { readonly key: string; readonly post: PostRef }[];
  readonly calls: string[];
  lookUps: 'allowed' | 'refused' | 'failing';
  remote(): RemoteWrite;
  arrive(key: string): PostRef;
}

class Refusal extends Error {}

function createPlatform(): Platform {
  const made: Platform = {
    messages: [],
    calls: [],
    lookUps: 'allowed',
    arrive(key) {
      const post = { channel: 'C1', message: `m${made.messages.length + 1}` };
      made.messages.push({ key, post });
      return post;
    },
    remote: () => ({
      async write(key) {
        made.calls.push('write');
        return made.arrive(key);
      },
      async lookUp(key): Promise<LookUp> {
        made.calls.push('lookUp');
        if (made.lookUps === 'failing') throw new Error('the platform is away');
        if (made.lookUps === 'refused') return { kind: 'refused' };
        const found = made.messages.find((message) => message.key === key);
        return found === undefined ? { kind: 'absent' } : { kind: 'found', post: found.post };
      },
      isRefusal: (error) => error instanceof Refusal,
    }),
  };
  return made;
}

type Step = 'find' | 'intend' | 'write' | 'settle' | 'withdraw' | 'lookUp';
type Accident = 'crash before' | 'crash after' | 'fails before' | 'fails after';
/** What befalls the first time that a process takes a step. */
interface Fault {
  readonly step: Step;
  readonly accident: Accident;
}

/** One process of the bot, and how it ends. */
interface Worker {
  readonly outbox: Outbox;
  readonly slot: Slot;
  readonly lease: Lease;
  readonly died: Promise<'died'>;
  remote(base?: RemoteWrite): RemoteWrite;
  readonly inDoubt: () => number;
}

async function startWorker(key: string, fault: Fault | null = null, alone = false): Promise<Worker> {
  const lease = await store.leases.take('job', { owner: key, ttlMs });
  if (lease === null) throw new Error('the job is taken');
  const { promise: died, resolve: die } = Promise.withResolvers<'died'>();
  let dead = false;
  let pending = fault;
  const silence = new Promise<never>(() => {});
  const crash = () => {
    dead = true;
    die('died');
    return silence;
  };
  const step = async <T>(name: Step, work: () => Promise<T>): Promise<T> => {
    if (dead) return silence;
    const accident = pending?.step === name ? pending.accident : null;
    if (accident !== null) pending = null;
    if (accident === 'crash before') return crash();
    const failure = isRemote(name) ? new Error('connection reset') : new VidigestError('store-failed', 'no database');
    if (accident === 'fails before') throw failure;
    const result = await work();
    if (accident === 'crash after') return crash();
    if (accident === 'fails after') throw failure;
    return result;
  };
  const faulty: OutboxStore = {
    find: (each) => step('find', () => store.outbox.find(each)),
    intend: (slot, attempt) => step('intend', () => store.outbox.intend(slot, attempt)),
    settle: (slot, post) => step('settle', () => store.outbox.settle(slot, post)),
    withdraw: (each, attempt) => step('withdraw', () => store.outbox.withdraw(each, attempt)),
  };
  let inDoubt = 0;
  const onInDoubt = () => {
    inDoubt += 1;
  };
  const settings = { alone, writeTimeoutMs, settleMs, refusedMs };
  return {
    outbox: createOutbox({ store: faulty, clock, logger, onInDoubt }, settings),
    slot: { key, workspace: 'T1', fence: lease },
    lease,
    died,
    remote: (base = platform.remote()) => ({
      write: (each, signal) => step('write', () => base.write(each, signal)),
      lookUp: (each, signal) => step('lookUp', () => base.lookUp(each, signal)),
      isRefusal: base.isRefusal,
    }),
    inDoubt: () => inDoubt,
  };
}

function isRemote(step: Step): boolean {
  return step === 'write' || step === 'lookUp';
}

async function errorOf(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => null,
    (error: unknown) => error,
  );
}

const key = 'request/overview/0';

describe('posting', () => {
  it('writes an intent, posts, and remembers where the message stands', async () => {
    const worker = await startWorker(key);
    const states: unknown[] = [];
    const base = platform.remote();
    const remote: RemoteWrite = {
      ...base,
      async write(each, signal) {
        states.push(await store.outbox.find(key));
        return base.write(each, signal);
      },
    };
    const post = await worker.outbox.post(worker.slot, remote, never);
    expect(states).toMatchObject([{ state: 'intended', attempt: 1, token: worker.lease.token }]);
    expect(post).toEqual({ channel: 'C1', message: 'm1' });
    expect(await store.outbox.find(key)).toMatchObject({ state: 'posted', post });
  });

  it('is done once: a replay gets the same message, in any process, without a word to the platform', async () => {
    const first = await startWorker(key);
    const post = await first.outbox.post(first.slot, platform.remote(), never);
    await store.leases.release(first.lease);
    const second = await startWorker(key);
    expect(await second.outbox.post(second.slot, platform.remote(), never)).toEqual(post);
    expect(platform.calls).toEqual(['write']);
  });

  it('is done once for calls at the same time', async () => {
    const worker = await startWorker(key);
    const base = platform.remote();
    const slow: RemoteWrite = {
      ...base,
      async write(each, signal) {
        await clock.sleep(1_000);
        return base.write(each, signal);
      },
    };
    const calls = [1, 2, 3].map(() => worker.outbox.post(worker.slot, slow, never));
    const posts = await runningOn(clock, Promise.all(calls));
    expect(new Set(posts.map(({ message }) => message))).toEqual(new Set(['m1']));
    expect(platform.calls).toEqual(['write']);
  });

  it('lets calls for different messages pass each other', async () => {
    const worker = await startWorker(key);
    const silent: RemoteWrite = { ...platform.remote(), write: () => new Promise(() => {}) };
    void errorOf(worker.outbox.post(worker.slot, silent, never));
    await worker.outbox.post({ ...worker.slot, key: 'request/details/0' }, platform.remote(), never);
    expect(platform.messages.map((message) => message.key)).toEqual(['request/details/0']);
  });

  it('throws a refusal, and tries again when asked again', async () => {
    const worker = await startWorker(key);
    const refusing: RemoteWrite = {
      ...platform.remote(),
      write: async () => {
        throw new Refusal('msg_too_long');
      },
    };
    expect(await errorOf(worker.outbox.post(worker.slot, refusing, never))).toBeInstanceOf(Refusal);
    expect(await store.outbox.find(key)).toMatchObject({ state: 'withdrawn' });
    await worker.outbox.post(worker.slot, platform.remote(), never);
    expect(platform.messages).toHaveLength(1);
    expect(platform.calls).toEqual(['write']);
    expect(await store.outbox.find(key)).toMatchObject({ state: 'posted', attempt: 2 });
  });
});

describe('a lost answer', () => {
  it('is settled by looking', async () => {
    const worker = await startWorker(key, { step: 'write', accident: 'fails after' });
    const post = await runningOn(clock, worker.outbox.post(worker.slot, worker.remote(), never));
    expect(platform.messages).toEqual([{ key, post }]);
    expect(platform.calls).toEqual(['write', 'lookUp']);
  });

  it('is not believed to mean nothing until a message had the time to appear', async () => {
    const worker = await startWorker(key);
    const base = platform.remote();
    const slow: RemoteWrite = {
      ...base,
      write: async (each) => {
        void clock.sleep(settleMs - 500).then(() => platform.arrive(each));
        throw new Error('connection reset');
      },
    };
    const post = await runningOn(clock, worker.outbox.post(worker.slot, slow, never));
    expect(platform.messages).toEqual([{ key, post }]);
  });

  it('is posted again when it is not there', async () => {
    const worker = await startWorker(key, { step: 'write', accident: 'fails before' });
    const post = await runningOn(clock, worker.outbox.post(worker.slot, worker.remote(), never));
    expect(platform.messages).toEqual([{ key, post }]);
    expect(platform.calls).toEqual(['lookUp', 'lookUp', 'write']);
    expect(await store.outbox.find(key)).toMatchObject({ attempt: 2 });
    expect(worker.inDoubt()).toBe(0);
  });

  it('that never comes is given up after the time for a write', async () => {
    const worker = await startWorker(key);
    const base = platform.remote();
    let aborted = 0;
    const silent: RemoteWrite = {
      ...base,
      write: (each, signal) => {
        platform.arrive(each);
        return new Promise(() => signal.addEventListener('abort', () => (aborted += 1)));
      },
    };
    const startMs = clock.now();
    const post = await runningOn(clock, worker.outbox.post(worker.slot, silent, never));
    expect(platform.messages).toEqual([{ key, post }]);
    expect(clock.now() - startMs).toBeGreaterThanOrEqual(writeTimeoutMs);
    expect(aborted).toBe(1);
  });

  it('ends in its error when it goes on, and nothing is there', async () => {
    const worker = await startWorker(key);
    const lost = new Error('connection reset');
    const base = platform.remote();
    let writes = 0;
    const losing: RemoteWrite = {
      ...base,
      write: async () => {
        writes += 1;
        throw lost;
      },
    };
    expect(await runningOn(clock, errorOf(worker.outbox.post(worker.slot, losing, never)))).toBe(lost);
    expect(writes).toBe(3);
    expect(platform.messages).toEqual([]);
  });

  it('stays in doubt while the platform cannot be asked, and is looked for by the next call', async () => {
    const worker = await startWorker(key, { step: 'write', accident: 'fails after' });
    platform.lookUps = 'failing';
    const error = await runningOn(clock, errorOf(worker.outbox.post(worker.slot, worker.remote(), never)));
    expect(error).toMatchObject({ message: 'the platform is away' });
    expect(await store.outbox.find(key)).toMatchObject({ state: 'intended' });
    platform.lookUps = 'allowed';
    await runningOn(clock, worker.outbox.post(worker.slot, worker.remote(), never));
    expect(platform.messages).toHaveLength(1);
  });

  it('is waited for and then repeated where looking is refused, which is counted', async () => {
    const worker = await startWorker(key, { step: 'write', accident: 'fails before' });
    platform.lookUps = 'refused';
    await store.leases.renew(worker.lease, 2 * refusedMs);
    const startMs = clock.now();
    await runningOn(clock, worker.outbox.post(worker.slot, worker.remote(), never));
    expect(clock.now() - startMs).toBeGreaterThanOrEqual(refusedMs);
    expect(platform.messages).toHaveLength(1);
    expect(worker.inDoubt()).toBe(1);
    expect(logger.entries.map(({ message }) => message)).toContain('a post is repeated in doubt');
  });

  it('is settled after all where looking is refused at first only', async () => {
    const worker = await startWorker(key, { step: 'write', accident: 'fails after' });
    platform.lookUps = 'refused';
    const posting = worker.outbox.post(worker.slot, worker.remote(), never);
    await clock.untilSleeping();
    platform.lookUps = 'allowed';
    await runningOn(clock, posting);
    expect(platform.messages).toHaveLength(1);
    expect(worker.inDoubt()).toBe(0);
  });

  it('leaves the doubt to the next process when the job is stopped', async () => {
    const stop = new AbortController();
    const worker = await startWorker(key);
    const base = platform.remote();
    const hanging: RemoteWrite = { ...base, write: () => new Promise(() => {}) };
    const posting = errorOf(worker.outbox.post(worker.slot, hanging, stop.signal));
    await clock.untilSleeping();
    const reason = new VidigestError('cancelled', 'stopping');
    stop.abort(reason);
    expect(await posting).toBe(reason);
    expect(await store.outbox.find(key)).toMatchObject({ state: 'intended' });
    expect(clock.sleepers()).toBe(0);
  });
});

describe('crashes and failures at every step', () => {
  const steps: readonly Step[] = ['find', 'intend', 'write', 'settle', 'withdraw', 'lookUp'];
  const accidents: readonly Accident[] = ['crash before', 'crash after', 'fails before', 'fails after'];
  const faults: readonly Fault[] = steps.flatMap((step) => accidents.map((accident) => ({ step, accident })));
  const name = ({ step, accident }: Fault) => `${step} ${accident}`;

  /** Works on a message with one process after another, each with the next fault, until it stands; `calls` are its tries. */
  async function untilPosted(planned: readonly (Fault | null)[], alone: boolean): Promise<PostRef> {
    for (const fault of [...planned, null]) {
      const worker = await startWorker(key, fault, alone);
      for (let call = 0; call < 4; call += 1) {
        const posting = worker.outbox.post(worker.slot, worker.remote(), never);
        const ended = await runningOn(
          clock,
          Promise.race([worker.died, posting.catch((error: unknown) => ({ error }))]),
        );
        if (ended === 'died') break;
        if (!('error' in ended)) {
          await store.leases.release(worker.lease);
          return ended;
        }
        // As long as the lease lives, the worker tries again.
        await store.leases.renew(worker.lease, ttlMs);
      }
      await clock.advance(ttlMs);
    }
    throw new Error('never posted');
  }

  it.each([true, false])('one message stands after any two of them (alone: %s)', async (alone) => {
    const outcomes: string[] = [];
    for (const first of faults) {
      for (const second of faults) {
        platform = createPlatform();
        await store.removal.deleteWorkspace({ surface: 'slack', workspace: 'T1' });
        const post = await untilPosted([first, second], alone);
        const entry = await store.outbox.find(key);
        const standing = platform.messages.length;
        if (
          standing !== 1 ||
          platform.messages[0]?.post.message !== post.message ||
          entry?.post?.message !== post.message
        ) {
          outcomes.push(`${name(first)}, ${name(second)}: ${standing} messages`);
        }
      }
    }
    expect(outcomes).toEqual([]);
    expect(faults).toHaveLength(24);
  });
});

describe('a worker that lost its lease', () => {
  it('cannot post', async () => {
    const stale = await startWorker(key);
    await clock.advance(ttlMs);
    const fresh = await startWorker(key);
    const error = await errorOf(stale.outbox.post(stale.slot, platform.remote(), never));
    expect(error).toMatchObject({ code: 'cancelled' });
    expect(platform.calls).toEqual([]);
    await fresh.outbox.post(fresh.slot, platform.remote(), never);
    expect(platform.messages).toHaveLength(1);
  });

  it('cannot post after its time even if nobody has taken over', async () => {
    const stale = await startWorker(key);
    await clock.advance(ttlMs);
    expect(await errorOf(stale.outbox.post(stale.slot, platform.remote(), never))).toMatchObject({ code: 'cancelled' });
  });

  it.each(['allowed', 'refused'] as const)('that still writes is waited for (look-ups %s)', async (lookUps) => {
    platform.lookUps = lookUps;
    const stale = await startWorker(key);
    await clock.advance(ttlMs - 1_000);
    const base = platform.remote();
    const slow: RemoteWrite = {
      ...base,
      async write(each) {
        await clock.sleep(writeTimeoutMs - 1);
        return platform.arrive(each);
      },
    };
    const slowly = errorOf(stale.outbox.post(stale.slot, slow, never));
    await clock.untilSleeping();
    await clock.advance(1_000);
    const fresh = await startWorker(key);
    const post = await runningOn(clock, fresh.outbox.post(fresh.slot, platform.remote(), never));
    await runningOn(clock, slowly);
    expect(platform.messages).toEqual([{ key, post }]);
  });
});

describe('a process that is alone', () => {
  it('does not wait long for a message of the process before it', async () => {
    const before = await startWorker(key, { step: 'write', accident: 'crash before' }, true);
    void before.outbox.post(before.slot, before.remote(), never);
    await before.died;
    await store.leases.release(before.lease);
    await clock.advance(1_000);
    const after = await startWorker(key, null, true);
    const startMs = clock.now();
    await runningOn(clock, after.outbox.post(after.slot, after.remote(), never));
    expect(clock.now() - startMs).toBeGreaterThanOrEqual(settleMs);
    expect(clock.now() - startMs).toBeLessThan(settleMs + 1_000);
    expect(platform.messages).toHaveLength(1);
  });
});

describe('what is said once', () => {
  it('is said once, whatever became of it', async () => {
    const worker = await startWorker(key);
    let said = 0;
    const failing = {
      isRefusal: () => false,
      write: async () => {
        said += 1;
        throw new Error('connection reset');
      },
    };
    expect(await errorOf(worker.outbox.once(worker.slot, failing, never))).toMatchObject({
      message: 'connection reset',
    });
    expect(await worker.outbox.once(worker.slot, failing, never)).toBe(false);
    expect(said).toBe(1);
  });

  it('may be said after a refusal', async () => {
    const worker = await startWorker(key);
    const isRefusal = (error: unknown) => error instanceof Refusal;
    const refusing = {
      isRefusal,
      write: async () => {
        throw new Refusal('ratelimited');
      },
    };
    expect(await errorOf(worker.outbox.once(worker.slot, refusing, never))).toBeInstanceOf(Refusal);
    let said = 0;
    const saying = {
      isRefusal,
      write: async () => {
        said += 1;
      },
    };
    expect(await worker.outbox.once(worker.slot, saying, never)).toBe(true);
    expect(await worker.outbox.once(worker.slot, saying, never)).toBe(false);
    expect(said).toBe(1);
  });

  it('is not said by a worker that lost its lease', async () => {
    const worker = await startWorker(key);
    await clock.advance(ttlMs);
    const error = await errorOf(
      worker.outbox.once(worker.slot, { isRefusal: () => false, write: async () => {} }, never),
    );
    expect(error).toMatchObject({ code: 'cancelled' });
  });
});
