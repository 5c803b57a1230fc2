import { createHealthServer } from '../adapters/web/health-server.ts';
import type { ReadinessCheck } from '../adapters/web/readiness.ts';
import type { Config } from '../config.ts';
import type { VidigestError } from '../core/domain/errors.ts';
import type { ChatFacts, ChatSurface } from '../core/ports/chat-surface.ts';
import { createChannelSettings } from '../core/usecases/chat/channel-settings.ts';
import { createFileRequests } from '../core/usecases/file-requests.ts';
import { keepFor } from '../core/usecases/keep-for.ts';
import { measureQueue } from '../core/usecases/metrics/measure-queue.ts';
import { measuredJobs } from '../core/usecases/metrics/measured-jobs.ts';
import { createResumeJobs } from '../core/usecases/resume-jobs.ts';
import { createRunJob } from '../core/usecases/run-job.ts';
import type { Role } from '../terminal/parse-operation.ts';
import { configuredSettings } from './chat.ts';
import { composeDigests, composeEstimates } from './digests.ts';
import { composeModel, composeSource } from './reading.ts';
import type { Runtime } from './runtime.ts';
import { checkPlatforms, composeSides, hearingChecks, startHearing } from './sides.ts';
import { jobsAtOnce, openStorage, type Storage } from './storage.ts';

/** The bot, ready to be started. `stop` takes nothing more, finishes or hands back what it has, and closes the store. */
export interface Bot {
  start(signal: AbortSignal): Promise<void>;
  stop(): Promise<void>;
  /** Resolves when a platform will not be heard again by this process; never in good days. */
  readonly lost: Promise<VidigestError>;
}

const hour = 60 * 60_000;
const day = 24 * hour;
const answering = { againWithinMs: 30 * day, joinEveryMs: 2_000 };
const looking = { everyMs: 5_000, limit: 200 };
/** What is left of a stop for the rest: the whole has 20 s. */
const finishWithinMs = 12_000;

/** Opens the store and checks the models. Throws `config-invalid` when no chat platform is set up. */
export async function composeBot(config: Config, role: Role, runtime: Runtime, signal: AbortSignal): Promise<Bot> {
  checkPlatforms(config);
  const model = await composeModel(config.model, config.prices, runtime, signal);
  if (model === null) runtime.logger.warn('no model is configured: digests are extractive');
  const storage = await openStorage(config, runtime);
  const { store, queue } = storage;
  const digestVideo = composeDigests(config, { source: composeSource(config, runtime), model }, storage, runtime);
  const estimates = composeEstimates(config, { model }, storage);
  const fileRequests = createFileRequests({ requests: store.requests, queue });
  const orders = { fileRequests, digestVideo, estimates };
  const checks: ReadinessCheck[] = [];
  const health = composeHealth(config, storage, checks, runtime);
  const lost = Promise.withResolvers<VidigestError>();
  const sides = await composeSides(config, { ...orders, role, host: health, onLost: lost.resolve }, storage, runtime);
  if (role !== 'worker') checks.push(...hearingChecks(sides));
  const surfaceOf = ({ surface }: { surface: string }): (ChatSurface & ChatFacts) | null =>
    sides.find(({ name }) => name === surface)?.voice.surface ?? null;
  const channelSettings = createChannelSettings(store, configuredSettings(config));
  const running = { digestVideo, surfaceOf, store, channelSettings, textUsd: estimates.textUsd, ...runtime };
  const runJob = measuredJobs(createRunJob(running, answering), runtime);
  const resume = createResumeJobs({ requests: store.requests, queue, ...runtime }, looking);
  const stopping = new AbortController();
  return {
    lost: lost.promise,
    async start(signalOfStart) {
      await health?.start();
      if (role === 'all' || role === 'worker') {
        await resume.all();
        await queue.start(runJob, { concurrency: jobsAtOnce });
        void resume.keep(stopping.signal);
        void keepFor(
          { removal: store.removal, ...runtime },
          { ageMs: config.keepForMs, everyMs: hour },
          stopping.signal,
        );
      }
      if (role !== 'worker') await startHearing(sides, runtime.logger, signalOfStart);
    },
    async stop() {
      stopping.abort();
      health?.drain();
      await Promise.all(sides.map(({ ears }) => ears.stop()));
      await queue.stop(finishWithinMs);
      await health?.stop();
      await store.close();
    },
  };
}

/** `others` may still grow. */
function composeHealth({ http }: Config, { store }: Storage, others: ReadinessCheck[], runtime: Runtime) {
  if (http === null) return null;
  others.push({
    name: 'store',
    run: async () => {
      await store.traits.get('', 'ready');
    },
  });
  const measure = (): Promise<void> => measureQueue(store.requests, runtime);
  return createHealthServer({ ...runtime, checks: others, measure }, http);
}
