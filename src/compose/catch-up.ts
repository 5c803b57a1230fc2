import { type BackFillDeps, createBackFill } from '../core/usecases/back-fill.ts';
import { type CatchUp, createCatchUp } from '../core/usecases/catch-up.ts';
import type { Runtime } from './runtime.ts';

const minute = 60_000;
const day = 24 * 60 * minute;
const reading = { maxAgeMs: 30 * minute, activeWithinMs: 30 * day, overlapMs: minute };

/** Reads up on a platform what was said while nobody listened, in the same way on all of them. */
export function composeCatchUp(
  platform: Pick<BackFillDeps, 'history' | 'noticeLinks' | 'channels'>,
  runtime: Runtime,
): CatchUp {
  const deps = { ...platform, ...runtime };
  return createCatchUp({ ...deps, backFill: createBackFill(deps, reading) }, { ...reading, everyMs: minute / 2 });
}
