import type { ThreadTalk } from '../../core/ports/thread-talk.ts';
import type { SlackCall } from './slack-call.ts';
import { refusalOf } from './slack-failure.ts';
import type { SpeakAs } from './workspaces.ts';

/** Pages of a long thread that are looked through; beyond them people are assumed. */
const mostPages = 5;

/** Asks Slack for the thread. Where Slack refuses to show it, people are assumed; where there is none, nobody. */
export function createThreadTalk({
  speakAs,
  call,
}: {
  readonly speakAs: SpeakAs;
  readonly call: SlackCall;
}): ThreadTalk {
  return {
    async hasPeople({ workspace, channel, message, thread }, { signal }) {
      const ts = thread ?? message;
      let cursor: string | undefined;
      try {
        for (let page = 0; page < mostPages; page += 1) {
          const next = cursor === undefined ? {} : { cursor };
          const body = { channel, ts, oldest: message, limit: 200, ...next };
          const get = () => speakAs(workspace, (client) => client.conversations.replies(body));
          const answer = await call({ method: 'conversations.replies', idempotent: true }, get, signal);
          const replies = (answer.messages ?? []).filter((each) => each.ts !== ts && Number(each.ts) > Number(message));
          if (replies.some((each) => each.bot_id === undefined && each.user !== undefined)) return true;
          cursor = answer.response_metadata?.next_cursor;
          if (cursor === undefined || cursor === '') return false;
        }
        return true;
      } catch (error) {
        const refusal = refusalOf(error);
        if (refusal === '') throw error;
        return refusal !== 'thread_not_found';
      }
    },
  };
}
