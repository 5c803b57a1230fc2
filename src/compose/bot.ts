import { createHealthServer, type HealthServer } from '../adapters/web/health-server.ts';
import type { Config } from '../config.ts';
import { VidigestError } from '../core/domain/errors.ts';
import type { ChatFacts, ChatSurface } from '../core/ports/chat-surface.ts';
import { createFileRequests } from '../core/usecases/file-requests.ts';
import { keepFor } from '../core/usecases/keep-for.ts';
import { measureQueue } from '../core/usecases/metrics/measure-queue.ts';
import { measuredJobs } from '../core/usecases/metrics/measured-jobs.ts';
import { createOutbox } from '../core/usecases/outbox.ts';
import { createResumeJobs } from '../core/usecases/resume-jobs.ts';
import { createRunJob } from '../core/usecases/run-job.ts';
import type { Role } from '../terminal/parse-operation.ts';
import type { ChatOrders } from './chat.ts';
import type { ChatSide } from './chat-side.ts';
import { composeDigests } from './digests.ts';
import { composeModel, composeSource } from './reading.ts';
import type { Runtime } from './runtime.ts';
import { composeSlackEars, composeSlackVoice } from './slack-side.ts';
import { jobsAtOnce, openStorage, type Storage } from './storage.ts';

/** The bot, ready to be started. `stop` takes nothing more, finishes or hands back what it has, and closes the store. */
export interface Bot {
  start(signal: AbortSignal): Promise<void>;
  stop(): Promise<void>;
}

const hour = 60 * 60_000;
const day = 24 * hour;
const answering = { againWithinMs: 30 * day, joinEveryMs: 2_000 };
const looking = { everyMs: 5_000, limit: 200 };
/** What is left of a stop for the rest: the whole has 20 s. */
const finishWithinMs = 12_000;

/** Opens the store and checks the models. Throws `config-invalid` when no chat platform is set up. */
export async function composeBot(config: Config, role: Role, runtime: Runtime, signal: AbortSignal): Promise<Bot> {
  if (config.slack === null) {
    const reason = 'SLACK_BOT_TOKEN and SLACK_APP_TOKEN are not set: there is no chat to listen to';
    throw new VidigestError('config-invalid', reason, { reason });
  }
  const model = await composeModel(config.model, config.prices, runtime, signal);
  if (model === null) runtime.logger.warn('no model is configured: digests are extractive');
  const storage = await openStorage(config, runtime);
  const { store, queue } = storage;
  const digestVideo = composeDigests(config, { source: composeSource(config, runtime), model }, storage, runtime);
  const orders = { fileRequests: createFileRequests({ requests: store.requests, queue }), digestVideo };
  const health = composeHealth(config, storage, runtime);
  const sides = composeSides(config, { ...orders, host: health }, storage, runtime);
  const surfaceOf = ({ surface }: { surface: string }): (ChatSurface & ChatFacts) | null =>
    sides.find(({ name }) => name === surface)?.voice.surface ?? null;
  const runJob = measuredJobs(createRunJob({ digestVideo, surfaceOf, store, ...runtime }, answering), runtime);
  const resume = createResumeJobs({ requests: store.requests, queue, ...runtime }, looking);
  const stopping = new AbortController();
  return {
    async start(signalOfStart) {
      await health?.start();
      if (role !== 'gateway') {
        await resume.all();
        await queue.start(runJob, { concurrency: jobsAtOnce });
        void resume.keep(stopping.signal);
        void keepFor(
          { removal: store.removal, ...runtime },
          { ageMs: config.keepForMs, everyMs: hour },
          stopping.signal,
        );
      }
      if (role !== 'worker') await Promise.all(sides.map(({ ears }) => ears.start(signalOfStart)));
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

/** `host`: the server of this process, where there is one. */
type SideParts = ChatOrders & { readonly host: HealthServer | null };

/** The platforms that are set up. */
function composeSides(config: Config, parts: SideParts, storage: Storage, runtime: Runtime): readonly ChatSide[] {
  const outbox = composeOutbox(storage, runtime);
  const sides: ChatSide[] = [];
  if (config.slack !== null) {
    const voice = composeSlackVoice(config.slack, storage, outbox, runtime);
    const ears = composeSlackEars(config, config.slack, { voice, ...parts }, storage, runtime);
    sides.push({ name: 'slack', voice, ears });
  }
  return sides;
}

function composeOutbox({ store, alone }: Storage, { clock, logger, metrics }: Runtime) {
  const onInDoubt = (): void => metrics.count('reply_in_doubt', {});
  return createOutbox({ store: store.outbox, clock, logger, onInDoubt }, { alone });
}

function composeHealth({ http }: Config, { store }: Storage, runtime: Runtime) {
  if (http === null) return null;
  const reachable = {
    name: 'store',
    run: async () => {
      await store.traits.get('', 'ready');
    },
  };
  const measure = (): Promise<void> => measureQueue(store.requests, runtime);
  return createHealthServer({ ...runtime, checks: [reachable], measure }, http);
}
