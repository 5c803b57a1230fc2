import { stripVTControlCharacters } from 'node:util';
import type { Clock } from '../core/ports/runtime.ts';
import { cutToWidth } from '../formatters/display-width.ts';

/** Where progress is shown. On anything but a terminal nothing is written. */
export interface ProgressStream {
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
  write(text: string): unknown;
}

/** News of one stage. `detail` may be untrusted; it is cut to the line. */
export interface ProgressStep {
  readonly stage: string;
  readonly state: 'started' | 'done' | 'failed';
  readonly detail?: string;
}

export interface ProgressView {
  /** Shows a stage's newest state on a line of its own; redraws in place. */
  report(step: ProgressStep): void;
  /** Leaves the last state standing; nothing is drawn afterwards. */
  close(): void;
}

const signs = { started: '…', done: '✓', failed: '✗' } as const;

/** One line a stage, with the time it took. Writes to the stream at each report, never in between. */
export function createProgressView(stream: ProgressStream, clock: Clock): ProgressView {
  const steps = new Map<string, ProgressStep & { readonly sinceMs: number; readonly tookMs: number }>();
  let drawn = 0;
  let open = stream.isTTY === true;
  const draw = (): void => {
    const lines = [...steps.values()].map((step) => cutToWidth(lineOf(step), (stream.columns ?? 80) - 1));
    const up = drawn === 0 ? '' : `\x1b[${drawn}A`;
    stream.write(`${up}${lines.map((line) => `\x1b[2K${line}\n`).join('')}`);
    drawn = lines.length;
  };
  return {
    report(step) {
      const before = steps.get(step.stage);
      const sinceMs = before?.sinceMs ?? clock.now();
      steps.set(step.stage, { ...step, sinceMs, tookMs: clock.now() - sinceMs });
      if (open) draw();
    },
    close() {
      open = false;
    },
  };
}

function lineOf({ stage, state, detail, tookMs }: ProgressStep & { readonly tookMs: number }): string {
  const time = state === 'started' ? '' : ` ${(tookMs / 1_000).toFixed(1)} s`;
  const clean = stripVTControlCharacters(detail ?? '').replace(/\s+/g, ' ');
  return `${signs[state]} ${stage}${time}${clean === '' ? '' : `  ${clean}`}`;
}
