import { abortable } from '../domain/abortable.ts';

/** Work that several callers wait for. It goes on while at least one of them does. */
export interface SharedWork<T, E> {
  /** What comes of it. `onEvent` hears all that is told from now on; rejects with the signal's reason once it aborts. */
  join(onEvent: (event: E) => void, signal: AbortSignal): Promise<T>;
}

/** One piece of work to be shared. */
export interface Sharable<T, E> {
  /** Does it; what is told reaches all who have joined. */
  run(signal: AbortSignal, tell: (event: E) => void): Promise<T>;
  /** What whoever joins later must hear first. */
  retell(): readonly E[];
}

/** Work by name. */
export interface SharedWorks<T, E> {
  /** What is under way under the name; else what `create` gives, begun at once. */
  get(name: string, create: () => Sharable<T, E>): SharedWork<T, E>;
}

/** Nothing under way. */
export function createSharedWorks<T, E>(): SharedWorks<T, E> {
  const running = new Map<string, SharedWork<T, E>>();
  return {
    get(name, create) {
      const known = running.get(name);
      if (known !== undefined) return known;
      const work = begin(create(), () => {
        if (running.get(name) === work) running.delete(name);
      });
      running.set(name, work);
      return work;
    },
  };
}

function begin<T, E>({ run, retell }: Sharable<T, E>, onEnd: () => void): SharedWork<T, E> {
  const listeners = new Set<(event: E) => void>();
  const stop = new AbortController();
  const tell = (event: E): void => {
    for (const listener of listeners) listener(event);
  };
  const work = run(stop.signal, tell).finally(onEnd);
  work.catch(() => {});
  return {
    async join(onEvent, signal) {
      // Two callers may pass one function; each of them counts.
      const listener = (event: E): void => onEvent(event);
      listeners.add(listener);
      for (const event of retell()) listener(event);
      try {
        return await abortable(work, signal);
      } finally {
        listeners.delete(listener);
        if (listeners.size === 0) {
          onEnd();
          stop.abort(signal.reason);
        }
      }
    },
  };
}
