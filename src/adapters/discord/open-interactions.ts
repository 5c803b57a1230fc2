import { createBoundedMap } from './bounded-map.ts';
import type { InteractionKey } from './interaction-answer.ts';

/** Somebody who waits for an answer. */
export interface OpenInteraction {
  readonly key: InteractionKey;
  /** Whether anything was said to them yet. */
  answered: boolean;
}

/** Those who wait, by the handle that their requests carry. Handles mean nothing to another process. */
export interface OpenInteractions {
  add(handle: string, interaction: OpenInteraction): void;
  find(handle: string): OpenInteraction | undefined;
}

/** More than people can start in the minutes in which they can be answered. */
const remembered = 10_000;

/** Nobody waits yet. */
export function createOpenInteractions(): OpenInteractions {
  const open = createBoundedMap<OpenInteraction>(remembered);
  return { add: open.set, find: open.get };
}
