import { slept } from '../../core/domain/slept.ts';
import type { Clock } from '../../core/ports/runtime.ts';

/** Things whose time has not come. */
export interface Later<T> {
  /** Sets or changes when it is due. */
  set(item: T, atMs: number): void;
  /** When it is due; null for what is not here. */
  dueAtMs(item: T): number | null;
  delete(item: T): void;
  /** Forgets all and wakes no more. */
  clear(): void;
}

/** Nothing yet. `onDue` gets each thing once, when its time has come, and it is no longer here then. One timer in all. */
export function createLater<T>(clock: Clock, onDue: (item: T) => void): Later<T> {
  const dues = new Map<T, number>();
  let timer: { readonly atMs: number; readonly cancel: AbortController } | null = null;

  const fire = (): void => {
    const nowMs = clock.now();
    const due = [...dues].filter(([, atMs]) => atMs <= nowMs).toSorted(([, a], [, b]) => a - b);
    for (const [item] of due) dues.delete(item);
    for (const [item] of due) onDue(item);
  };
  const arm = (): void => {
    let firstMs = Number.POSITIVE_INFINITY;
    for (const atMs of dues.values()) firstMs = Math.min(firstMs, atMs);
    if (firstMs === timer?.atMs) return;
    timer?.cancel.abort();
    timer = null;
    if (firstMs === Number.POSITIVE_INFINITY) return;
    const cancel = new AbortController();
    timer = { atMs: firstMs, cancel };
    const wake = (): void => {
      timer = null;
      fire();
      arm();
    };
    void slept(clock, firstMs - clock.now(), cancel.signal).then((inTime) => {
      if (inTime) wake();
    });
  };
  return {
    set(item, atMs) {
      dues.set(item, atMs);
      arm();
    },
    dueAtMs: (item) => dues.get(item) ?? null,
    delete(item) {
      dues.delete(item);
      arm();
    },
    clear() {
      dues.clear();
      arm();
    },
  };
}
