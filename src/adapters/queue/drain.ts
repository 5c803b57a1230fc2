import { slept } from '../../core/domain/slept.ts';
import type { Clock } from '../../core/ports/runtime.ts';
import type { Places } from './places.ts';

/** Lets what runs end by itself for `graceMs`, then aborts `stopping`, and waits until all is handed back. */
export async function drain(places: Places, graceMs: number, stopping: AbortController, clock: Clock): Promise<void> {
  places.close();
  const done = new AbortController();
  const idle = places.idle().then(() => done.abort());
  await Promise.race([idle, slept(clock, graceMs, done.signal)]);
  stopping.abort();
  await idle;
}
