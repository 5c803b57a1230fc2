/** Points between 0 and 1 that look like chance and come again with the same seed. */
export interface RandomPoints {
  readonly seed: number;
  next(): number;
}

/** The seed of the environment, to run a series again; otherwise a new one each time. */
export function seedOfRun(): number {
  return Number(process.env['VIDIGEST_CRASH_SEED'] ?? Date.now() % 1_000_000_007);
}

/** Mulberry32. */
export function createRandomPoints(seed: number): RandomPoints {
  let state = seed >>> 0;
  return {
    seed,
    next() {
      state = (state + 0x6d2b79f5) >>> 0;
      let mixed = Math.imul(state ^ (state >>> 15), state | 1);
      mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
      return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
    },
  };
}
