/** Things in line by channel: channels take turns, and within one the first come are the first served. */
export interface FairLine<T> {
  /** Behind all others of its channel. */
  push(channel: string, item: T): void;
  /**
   * Takes the first item of the channel whose last turn was longest ago, passing over channels that may not just now.
   * Null when none may.
   */
  next(may: (channel: string) => boolean): T | null;
  /** Takes back the newest item of the channel that has most. Null when the line is empty. */
  shed(): T | null;
  size(): number;
}

/** Turns of channels beyond this many, longest ago, are forgotten. */
const rememberedTurns = 10_000;

/** An empty line. Each call costs at most one step a waiting channel. */
export function createFairLine<T>(): FairLine<T> {
  // Only channels that have items, in the order in which they came.
  const channels = new Map<string, T[]>();
  const turns = new Map<string, number>();
  let turn = 0;
  let size = 0;
  const taken = (channel: string, items: readonly T[], item: T | undefined): T | null => {
    if (items.length === 0) channels.delete(channel);
    if (item === undefined) return null;
    size -= 1;
    return item;
  };
  const hadTurn = (channel: string): void => {
    turn += 1;
    turns.delete(channel);
    turns.set(channel, turn);
    const [oldest] = turns.keys();
    if (turns.size > rememberedTurns && oldest !== undefined) turns.delete(oldest);
  };
  return {
    push(channel, item) {
      const items = channels.get(channel);
      if (items === undefined) channels.set(channel, [item]);
      else items.push(item);
      size += 1;
    },
    next(may) {
      let first: { readonly channel: string; readonly items: T[]; readonly lastTurn: number } | null = null;
      for (const [channel, items] of channels) {
        const lastTurn = turns.get(channel) ?? 0;
        if ((first === null || lastTurn < first.lastTurn) && may(channel)) first = { channel, items, lastTurn };
      }
      if (first === null) return null;
      hadTurn(first.channel);
      return taken(first.channel, first.items, first.items.shift());
    },
    shed() {
      let most: { readonly channel: string; readonly items: T[] } | null = null;
      for (const [channel, items] of channels) {
        if (most === null || items.length > most.items.length) most = { channel, items };
      }
      return most === null ? null : taken(most.channel, most.items, most.items.pop());
    },
    size: () => size,
  };
}
