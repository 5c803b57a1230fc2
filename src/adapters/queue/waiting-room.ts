import type { Job } from '../../core/ports/queue.ts';
import type { Clock } from '../../core/ports/runtime.ts';
import { createFairLine } from './fair-line.ts';
import { createLater } from './later.ts';

/** The jobs of a queue in memory, each key once: in line, waiting for their time, or taken. */
export interface WaitingRoom {
  /** A new job goes in line or waits for its time; one that waits is due at the earlier of both times. */
  submit(job: Job): void;
  /** Takes the job whose turn it is; null when none may begin. It stays known until it is put back or dropped. */
  next(mayBegin: (channel: string) => boolean): Job | null;
  /** A taken job goes back, due at `atMs`. */
  putBack(job: Job, atMs: number): void;
  /** A taken job is over. */
  drop(job: Job): void;
  /** Forgets all. */
  clear(): void;
}

/**
 * An empty room for at most `maxWaiting` jobs in line: beyond it the longest channel's newest is forgotten. `onReady` is
 * called when the time of a job has come.
 */
export function createWaitingRoom(clock: Clock, maxWaiting: number, onReady: () => void): WaitingRoom {
  const jobs = new Map<string, Job>();
  const line = createFairLine<Job>();
  const intoLine = (job: Job): void => {
    line.push(job.channel, job);
    const shed = line.size() > maxWaiting ? line.shed() : null;
    if (shed !== null) jobs.delete(shed.key);
  };
  const later = createLater<Job>(clock, (job) => {
    intoLine(job);
    onReady();
  });
  const place = (job: Job, atMs: number): void => {
    if (atMs <= clock.now()) intoLine(job);
    else later.set(job, atMs);
  };
  return {
    submit(job) {
      const known = jobs.get(job.key);
      if (known === undefined) {
        jobs.set(job.key, job);
        place(job, job.dueAtMs);
        return;
      }
      const dueAtMs = later.dueAtMs(known);
      if (dueAtMs === null || dueAtMs <= job.dueAtMs) return;
      later.delete(known);
      place(known, job.dueAtMs);
    },
    next: (mayBegin) => line.next(mayBegin),
    putBack: place,
    drop: ({ key }) => void jobs.delete(key),
    clear() {
      later.clear();
      jobs.clear();
      while (line.shed() !== null);
    },
  };
}
