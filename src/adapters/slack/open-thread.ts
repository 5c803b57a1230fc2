import type { RequestFrame, WantedVideo } from '../../core/domain/chat-request.ts';
import type { MessageRef } from '../../core/domain/reply.ts';
import { orderMessage } from '../../formatters/slack/order-message.ts';
import type { SlackCall } from './slack-call.ts';
import type { SlackClient } from './slack-client.ts';
import { refusalOf } from './slack-failure.ts';

/** Slack's ways to say that the bot may not write here. */
const notHere: ReadonlySet<string> = new Set([
  'not_in_channel',
  'channel_not_found',
  'is_archived',
  'restricted_action',
  'restricted_action_read_only_channel',
]);

/**
 * Posts the message that the digests of a command hang on: who asked for what. Null where the bot may not post. Posts
 * again when it is asked again.
 */
export function createOpenThread({ client, call }: { readonly client: SlackClient; readonly call: SlackCall }) {
  return async (
    { at, asker }: RequestFrame,
    videos: readonly WantedVideo[],
    { signal }: { readonly signal: AbortSignal },
  ): Promise<MessageRef | null> => {
    if (at.channel === '') return null;
    const { text, blocks } = orderMessage(asker.id, videos);
    const rest = { parse: 'none', link_names: false, unfurl_links: false, unfurl_media: false } as const;
    const post = () => client.chat.postMessage({ channel: at.channel, text, blocks: [...blocks], ...rest });
    try {
      const { ts, channel } = await call({ method: 'chat.postMessage', idempotent: false }, post, signal);
      if (ts === undefined) return null;
      return { ...at, channel: channel ?? at.channel, message: ts, thread: null, author: asker.id };
    } catch (error) {
      if (notHere.has(refusalOf(error))) return null;
      throw error;
    }
  };
}
