import { abortable } from '../../core/domain/abortable.ts';
import type { PostRef } from '../../core/domain/reply.ts';
import type { Outbox, RemoteWrite, Slot } from '../../core/ports/outbox.ts';
import type { SlackMessage } from '../../formatters/slack/blocks.ts';
import { findPost, postMetadata } from './find-post.ts';
import { contentOf } from './message-content.ts';
import type { ChannelPlace, Pacing } from './pacing.ts';
import type { SlackCall } from './slack-call.ts';
import { readFailure } from './slack-failure.ts';
import type { SpeakAs } from './workspaces.ts';

/** What writing new messages takes. */
export interface SlackPostsDeps {
  readonly speakAs: SpeakAs;
  readonly call: SlackCall;
  readonly pacing: Pacing;
  readonly outbox: Outbox | null;
}

/** A thread for everybody in the channel, or the channel itself. */
export interface ThreadPlace extends ChannelPlace {
  readonly thread: string | null;
}

/** Somebody in a channel, or in one of its threads. */
export interface PrivatePlace extends ThreadPlace {
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
export function createSlackPosts({ speakAs, call, pacing, outbox }: SlackPostsDeps): SlackPosts {
  const post = async (place: ThreadPlace, message: SlackMessage, key: string | null): Promise<PostRef> => {
    const { workspace, channel, thread } = place;
    const hidden = { ...inThread(thread), ...(key === null ? {} : { metadata: postMetadata(key) }) };
    const body = { channel, ...contentOf(message), unfurl_links: false, unfurl_media: false, ...hidden };
    const { ts } = await speakAs(workspace, (client) => client.chat.postMessage(body));
    return { channel, message: ts ?? '' };
  };
  const lookUpIn =
    (place: ThreadPlace): RemoteWrite['lookUp'] =>
    (key, signal) =>
      findPost({ speakAs, call }, { ...place, key }, signal);
  return {
    post(place, message, slot, signal) {
      const once = (): Promise<PostRef> => {
        if (slot === null || outbox === null) return post(place, message, slot?.key ?? null);
        const write: RemoteWrite['write'] = (key, inTime) => abortable(post(place, message, key), inTime);
        return outbox.post(slot, { write, lookUp: lookUpIn(place), isRefusal }, signal);
      };
      return pacing.message(place, 'chat.postMessage', once, signal);
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
    tell(place, message, slot, signal) {
      const { workspace, channel, thread, user } = place;
      const body = { channel, user, ...inThread(thread), ...contentOf(message) };
      const write = async (): Promise<void> => {
        await speakAs(workspace, (client) => client.chat.postEphemeral(body));
      };
      const once = async (): Promise<boolean> => {
        if (slot !== null && outbox !== null) {
          return outbox.once(slot, { write: (inTime) => abortable(write(), inTime), isRefusal }, signal);
        }
        await write();
        return true;
      };
      return pacing.message(place, 'chat.postEphemeral', once, signal);
    },
  };
}

function inThread(thread: string | null): { thread_ts?: string } {
  return thread === null ? {} : { thread_ts: thread };
}
