import { createSqliteStore } from '../../src/adapters/store/sqlite-store.ts';
import type { MessageRef } from '../../src/core/domain/reply.ts';
import type { Lease } from '../../src/core/ports/lease-store.ts';
import type { Job, JobOutcome } from '../../src/core/ports/queue.ts';
import type { DigestRequest, RequestTerms } from '../../src/core/ports/request-store.ts';
import type { Store } from '../../src/core/ports/store.ts';
import { createChannelSettings } from '../../src/core/usecases/chat/channel-settings.ts';
import type { DigestVideo } from '../../src/core/usecases/digest-video.ts';
import { createFileRequests } from '../../src/core/usecases/file-requests.ts';
import { createRunJob, type RunJobSettings } from '../../src/core/usecases/run-job.ts';
import { createManualClock, type ManualClock } from './manual-clock.ts';
import { testSettings } from './memory-answers.ts';
import { createMemorySurface, type MemorySurface } from './memory-surface.ts';
import { createQuietLogger, type QuietLogger } from './quiet-logger.ts';

const videoId = 'abcdefghijk';

/** A message in a channel; the id makes it another one. */
export function messageIn(channel: string, message: string, more: Partial<MessageRef> = {}): MessageRef {
  return { surface: 'slack', workspace: 'T1', channel, message, thread: null, author: 'U1', ...more };
}

/** The job handler over a real store, a chat and a clock in memory. The test is the queue. */
export interface JobRunner {
  readonly store: Store;
  readonly surface: MemorySurface;
  readonly clock: ManualClock;
  readonly logger: QuietLogger;
  /** Jobs that were submitted, oldest first. */
  readonly submitted: Job[];
  /** Keys of jobs of which a reader could see something. */
  readonly outlined: string[];
  /** What digests are made of from now on. */
  digestVideo: DigestVideo;
  ask(ref: MessageRef, video?: string, language?: string, terms?: Partial<RequestTerms>): Promise<DigestRequest>;
  /** Takes the job's lease and runs it, to its orderly end. `stop` hands it back. */
  run(key: string, stop?: AbortSignal): Promise<JobOutcome>;
  /** Runs the job until `dies`, and lets its lease run out then, as a worker that was killed would. */
  runUntilDeath(key: string, dies: Promise<unknown>): Promise<void>;
  /** The request as it stands. */
  state(request: Pick<DigestRequest, 'id'>): Promise<Partial<DigestRequest> | null>;
  close(): Promise<void>;
}

const settings: RunJobSettings = { againWithinMs: 30 * 86_400_000, joinEveryMs: 2_000 };
const ttlMs = 30_000;

/** An empty one. */
export async function createJobRunner(digestVideo: DigestVideo): Promise<JobRunner> {
  const clock = createManualClock();
  const logger = createQuietLogger();
  const store = await createSqliteStore({ file: ':memory:', clock, logger });
  const surface = createMemorySurface({ outbox: store.outbox });
  const submitted: Job[] = [];
  const queue = { submit: async (jobs: readonly Job[]) => void submitted.push(...jobs) };
  const fileRequests = createFileRequests({ requests: store.requests, queue });
  const runJob = createRunJob(
    {
      surfaceOf: () => surface,
      digestVideo: (...video) => runner.digestVideo(...video),
      channelSettings: createChannelSettings(store, testSettings),
      textUsd: () => 0.25,
      store,
      clock,
      logger,
    },
    settings,
  );
  const work = (lease: Lease, signal: AbortSignal) => {
    const { key, token, deaths } = lease;
    return runJob({ key, token, deaths, signal, outlined: () => runner.outlined.push(key) });
  };
  const take = async (key: string): Promise<Lease> => {
    const lease = await store.leases.take(key, { owner: 'test', ttlMs: 3_600_000 });
    if (lease === null) throw new Error(`somebody holds ${key}`);
    return lease;
  };
  const runner: JobRunner = {
    store,
    surface,
    clock,
    logger,
    submitted,
    outlined: [],
    digestVideo,
    async ask(ref, video = videoId, language = 'zh-CN', terms = {}) {
      await clock.advance(1);
      const [request] = await fileRequests([{ ref, videoId: video, language, ...terms }]);
      if (request === undefined) throw new Error('nothing was filed');
      return request;
    },
    async run(key, stop = new AbortController().signal) {
      const lease = await take(key);
      try {
        return await work(lease, stop);
      } finally {
        await store.leases.release(lease);
      }
    },
    async runUntilDeath(key, dies) {
      const lease = await take(key);
      const dead = new AbortController();
      const running = work(lease, dead.signal).then(
        () => {},
        () => {},
      );
      await dies;
      // What it still does meets a lease that somebody else has had since.
      await store.leases.renew(lease, 0);
      dead.abort(new Error('killed'));
      await running;
      await clock.advance(ttlMs);
    },
    state: async ({ id }) => {
      const request = await store.requests.find(id);
      if (request === null) return null;
      const { state, failures, code, dueAtMs } = request;
      return { state, failures, code, dueAtMs };
    },
    close: () => store.close(),
  };
  return runner;
}
