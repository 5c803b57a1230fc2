import { findVideoLinks } from '../domain/links.ts';
import type { NoticedMessage } from '../domain/noticed-message.ts';
import type { MessageRef } from '../domain/reply.ts';
import type { ChannelStore } from '../ports/channel-store.ts';
import type { ChatSurface } from '../ports/chat-surface.ts';
import { type DigestRequest, openStates } from '../ports/request-store.ts';
import type { Logger } from '../ports/runtime.ts';
import type { FileRequests } from './file-requests.ts';

/** What noticing needs of the world. */
export interface NoticeLinksDeps {
  readonly fileRequests: FileRequests;
  readonly channels: Pick<ChannelStore, 'saw'>;
  readonly surface: Pick<ChatSurface, 'mark'>;
  readonly logger: Logger;
}

export interface NoticeLinksSettings {
  /** BCP 47 tag of the digests. */
  readonly language: string;
  /** More links of one message than this are left alone. */
  readonly maxLinks: number;
}

/**
 * Writes down what a message asks for. Once it resolves the message may be acknowledged: it will be answered. The same
 * message may come any number of times. Throws `store-failed`, and must then come again. The sign on the message is set
 * afterwards, as long as `signal` allows.
 */
export type NoticeLinks = (message: NoticedMessage, signal: AbortSignal) => Promise<void>;

/** The use case over its ports. */
export function createNoticeLinks(deps: NoticeLinksDeps, settings: NoticeLinksSettings): NoticeLinks {
  return async (message, signal) => {
    const { ref, text } = message;
    const videos = findVideoLinks(text).slice(0, settings.maxLinks);
    if (videos.length > 0) {
      const wanted = videos.map(({ videoId }) => ({ ref, videoId, language: settings.language }));
      const filed = await deps.fileRequests(wanted);
      // A message that comes again after its answer must not look as if the bot were still at it.
      if (filed.some(isOpen)) void markQuietly(deps, ref, signal);
    }
    await rememberQuietly(deps, message);
  };
}

function isOpen({ state }: DigestRequest): boolean {
  return openStates.some((open) => open === state);
}

/** How far a channel has been read may be a little behind: what is read again is known by its requests. */
async function rememberQuietly({ channels, logger }: NoticeLinksDeps, { ref, postedAtMs }: NoticedMessage) {
  const { surface, workspace, channel, message } = ref;
  try {
    await channels.saw({ surface, workspace, channel, message, postedAtMs });
  } catch (error) {
    logger.warn('how far a channel was read could not be kept', { channel, error: asError(error) });
  }
}

/** The sign is a courtesy; the answer itself does not depend on it. */
async function markQuietly({ surface, logger }: NoticeLinksDeps, ref: MessageRef, signal: AbortSignal): Promise<void> {
  try {
    await surface.mark(ref, true, { signal });
  } catch (error) {
    if (signal.aborted) return;
    logger.warn('the message could not be marked', { channel: ref.channel, error: asError(error) });
  }
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
