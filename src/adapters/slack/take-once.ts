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
  const begin = (id: string, work: () => Promise<void>): Promise<void> => {
    const doing = async (): Promise<void> => {
      await work();
      done.isNew(id);
    };
    const running = doing().finally(() => underWay.delete(id));
    underWay.set(id, running);
    return running;
  };
  return {
    async take(id, work) {
      if (!done.has(id)) await (underWay.get(id) ?? begin(id, work));
    },
  };
}
