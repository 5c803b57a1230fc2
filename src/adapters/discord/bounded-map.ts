/** A map that forgets its oldest entries beyond a number. */
export interface BoundedMap<V> {
  get(key: string): V | undefined;
  /** Makes the entry the newest. */
  set(key: string, value: V): void;
  delete(key: string): void;
}

/** Empty; holds `limit` entries. */
export function createBoundedMap<V>(limit: number): BoundedMap<V> {
  const entries = new Map<string, V>();
  return {
    get: (key) => entries.get(key),
    delete: (key) => void entries.delete(key),
    set(key, value) {
      entries.delete(key);
      entries.set(key, value);
      const [oldest] = entries.keys();
      if (entries.size > limit && oldest !== undefined) entries.delete(oldest);
    },
  };
}
