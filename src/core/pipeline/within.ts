import { abortable } from '../domain/abortable.ts';
import type { Clock } from '../ports/runtime.ts';

/**
 * The work's result, or a rejection with `late()` once `ms` have passed. The work's signal aborts then, and with the
 * caller's.
 */
export async function within<T>(
  ms: number,
  work: (signal: AbortSignal) => Promise<T>,
  { clock, signal, late }: { readonly clock: Clock; readonly signal: AbortSignal; readonly late: () => Error },
): Promise<T> {
  const over = new AbortController();
  const done = new AbortController();
  const waiting = clock.sleep(ms, AbortSignal.any([signal, done.signal]));
  waiting.then(
    () => over.abort(late()),
    () => {},
  );
  const either = AbortSignal.any([signal, over.signal]);
  either.throwIfAborted();
  try {
    return await abortable(work(either), either);
  } finally {
    done.abort();
  }
}
