import type { Job } from '../../core/ports/queue.ts';
import type { Clock } from '../../core/ports/runtime.ts';
import { createFairLine } from './fair-line.ts';
import { createLater } from './later.ts';

/** A job as a queue in memory keeps it. */
export interface Entry {
  readonly job: Job;
  /** Neither in line nor waiting for its time. */
  running: boolean;
  /** Asked for while it ran: when it is due again. */
  againAtMs: number | null;
}

/** The jobs of a queue in memory, each key once. */
export interface WaitingRoom {
  /** A new job goes in line or waits for its time; a known one is due at the earlier of both times. */
  submit(job: Job): void;
  /** Takes the job whose turn it is, which is running from then on; null when none may run. */
  next(mayBegin: (channel: string) => boolean): Entry | null;
  /** A running job goes back, due at `atMs`. */
  putBack(entry: Entry, atMs: number): void;
  /** A running job is over; it stays if it was asked for meanwhile. */
  drop(entry: Entry): void;
  /** Forgets all. */
  clear(): void;
}

/**
 * An empty room for at most `maxWaiting` jobs in line: beyond it the longest channel's newest is forgotten. `onReady` is
 * called when the time of a job has come.
 */
export function createWaitingRoom(clock: Clock, maxWaiting: number, onReady: () => void): WaitingRoom {
  const entries = new Map<string, Entry>();
  const line = createFairLine<Entry>();
  const intoLine = (entry: Entry): void => {
    line.push(entry.job.channel, entry);
    const shed = line.size() > maxWaiting ? line.shed() : null;
    if (shed !== null) entries.delete(shed.job.key);
  };
  const later = createLater<Entry>(clock, (entry) => {
    intoLine(entry);
    onReady();
  });
  const place = (entry: Entry, atMs: number): void => {
    entry.running = false;
    entry.againAtMs = null;
    if (atMs <= clock.now()) intoLine(entry);
    else later.set(entry, atMs);
  };
  const hasten = (entry: Entry, atMs: number): void => {
    const dueAtMs = later.dueAtMs(entry);
    if (entry.running) entry.againAtMs = Math.min(entry.againAtMs ?? atMs, atMs);
    if (dueAtMs === null || dueAtMs <= atMs) return;
    later.delete(entry);
    place(entry, atMs);
  };
  return {
    submit(job) {
      const known = entries.get(job.key);
      if (known !== undefined) return hasten(known, job.dueAtMs);
      const entry: Entry = { job, running: false, againAtMs: null };
      entries.set(job.key, entry);
      place(entry, job.dueAtMs);
    },
    next(mayBegin) {
      const entry = line.next(mayBegin);
      if (entry !== null) entry.running = true;
      return entry;
    },
    putBack: (entry, atMs) => place(entry, Math.min(atMs, entry.againAtMs ?? atMs)),
    drop(entry) {
      if (entry.againAtMs === null) entries.delete(entry.job.key);
      else place(entry, entry.againAtMs);
    },
    clear() {
      later.clear();
      entries.clear();
      while (line.shed() !== null);
    },
  };
}
