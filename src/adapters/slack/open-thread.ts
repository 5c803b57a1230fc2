import type { RequestFrame, WantedVideo } from '../../core/domain/chat-request.ts';
import { messageKey } from '../../core/domain/post-key.ts';
import type { MessageRef } from '../../core/domain/reply.ts';
import { orderMessage } from '../../formatters/slack/order-message.ts';
import { refusalOf } from './slack-failure.ts';
import type { SlackPosts } from './slack-posts.ts';

/** Slack's ways to say that the bot may not write here. */
const notHere: ReadonlySet<string> = new Set([
  'not_in_channel',
  'channel_not_found',
  'is_archived',
  'restricted_action',
  'restricted_action_read_only_channel',
]);

/**
 * Posts the message that the digests of a command hang on: who asked for what. Once for each request, however often it is
 * asked. Null where the bot may not post.
 */
export function createOpenThread({ posts }: { readonly posts: SlackPosts }) {
  return async (
    { id, at, asker }: RequestFrame,
    videos: readonly WantedVideo[],
    { signal }: { readonly signal: AbortSignal },
  ): Promise<MessageRef | null> => {
    if (at.channel === '') return null;
    const slot = { key: messageKey(`${id}/order`, 1), workspace: at.workspace, fence: null };
    try {
      const post = await posts.post({ ...at, thread: null }, orderMessage(asker.id, videos), slot, signal);
      return { ...at, ...post, thread: null, author: asker.id };
    } catch (error) {
      if (notHere.has(refusalOf(error))) return null;
      throw error;
    }
  };
}
