import type { NoticedMessage } from '../domain/noticed-message.ts';
import type { ChannelMark } from './channel-store.ts';

/** What was said in a channel while nobody listened. */
export interface ChannelHistory {
  /**
   * The messages of people posted at or after `oldestMs`, oldest first, threads apart where the platform keeps them
   * apart. Throws `chat-refused` when the platform will not tell, with `retryAtMs` when it may later.
   */
  since(
    channel: Pick<ChannelMark, 'surface' | 'workspace' | 'channel'>,
    oldestMs: number,
    signal: AbortSignal,
  ): AsyncIterable<NoticedMessage>;
}
