const discordEpochMs = 1_420_070_400_000;

/** Ids as Discord makes them: a time in ms and a counter, so that they sort. */
export interface Snowflakes {
  /** A new id, of now or of another time. */
  next(atMs?: number): string;
}

/** Ids of 19 digits, each one new. */
export function createSnowflakes(): Snowflakes {
  let count = 0;
  return {
    next(atMs = Date.now()) {
      count += 1;
      return String((BigInt(atMs - discordEpochMs) << 22n) | BigInt(count & 0x3fffff));
    },
  };
}
