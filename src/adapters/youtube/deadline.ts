import type { Clock } from '../../core/ports/runtime.ts';

export interface Deadline {
  readonly clock: Clock;
  readonly ms: number;
  /** The reason `work`'s signal aborts with when time is up. */
  readonly expired: () => Error;
}

/**
 * Runs `work` with a signal that aborts when `signal` does or time is up, and rejects with that reason at once, even
 * where `work` does not listen. Its timer never outlives the call.
 */
export async function withDeadline<T>(
  deadline: Deadline,
  signal: AbortSignal,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  signal.throwIfAborted();
  const timeUp = new AbortController();
  const finished = new AbortController();
  const either = AbortSignal.any([signal, timeUp.signal]);
  const expire = () => timeUp.abort(deadline.expired());
  // The sleep rejects only because `finished` ended it.
  deadline.clock.sleep(deadline.ms, finished.signal).then(expire, () => undefined);
  try {
    return await orAborted(work(either), either);
  } finally {
    finished.abort();
  }
}

function orAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const stop = () => reject(signal.reason);
    signal.addEventListener('abort', stop, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}
