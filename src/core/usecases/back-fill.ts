import { asError, errorCodeOf } from '../domain/errors.ts';
import type { NoticedMessage } from '../domain/noticed-message.ts';
import type { ChannelHistory } from '../ports/channel-history.ts';
import type { ChannelMark, ChannelStore } from '../ports/channel-store.ts';
import type { Clock, Logger } from '../ports/runtime.ts';

/** What reading up needs of the world. */
export interface BackFillDeps {
  readonly history: ChannelHistory;
  readonly channels: Pick<ChannelStore, 'active'>;
  /** Once it resolves the message will be answered. The same message may come any number of times. */
  readonly noticeLinks: (message: NoticedMessage, signal: AbortSignal) => Promise<void>;
  readonly clock: Clock;
  readonly logger: Logger;
}

export interface BackFillSettings {
  /** Older messages are left alone: an answer to them would come as a surprise. */
  readonly maxAgeMs: number;
  /** Channels in which nothing was said for longer are not read. */
  readonly activeWithinMs: number;
  /**
   * How much of what was read before is read again: a newer message may have been written down before an older one was.
   * What is noticed twice is answered once.
   */
  readonly overlapMs: number;
}

/**
 * Reads each active channel of some workspaces from where it was read last, and notices what was said meanwhile. To be
 * called after a start, and whenever events may have been missed. Channels that cannot be read are logged and left. Throws
 * `store-failed`, and the signal's reason.
 */
export type BackFill = (places: readonly ReadPlace[], signal: AbortSignal) => Promise<void>;
type ReadPlace = Pick<ChannelMark, 'surface' | 'workspace'>;

/** The use case over its ports. */
export function createBackFill(deps: BackFillDeps, settings: BackFillSettings): BackFill {
  const { channels, clock } = deps;
  return async (places, signal) => {
    const nowMs = clock.now();
    // Marks move as soon as anything is noticed: all are read before.
    const marks: ChannelMark[] = [];
    for (const place of places) marks.push(...(await channels.active(place, nowMs - settings.activeWithinMs)));
    for (const mark of marks) {
      signal.throwIfAborted();
      const oldestMs = Math.max(mark.postedAtMs - settings.overlapMs, nowMs - settings.maxAgeMs);
      await readUp(deps, mark, oldestMs, signal);
    }
  };
}

async function readUp(deps: BackFillDeps, mark: ChannelMark, oldestMs: number, signal: AbortSignal): Promise<void> {
  const { history, noticeLinks, logger } = deps;
  try {
    for await (const message of history.since(mark, oldestMs, signal)) await noticeLinks(message, signal);
  } catch (error) {
    signal.throwIfAborted();
    const code = errorCodeOf(error);
    if (code === 'store-failed') throw error;
    const { surface, channel } = mark;
    logger.warn('a channel could not be read', { surface, channel, code, error: asError(error) });
  }
}
