import type { Digest } from '../domain/digest.ts';
import { asError, errorCodeOf, VidigestError } from '../domain/errors.ts';
import { ownerOf } from '../domain/owner.ts';
import { slept } from '../domain/slept.ts';
import type { Video } from '../domain/video.ts';
import type { DigestEvent } from '../pipeline/digest-events.ts';
import { type JobHandler, type JobOutcome, mostDeaths, type TakenJob } from '../ports/queue.ts';
import type { DigestRequest } from '../ports/request-store.ts';
import type { Store } from '../ports/store.ts';
import { withFields } from '../ports/with-fields.ts';
import type { DigestPlan, DigestVideo } from './digest-video.ts';
import type { JobRequestsDeps } from './job-member.ts';
import { createJobRequests, type JobRequests } from './job-requests.ts';
import type { AnswerSettings } from './request-answer.ts';

/** What running a job needs of the world. */
export interface RunJobDeps extends JobRequestsDeps {
  readonly digestVideo: DigestVideo;
  readonly store: Pick<Store, 'requests' | 'threads' | 'outbox' | 'replies' | 'digests' | 'answers'>;
}

export interface RunJobSettings extends AnswerSettings {
  /** How often a digest in the making looks for others who ask for it. */
  readonly joinEveryMs: number;
}

const forNobody = new VidigestError('cancelled', 'nobody waits for the digest any more');

/**
 * Makes one digest and answers all who ask for it, those that come while it runs too. What is wrong with the video, the
 * model or a chat is told in the threads and put off or ended request by request. Rejects only when the store fails and
 * when the job is lost or to be handed back: whoever runs it next goes on where it stopped.
 */
export function createRunJob(world: RunJobDeps, settings: RunJobSettings): JobHandler {
  return async (job) => {
    const deps = { ...world, logger: withFields(world.logger, { job: job.key }) };
    const open = await deps.store.requests.open(job.key);
    const [first] = open.toSorted((one, other) => one.dueAtMs - other.dueAtMs);
    if (first === undefined) return settle(deps, job);
    if (first.dueAtMs > deps.clock.now()) return { kind: 'again', atMs: first.dueAtMs };
    const requests = createJobRequests(deps, settings, job);
    await requests.admit();
    if (job.deaths >= mostDeaths) {
      deps.logger.error('a job that kills its workers is parked', { deaths: job.deaths });
      await requests.park();
      return { kind: 'parked' };
    }
    if (requests.due()) await work(deps, settings, { job, requests, first });
    return settle(deps, job);
  };
}

interface Run {
  readonly job: TakenJob;
  readonly requests: JobRequests;
  /** Names the digest, as all requests of the job do; of an unlisted video the run is for its workspace alone. */
  readonly first: DigestRequest;
}

async function work(deps: RunJobDeps, settings: RunJobSettings, run: Run): Promise<void> {
  const { job, requests } = run;
  let digest: Digest;
  try {
    digest = await digestForAll(deps, settings, run);
  } catch (error) {
    job.signal.throwIfAborted();
    if (error === forNobody) return;
    return requests.fail(error);
  }
  job.outlined();
  await requests.answer(digest);
}

async function digestForAll(deps: RunJobDeps, settings: RunJobSettings, run: Run): Promise<Digest> {
  const { job, requests, first } = run;
  const { videoId, language } = first;
  const owner = ownerOf(first.ref);
  const done = new AbortController();
  const nobody = new AbortController();
  const joining = letOthersJoin(deps, settings, run, AbortSignal.any([job.signal, done.signal]), nobody);
  const onEvent = (event: DigestEvent): void => {
    if (event.kind === 'draft') {
      if (event.draft.tldr !== null) job.outlined();
      requests.show(event.draft);
    } else if (event.kind === 'over-budget') {
      requests.excuse(event.notice);
    } else if (event.kind === 'repair') {
      deps.logger.info('a digest was repaired', { videoId, what: event.what, count: event.count });
    }
  };
  try {
    const signal = AbortSignal.any([job.signal, nobody.signal]);
    const plan = (video: Video): Promise<DigestPlan> => planFor(requests, video, owner);
    return await deps.digestVideo(videoId, language, { signal, onEvent, plan, owner });
  } finally {
    done.abort();
    await joining;
  }
}

/** Throws `forNobody` when the video is left alone. */
async function planFor(requests: JobRequests, video: Video, owner: string): Promise<DigestPlan> {
  const text = await requests.meet(video, owner);
  const payer = requests.payer();
  if (payer === null) throw forNobody;
  // The key grows with the failures: a later try is another run, a restart is not.
  return { text, charge: { ref: payer.ref, key: `${payer.id}/${payer.failures}` } };
}

/** Never rejects: who is not let in here is answered at the end. Aborts `nobody` when all have been cancelled. */
async function letOthersJoin(
  { clock, logger }: RunJobDeps,
  { joinEveryMs }: RunJobSettings,
  { requests }: Run,
  signal: AbortSignal,
  nobody: AbortController,
): Promise<void> {
  while (await slept(clock, joinEveryMs, signal)) {
    try {
      await requests.admit();
      if (!requests.due()) return nobody.abort(forNobody);
    } catch (error) {
      if (signal.aborted) return;
      logger.warn('a running job could not look for others', { code: errorCodeOf(error), error: asError(error) });
    }
  }
}

/** What is to become of the job, now that this run has done what it could. */
async function settle({ store }: RunJobDeps, job: TakenJob): Promise<JobOutcome> {
  const open = await store.requests.open(job.key);
  if (open.length > 0) return { kind: 'again', atMs: earliest(open) };
  await store.answers.forget(job.key);
  return { kind: 'done' };
}

function earliest(requests: readonly DigestRequest[]): number {
  return Math.min(...requests.map(({ dueAtMs }) => dueAtMs));
}
