/** Remembers what has been dealt with, the newest so and so many. */
export interface RecentIds {
  /** True the first time an id is seen. */
  isNew(id: string): boolean;
  /** Whether it has been seen. */
  has(id: string): boolean;
}

/** Empty; remembers `limit` ids. */
export function createRecentIds(limit: number): RecentIds {
  const seen = new Set<string>();
  return {
    has: (id) => seen.has(id),
    isNew(id) {
      if (seen.has(id)) return false;
      seen.add(id);
      const [oldest] = seen;
      if (seen.size > limit && oldest !== undefined) seen.delete(oldest);
      return true;
    },
  };
}
