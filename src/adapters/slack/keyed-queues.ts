import PQueue from 'p-queue';
import { VidigestError } from '../../core/domain/errors.ts';

/** A queue per key, each doing one thing at a time in the order it came. */
export interface KeyedQueues {
  /**
   * Runs `task` after all earlier ones of its key. Rejects with the signal's reason as soon as it aborts, and with
   * `chat-refused` when too much is waiting already.
   */
  run<T>(key: string, task: () => Promise<T>, signal: AbortSignal): Promise<T>;
  /** Keys that have something to do; the others take no memory. */
  active(): number;
}

/** At most `maxWaiting` tasks wait for each key. */
export function createKeyedQueues({ maxWaiting }: { readonly maxWaiting: number }): KeyedQueues {
  const queues = new Map<string, PQueue>();
  return {
    async run(key, task, signal) {
      const queue = queues.get(key) ?? new PQueue({ concurrency: 1 });
      if (queue.size >= maxWaiting) {
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
