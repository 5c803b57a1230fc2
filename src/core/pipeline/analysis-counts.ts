/** Inclusive bounds. */
export interface Count {
  readonly least: number;
  readonly most: number;
}

/** How many arguments and quotes a digest holds. */
export interface AnalysisCounts {
  readonly arguments: Count;
  readonly quotes: Count;
}

const minute = 60_000;

/** How much a talk of this length holds. Lower ends are wishes to the model, never reasons to pad. */
export function countsFor(durationMs: number): AnalysisCounts {
  const quotes = { least: 3, most: 5 };
  if (durationMs < 3 * minute) return { arguments: { least: 0, most: 2 }, quotes: { least: 0, most: 2 } };
  if (durationMs < 15 * minute) return { arguments: { least: 3, most: 5 }, quotes };
  if (durationMs <= 45 * minute) return { arguments: { least: 5, most: 8 }, quotes };
  return { arguments: { least: 10, most: 15 }, quotes };
}
