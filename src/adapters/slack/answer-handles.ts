import { randomUUID } from 'node:crypto';
import type { Clock } from '../../core/ports/runtime.ts';

/** How an answer reaches the person who asked. */
export type AnswerWay =
  /** A page that is open; `metadata` is what it carries. */
  | { readonly kind: 'page'; readonly viewId: string; readonly metadata: string }
  /** Slack's address for answers: at most five, within half an hour. */
  | { readonly kind: 'response'; readonly url: string; uses: number }
  /** A message that only this person sees. */
  | { readonly kind: 'ephemeral' }
  /** The bot's own page, as this person sees it. */
  | { readonly kind: 'home' };

/** Ways to answer, under names that mean nothing to anybody else. */
export interface AnswerHandles {
  add(way: AnswerWay): string;
  /** Null for what is unknown or too old, and for a page on which something else has been asked for since. */
  find(handle: string): AnswerWay | null;
}

/** Slack takes answers no longer than this after the act. */
const goodMs = 30 * 60_000;
const most = 5_000;

/** None yet. They live in memory: after a restart nobody waits any more. */
export function createAnswerHandles(clock: Clock): AnswerHandles {
  const ways = new Map<string, { readonly way: AnswerWay; readonly untilMs: number }>();
  /** By page, the handle of what was asked for last. */
  const newest = new Map<string, string>();
  const isOutdated = (way: AnswerWay, handle: string): boolean =>
    way.kind === 'page' && newest.get(way.viewId) !== handle;
  const forgetOldest = (): void => {
    const [oldest] = ways;
    if (oldest === undefined) return;
    const [handle, { way }] = oldest;
    ways.delete(handle);
    if (way.kind === 'page' && !isOutdated(way, handle)) newest.delete(way.viewId);
  };
  return {
    add(way) {
      const handle = randomUUID();
      if (ways.size >= most) forgetOldest();
      if (way.kind === 'page') newest.set(way.viewId, handle);
      ways.set(handle, { way, untilMs: clock.now() + goodMs });
      return handle;
    },
    find(handle) {
      const entry = ways.get(handle);
      if (entry === undefined || entry.untilMs < clock.now()) return null;
      return isOutdated(entry.way, handle) ? null : entry.way;
    },
  };
}
