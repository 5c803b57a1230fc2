import { abortable } from '../../core/domain/abortable.ts';
import type { PostRef } from '../../core/domain/reply.ts';
import type { Outbox, RemoteWrite, Slot } from '../../core/ports/outbox.ts';
import type { SlackMessage } from '../../formatters/slack/blocks.ts';
import { findPost, postMetadata } from './find-post.ts';
import { contentOf } from './message-content.ts';
import type { Pacing } from './pacing.ts';
import type { SlackCall } from './slack-call.ts';
import type { SlackClient } from './slack-client.ts';
import { readFailure } from './slack-failure.ts';

/** What writing new messages takes. */
export interface SlackPostsDeps {
  readonly client: SlackClient;
  readonly call: SlackCall;
  readonly pacing: Pacing;
  readonly outbox: Outbox | null;
}

/** A thread, for everybody in the channel. */
export interface ThreadPlace {
  readonly channel: string;
  readonly thread: string;
}

/** Somebody in a channel, or in one of its threads. */
export interface PrivatePlace {
  readonly channel: string;
  readonly thread: string | null;
  readonly user: string;
}

/** Writes single messages, in turn, each once where it has a slot. Throws SlackCallErrors, and what the outbox throws. */
export interface SlackPosts {
  /** Posts what does not stand there yet, and returns where it stands. */
  post(place: ThreadPlace, message: SlackMessage, slot: Slot | null, signal: AbortSignal): Promise<PostRef>;
  /** What stands under a slot; null where nothing does. Posts nothing. */
  standing(place: ThreadPlace, slot: Slot | null, signal: AbortSignal): Promise<PostRef | null>;
  /** Says something to one person. False where it may have been said before. */
  tell(place: PrivatePlace, message: SlackMessage, slot: Slot | null, signal: AbortSignal): Promise<boolean>;
}

/** Certainly nothing was posted: an intent may be taken back. */
const isRefusal = (error: unknown): boolean => readFailure(error).kind !== 'doubtful';

/** Over Slack's client. Each request is made once; what is refused for a while comes again with an intent of its own. */
export function createSlackPosts({ client, call, pacing, outbox }: SlackPostsDeps): SlackPosts {
  const post = async (place: ThreadPlace, message: SlackMessage, key: string | null): Promise<PostRef> => {
    const { channel, thread: thread_ts } = place;
    const hidden = key === null ? {} : { metadata: postMetadata(key) };
    const body = { channel, thread_ts, ...contentOf(message), unfurl_links: false, unfurl_media: false, ...hidden };
    const { ts } = await client.chat.postMessage(body);
    return { channel, message: ts ?? '' };
  };
  const lookUpIn =
    (place: ThreadPlace): RemoteWrite['lookUp'] =>
    (key, signal) =>
      findPost({ client, call }, { ...place, key }, signal);
  return {
    post(place, message, slot, signal) {
      const once = (): Promise<PostRef> => {
        if (slot === null || outbox === null) return post(place, message, slot?.key ?? null);
        const write: RemoteWrite['write'] = (key, inTime) => abortable(post(place, message, key), inTime);
        return outbox.post(slot, { write, lookUp: lookUpIn(place), isRefusal }, signal);
      };
      return pacing.message(place.channel, 'chat.postMessage', once, signal);
    },
    async standing(place, slot, signal) {
      if (slot === null || outbox === null) return null;
      const nothing = new Error('nothing stands there');
      const write = () => Promise.reject(nothing);
      const remote: RemoteWrite = { write, lookUp: lookUpIn(place), isRefusal: (error) => error === nothing };
      const look = async (): Promise<PostRef | null> => {
        try {
          return await outbox.post(slot, remote, signal);
        } catch (error) {
          if (error === nothing) return null;
          throw error;
        }
      };
      return call({ method: 'conversations.replies', idempotent: true }, look, signal);
    },
    tell({ channel, thread, user }, message, slot, signal) {
      const place = thread === null ? {} : { thread_ts: thread };
      const write = async (): Promise<void> => {
        await client.chat.postEphemeral({ channel, user, ...place, ...contentOf(message) });
      };
      const once = async (): Promise<boolean> => {
        if (slot !== null && outbox !== null) {
          return outbox.once(slot, { write: (inTime) => abortable(write(), inTime), isRefusal }, signal);
        }
        await write();
        return true;
      };
      return pacing.message(channel, 'chat.postEphemeral', once, signal);
    },
  };
}
