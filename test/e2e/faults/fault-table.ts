import type { MetFault, MetWorld } from './fault-case.ts';
import type { FaultOutcome } from './fault-world.ts';

/** A case that was run. */
export interface FaultRow {
  readonly fault: Pick<MetFault<MetWorld>, 'where' | 'fault' | 'borne'>;
  readonly outcome: Pick<FaultOutcome, 'sees' | 'ends' | 'again'>;
}

const head = ['fault', 'where', 'what people saw', 'done again', 'request'];

/** Aligned columns, a line a row, a line break at the end. */
export function faultTable(rows: readonly FaultRow[]): string {
  const lines = rows.map(({ fault: { fault, where, borne }, outcome: { sees, ends, again } }) => {
    const repeated = [...again].map(([what, count]) => `${what} ×${count}`).join(', ');
    return [fault, where, sees.join(' → '), repeated === '' ? (borne ?? '-') : repeated, ends];
  });
  const widths = head.map((title, column) =>
    Math.max(...[title, ...lines.map((line) => line[column] ?? '')].map(width)),
  );
  const aligned = [head, widths.map((each) => '-'.repeat(each)), ...lines].map((line) => {
    return line
      .map((cell, column) => cell + ' '.repeat((widths[column] ?? 0) - width(cell)))
      .join(' | ')
      .trimEnd();
  });
  return `${aligned.join('\n')}\n`;
}

function width(text: string): number {
  return [...text].length;
}
