import type { ChatRequest } from '../domain/chat-request.ts';
import { asError, errorCodeOf, vidigestErrorIn } from '../domain/errors.ts';
import { slept } from '../domain/slept.ts';
import type { ChannelMark } from '../ports/channel-store.ts';
import type { BackFill, BackFillDeps } from './back-fill.ts';

/** What catching up needs of the world. */
export interface CatchUpDeps extends Pick<BackFillDeps, 'history' | 'noticeLinks' | 'clock' | 'logger'> {
  readonly backFill: BackFill;
}

export interface CatchUpSettings {
  /** Between two tries. */
  readonly everyMs: number;
  /** Older messages are left alone: an answer to them would come as a surprise. */
  readonly maxAgeMs: number;
  /** A message was posted so long before it could not be taken, at most. */
  readonly overlapMs: number;
}

/**
 * Makes good what the store could not take. A platform repeats an event for minutes, if at all, and a database or a disk
 * may be away for longer.
 */
export interface CatchUp {
  /** Reads up as `BackFill` does, again and again as long as the store fails. Throws the signal's reason. */
  readonly backFill: BackFill;
  /**
   * A handler of what people ask that throws what the given one throws, and has the channel read again later where that
   * may have left a link unanswered.
   */
  over(handle: Handle): Handle;
}

type Handle = (request: ChatRequest, signal: AbortSignal) => Promise<void>;

interface Missed extends Pick<ChannelMark, 'surface' | 'workspace' | 'channel'> {
  readonly sinceMs: number;
}

/** Nothing missed yet. */
export function createCatchUp(deps: CatchUpDeps, settings: CatchUpSettings): CatchUp {
  const { clock, logger } = deps;
  const missed = new Map<string, Missed>();
  let isReading = false;
  /** Never rejects. Ends in the step in which it finds nothing left: what is missed in the next one begins it anew. */
  const readOn = async (signal: AbortSignal): Promise<void> => {
    isReading = true;
    while (missed.size > 0 && (await slept(clock, settings.everyMs, signal))) {
      for (const [key, channel] of [...missed]) {
        // What was missed meanwhile is another entry.
        if ((await isRead(deps, settings, channel, signal)) && missed.get(key) === channel) missed.delete(key);
      }
    }
    isReading = false;
  };
  const miss = ({ surface, workspace, channel }: Omit<Missed, 'sinceMs'>, signal: AbortSignal): void => {
    const key = JSON.stringify([surface, workspace, channel]);
    const sinceMs = Math.min(missed.get(key)?.sinceMs ?? Number.POSITIVE_INFINITY, clock.now() - settings.overlapMs);
    missed.set(key, { surface, workspace, channel, sinceMs });
    if (!isReading) void readOn(signal);
  };
  return {
    async backFill(places, signal) {
      for (;;) {
        try {
          return await deps.backFill(places, signal);
        } catch (error) {
          signal.throwIfAborted();
          if (errorCodeOf(error) !== 'store-failed') throw error;
          logger.warn('what was said meanwhile cannot be read up yet', { error: asError(error) });
          await clock.sleep(settings.everyMs, signal);
        }
      }
    },
    over: (handle) => async (request, signal) => {
      try {
        await handle(request, signal);
      } catch (error) {
        const isLink = request.kind === 'digest' && request.at.message !== null;
        if (isLink && !signal.aborted && errorCodeOf(error) === 'store-failed') miss(request.at, signal);
        throw error;
      }
    },
  };
}

/** Whether there is nothing left to do for a channel: it has been read, or cannot be, or only what is too old is left. */
async function isRead(
  { history, noticeLinks, clock, logger }: CatchUpDeps,
  { maxAgeMs }: CatchUpSettings,
  channel: Missed,
  signal: AbortSignal,
): Promise<boolean> {
  const { surface, channel: name } = channel;
  try {
    const oldestMs = Math.max(channel.sinceMs, clock.now() - maxAgeMs);
    for await (const message of history.since(channel, oldestMs, signal)) await noticeLinks(message, signal);
    logger.info('a channel was read again', { surface, channel: name });
    return true;
  } catch (error) {
    if (signal.aborted) return true;
    const code = errorCodeOf(error);
    const isFinal = code !== 'store-failed' && vidigestErrorIn(error)?.retryAtMs === undefined;
    logger.warn('a channel could not be read', { surface, channel: name, code, error: asError(error) });
    return isFinal;
  }
}
