/** Lets tests wait for a state instead of a time. */
export interface Watchers {
  /** Something has changed: look again. */
  notify(): void;
  /** Resolves once the predicate holds; rejects with `describe()` after `timeoutMs`. */
  waitFor(predicate: () => boolean, timeoutMs: number, describe: () => string): Promise<void>;
}

/** Nobody waiting yet. */
export function createWatchers(): Watchers {
  const looks = new Set<() => void>();
  return {
    notify() {
      for (const look of looks) look();
    },
    waitFor(predicate, timeoutMs, describe) {
      return new Promise((resolve, reject) => {
        const timer = setTimeout(() => end(() => reject(new Error(describe()))), timeoutMs);
        const end = (settle: () => void): void => {
          clearTimeout(timer);
          looks.delete(look);
          settle();
        };
        const look = (): void => {
          if (predicate()) end(resolve);
        };
        looks.add(look);
        look();
      });
    },
  };
}
