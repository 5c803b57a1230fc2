/** Does one thing at a time for each key, in the order it was asked to. */
export type KeyedSerial = <T>(key: string, task: () => Promise<T>) => Promise<T>;

/** Keys without work take no memory. A task that fails does not hold up the next. */
export function createKeyedSerial(): KeyedSerial {
  const last = new Map<string, Promise<unknown>>();
  return (key, task) => {
    const run = (last.get(key) ?? Promise.resolve()).then(task, task);
    const settled = run
      .catch(() => undefined)
      .then(() => {
        if (last.get(key) === settled) last.delete(key);
      });
    last.set(key, settled);
    return run;
  };
}
