import type { Clock } from '../../core/ports/runtime.ts';

/** Which limit a call exceeded: the wait for its first text, a silence after that, or all of its time. */
export type Lapse = 'first-token' | 'idle' | 'total';

/** Limits in ms; `totalAtMs` is an instant since the epoch, because it holds over several attempts. */
export interface WatchdogLimits {
  readonly firstTokenMs: number;
  readonly idleMs: number;
  readonly totalAtMs: number;
}

export interface Watchdog {
  /** Aborts when a limit is exceeded. */
  readonly signal: AbortSignal;
  /** The limit that was exceeded, if any. */
  lapse(): Lapse | null;
  /** Something arrived. Only after `started` does it put off the end. */
  touch(): void;
  /** The first text arrived: from now on the idle limit holds. */
  started(): void;
  /** Everything has arrived: what is left is the end of the stream, for which at most `graceMs` is given. */
  finished(graceMs: number): void;
  /** Must be called when the attempt is over, whatever its end. */
  stop(): void;
}

/** Starts watching at once. One timer at a time, however often `touch` is called. */
export function createWatchdog(clock: Clock, limits: WatchdogLimits): Watchdog {
  const expired = new AbortController();
  const stopped = new AbortController();
  let rearm = new AbortController();
  let lapse: Lapse | null = null;
  let current: 'first-token' | 'idle' = 'first-token';
  let deadlineMs = clock.now() + limits.firstTokenMs;

  const watch = async (): Promise<void> => {
    while (!stopped.signal.aborted) {
      const leftMs = Math.min(deadlineMs, limits.totalAtMs) - clock.now();
      if (leftMs <= 0) {
        lapse = deadlineMs <= limits.totalAtMs ? current : 'total';
        expired.abort();
        return;
      }
      rearm = new AbortController();
      const wake = rearm.signal;
      await clock.sleep(leftMs, wake).catch((error: unknown) => {
        if (!wake.aborted) throw error;
      });
    }
  };
  void watch();

  return {
    signal: expired.signal,
    lapse: () => lapse,
    touch() {
      if (current === 'idle') deadlineMs = clock.now() + limits.idleMs;
    },
    started() {
      current = 'idle';
      deadlineMs = clock.now() + limits.idleMs;
      rearm.abort();
    },
    finished(graceMs) {
      deadlineMs = Math.min(deadlineMs, clock.now() + graceMs);
      rearm.abort();
    },
    stop() {
      stopped.abort();
      rearm.abort();
    },
  };
}
