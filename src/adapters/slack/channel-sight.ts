import type { ChannelSight } from '../../core/ports/channel-sight.ts';
import type { SlackCall } from './slack-call.ts';
import { refusalOf } from './slack-failure.ts';
import type { SpeakAs } from './workspaces.ts';

/** Members of a channel are asked for in pages of this many, and no more pages than so many. */
const pageSize = 1_000;
const mostPages = 10;

/** Whoever is among the members can open a channel; a larger channel than is looked through counts as closed. */
export function createChannelSight({
  speakAs,
  call,
}: {
  readonly speakAs: SpeakAs;
  readonly call: SlackCall;
}): ChannelSight {
  return {
    async canOpen({ workspace, channel, viewer }, { signal }) {
      let cursor: string | undefined;
      try {
        for (let page = 0; page < mostPages; page += 1) {
          const next = cursor === undefined ? {} : { cursor };
          const body = { channel, limit: pageSize, ...next };
          const get = () => speakAs(workspace, (client) => client.conversations.members(body));
          const answer = await call({ method: 'conversations.members', idempotent: true }, get, signal);
          if (answer.members?.includes(viewer) === true) return true;
          cursor = answer.response_metadata?.next_cursor;
          if (cursor === undefined || cursor === '') return false;
        }
        return false;
      } catch (error) {
        if (refusalOf(error) === '') throw error;
        return false;
      }
    },
  };
}
