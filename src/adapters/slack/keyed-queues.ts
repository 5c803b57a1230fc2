import PQueue from 'p-queue';
import { VidigestError } from '../../core/domain/errors.ts';

/** A queue per key, each doing things in the order they came. */
export interface KeyedQueues {
  /**
   * Runs `task` once all earlier ones of its key have begun and there is a place. Rejects with the signal's reason as soon as it aborts, and with
   * `chat-refused` when too much is waiting already.
   */
  run<T>(key: string, task: () => Promise<T>, signal: AbortSignal): Promise<T>;
  /** Whether as many wait for the key as may. */
  isFull(key: string): boolean;
  /** Whether something runs or waits for the key. */
  isBusy(key: string): boolean;
  /** Keys that have something to do; the others take no memory. */
  active(): number;
}

/** How many tasks of each key wait at most, and how many run at once: one by default. */
export interface KeyedQueuesOptions {
  readonly maxWaiting: number;
  readonly atOnce?: number;
}

/** Nothing to do yet. */
export function createKeyedQueues({ maxWaiting, atOnce = 1 }: KeyedQueuesOptions): KeyedQueues {
  const queues = new Map<string, PQueue>();
  const isFull = (key: string): boolean => (queues.get(key)?.size ?? 0) >= maxWaiting;
  return {
    isFull,
    isBusy: (key) => queues.has(key),
    async run(key, task, signal) {
      const queue = queues.get(key) ?? new PQueue({ concurrency: atOnce });
      if (isFull(key)) {
        throw new VidigestError('chat-refused', 'a queue is full', { reason: 'too many messages are waiting' });
      }
      queues.set(key, queue);
      try {
        return await queue.add(task, { signal });
      } finally {
        if (queue.size === 0 && queue.pending === 0 && queues.get(key) === queue) queues.delete(key);
      }
    },
    active: () => queues.size,
  };
}
