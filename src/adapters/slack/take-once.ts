import { createRecentIds } from './recent-ids.ts';

/** Does something for each id until it has succeeded once. */
export interface TakeOnce {
  /**
   * The work's end: of the one under way, where there is one; at once, where it has succeeded before. What has failed is
   * done again when it comes again.
   */
  take(id: string, work: () => Promise<void>): Promise<void>;
}

/** Remembers `limit` ids that are done, the newest. */
export function createTakeOnce(limit: number): TakeOnce {
  const done = createRecentIds(limit);
  const underWay = new Map<string, Promise<void>>();
  const begin = async (id: string, work: () => Promise<void>): Promise<void> => {
    try {
      await work();
      done.isNew(id);
    } finally {
      underWay.delete(id);
    }
  };
  return {
    async take(id, work) {
      if (done.has(id)) return;
      const running = underWay.get(id) ?? begin(id, work);
      underWay.set(id, running);
      await running;
    },
  };
}
