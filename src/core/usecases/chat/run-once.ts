import type { Clock } from '../../ports/runtime.ts';

/** Does something once a key, however often it is asked for. */
export interface RunOnce {
  /**
   * False, and nothing done, while the same is under way and for a while after it has worked out. After a failure, which
   * is passed on, it may be tried again.
   */
  run(key: string, work: () => Promise<void>): Promise<boolean>;
}

/** More keys than this are not remembered; the oldest go first. */
const mostKeys = 10_000;

/** Against double clicks within one process. `quietMs`: how long the same is not done again. */
export function createRunOnce(clock: Pick<Clock, 'now'>, { quietMs }: { readonly quietMs: number }): RunOnce {
  const until = new Map<string, number>();
  return {
    async run(key, work) {
      if ((until.get(key) ?? 0) > clock.now()) return false;
      until.delete(key);
      until.set(key, Number.POSITIVE_INFINITY);
      try {
        await work();
      } catch (error) {
        until.delete(key);
        throw error;
      }
      until.set(key, clock.now() + quietMs);
      for (const oldest of until.keys()) {
        if (until.size <= mostKeys) break;
        until.delete(oldest);
      }
      return true;
    },
  };
}
