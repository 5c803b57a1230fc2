import type { FakeMessage } from '../fakes/slack/workspace.ts';
import { isWholeOverview, keyOf } from './kill-points.ts';

/**
 * What comes of a link. `digest`: all there is. `slow`: the same, over some seconds, so that people see it grow.
 * `again`: the channel has it already. `in vain`: there is nothing to read. `in trouble`: YouTube does not answer at
 * first, which is told, and the digest comes later.
 */
export type Story = 'digest' | 'slow' | 'again' | 'in vain' | 'in trouble';

/** A message with a link. */
export interface Asked {
  readonly ts: string;
  readonly channel: string;
  readonly videoId: string;
  readonly story: Story;
}

/** Parts of an answer that stands in a thread, and may stand there once each. */
export function keysIn(thread: readonly FakeMessage[]): string[] {
  return thread.map(({ metadata }) => keyOf(metadata ?? null) ?? 'without a key');
}

/** Whether people have before them all that the link was to bring. */
export function isAnswered({ story }: Asked, thread: readonly FakeMessage[]): boolean {
  const parts = new Set(keysIn(thread).map((key) => key.split('/')[1]));
  if (story === 'in vain') return true;
  if (story === 'again') return parts.has('again');
  return thread.some(({ blocks }) => isWholeOverview(blocks)) && parts.has('details') && parts.has('full-text');
}
