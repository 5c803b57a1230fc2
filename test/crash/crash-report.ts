import type { CrashCounts } from './census.ts';

/** What the kills were aimed at. */
export interface Aims {
  /** What was killed at: `before` or `after` and the name of a write. */
  readonly writes: readonly string[];
  readonly atRandom: number;
}

/** The counts as a table for people. */
export function reportOf(title: string, counts: CrashCounts, { writes, atRandom }: Aims): string {
  const rows: readonly (readonly [string, number])[] = [
    ['kills', counts.kills],
    ['  at random moments', atRandom],
    ['  around writes and answers of the model', counts.kills - atRandom],
    ['links', counts.asked],
    ['  lost', counts.lost],
    ['messages posted', counts.posted],
    ['  doubled', counts.doubled],
    ['  marked as worked on although given up', counts.marked],
    ['answers of the model stored at a death', counts.stored],
    ['  paid twice', counts.paidTwice],
  ];
  const lines = rows.map(([what, count]) => `| ${what.padEnd(41)} | ${String(count).padStart(5)} |`);
  const aimed = `a kill ${writes.join(', ')}`;
  return ['', `| ${title.padEnd(41)} |       |`, `|${'-'.repeat(43)}|------:|`, ...lines, aimed, ''].join('\n');
}
