interface Reading<R> {
  readonly now: Promise<R>;
  /** Begins when `now` has ended; null while nobody has asked for it. */
  next: Promise<R> | null;
}

/**
 * One reading for all who ask for the same while the one before is under way. Nobody gets what was read before they
 * asked, so that whoever has written reads what was written. Different keys never wait for each other.
 */
export function shareReads<T, R>(read: (item: T) => Promise<R>, keyOf: (item: T) => string): (item: T) => Promise<R> {
  const readings = new Map<string, Reading<R>>();
  const begin = (key: string, item: T): Promise<R> => {
    const now = read(item);
    const reading: Reading<R> = { now, next: null };
    readings.set(key, reading);
    const end = (): void => {
      if (reading.next === null) readings.delete(key);
    };
    now.then(end, end);
    return now;
  };
  return (item) => {
    const key = keyOf(item);
    const reading = readings.get(key);
    if (reading === undefined) return begin(key, item);
    const again = (): Promise<R> => begin(key, item);
    reading.next ??= reading.now.then(again, again);
    return reading.next;
  };
}
