import { createKeyedQueues, type KeyedQueuesOptions } from './keyed-queues.ts';

/** The message that a sign stands on. */
export interface MarkedMessage {
  readonly workspace: string;
  readonly channel: string;
  readonly message: string;
}

/** The bot's signs on messages, set a few at a time: they are a courtesy, and must not stand in the way of answers. */
export interface MarkLine {
  /**
   * Sets a sign when its turn in the workspace has come. False, and nothing done, when too many wait there and when the
   * sign was taken off before its turn. Rejects with the signal's reason as soon as it aborts, else as `set` does.
   */
  on(at: MarkedMessage, set: () => Promise<boolean>, signal: AbortSignal): Promise<boolean>;
  /** Takes one off at once, after one that is being set on the same message, instead of one that waits. */
  off(at: MarkedMessage, remove: () => Promise<boolean>): Promise<boolean>;
}

/** Nothing waiting. Both limits are each workspace's: a sign that comes when the line is full would be late anyway. */
export function createMarkLine(limits: Required<KeyedQueuesOptions>): MarkLine {
  const queues = createKeyedQueues(limits);
  const waiting = new Set<string>();
  const beingSet = new Map<string, Promise<boolean>>();
  return {
    async on(at, set, signal) {
      if (queues.isFull(at.workspace)) return false;
      const key = keyOf(at);
      waiting.add(key);
      const turn = async (): Promise<boolean> => {
        if (!waiting.delete(key)) return false;
        const setting = set();
        beingSet.set(key, setting);
        try {
          return await setting;
        } finally {
          if (beingSet.get(key) === setting) beingSet.delete(key);
        }
      };
      return queues.run(at.workspace, turn, signal).finally(() => waiting.delete(key));
    },
    async off(at, remove) {
      const key = keyOf(at);
      waiting.delete(key);
      // How that ends is told to whoever sets it.
      await beingSet.get(key)?.catch(() => false);
      return remove();
    },
  };
}

function keyOf({ workspace, channel, message }: MarkedMessage): string {
  return `${workspace} ${channel} ${message}`;
}
