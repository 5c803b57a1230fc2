import type { LeaseTerms } from '../../core/ports/lease-store.ts';
import type { Job, JobHandler, Queue } from '../../core/ports/queue.ts';
import { drain } from './drain.ts';
import { createPlaces, type PlaceLimits, type Places } from './places.ts';
import { type LeaseDeps, type RunEnd, runUnderLease } from './run-under-lease.ts';
import { createWaitingRoom } from './waiting-room.ts';

/** How a queue in memory shares its work out. `outlines` above `perChannel`, so that no channel takes all. */
export interface MemoryQueueOptions extends LeaseTerms, Omit<PlaceLimits, 'concurrency'> {
  /** Jobs in line; beyond it the longest channel's newest is dropped, to come back from the store. */
  readonly maxWaiting: number;
}

/** How long to leave a job alone that somebody else holds, and one whose handler failed. */
const busyMs = 2_000;
const brokenMs = 30_000;

/** A queue of one process, which forgets all when the process ends: the store has it. */
export function createMemoryQueue(deps: LeaseDeps, options: MemoryQueueOptions): Queue {
  const stopping = new AbortController();
  const room = createWaitingRoom(deps.clock, options.maxWaiting, () => pump());
  let ended = false;
  let run: { readonly handler: JobHandler; readonly places: Places } | null = null;

  const settle = (job: Job, end: RunEnd): void => {
    if (ended) return;
    if (end.kind === 'done' || end.kind === 'parked') room.drop(job);
    else room.putBack(job, end.kind === 'again' ? end.atMs : deps.clock.now() + pauseMs(end.kind));
  };
  const pump = (): void => {
    while (run?.places.free() === true && !ended) {
      const { handler, places } = run;
      const job = room.next(places.mayBegin);
      if (job === null) return;
      places.begin(job.channel, async (turn) => {
        settle(job, await runUnderLease(deps, options, job.key, handler, { stop: stopping.signal, ...turn }));
      });
    }
  };
  return {
    async submit(jobs) {
      if (ended) return;
      for (const job of jobs) room.submit(job);
      pump();
    },
    async start(handler, { concurrency }) {
      run = { handler, places: createPlaces({ ...options, concurrency }, pump) };
      pump();
    },
    async stop(graceMs) {
      ended = true;
      room.clear();
      if (run !== null) await drain(run.places, graceMs, stopping, deps.clock);
    },
  };
}

function pauseMs(kind: 'busy' | 'returned' | 'broken'): number {
  return kind === 'broken' ? brokenMs : busyMs;
}
