/** Things in line by channel: channels take turns, and within one the first come are the first served. */
export interface FairLine<T> {
  /** Behind all others of its channel; a channel that had none is last in the round. */
  push(channel: string, item: T): void;
  /** Takes the item of the channel whose turn it is, passing over channels that may not just now. Null when none may. */
  next(may: (channel: string) => boolean): T | null;
  /** Takes back the newest item of the channel that has most. Null when the line is empty. */
  shed(): T | null;
  size(): number;
}

/** An empty line. Each call costs at most one step a channel. */
export function createFairLine<T>(): FairLine<T> {
  // In the order of their turns; a channel without items is not there.
  const channels = new Map<string, T[]>();
  let size = 0;
  const takeFrom = (channel: string, items: T[], item: T | undefined): T | null => {
    if (items.length === 0) channels.delete(channel);
    if (item === undefined) return null;
    size -= 1;
    return item;
  };
  return {
    push(channel, item) {
      const items = channels.get(channel);
      if (items === undefined) channels.set(channel, [item]);
      else items.push(item);
      size += 1;
    },
    next(may) {
      for (const [channel, items] of channels) {
        if (!may(channel)) continue;
        const item = items.shift();
        // Its next turn comes after everybody else's.
        channels.delete(channel);
        channels.set(channel, items);
        return takeFrom(channel, items, item);
      }
      return null;
    },
    shed() {
      let most: [string, T[]] | null = null;
      for (const entry of channels) if (most === null || entry[1].length > most[1].length) most = entry;
      return most === null ? null : takeFrom(most[0], most[1], most[1].pop());
    },
    size: () => size,
  };
}
