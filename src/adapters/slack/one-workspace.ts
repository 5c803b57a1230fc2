import type { Logger } from '../../core/ports/runtime.ts';
import type { SlackCall } from './slack-call.ts';
import type { SlackClient } from './slack-client.ts';
import { keyRefusal } from './slack-failure.ts';
import { identify, type SlackIdentity } from './slack-identity.ts';
import { createKeyWatch, type SlackWorkspaces } from './workspaces.ts';

/**
 * The one workspace of a bot token. Whatever workspace is named, it is that one: an organisation's events may name
 * others. Asks Slack who the bot is when that is first wanted; `find` and `all` throw what `identify` throws.
 */
export function createOneWorkspace(deps: {
  /** From `createSlackClient`, with the token. */
  readonly client: SlackClient;
  readonly call: SlackCall;
  readonly logger: Logger;
}): SlackWorkspaces {
  const watch = createKeyWatch(deps.logger);
  let known: SlackIdentity | null = null;
  const find = async (signal: AbortSignal): Promise<SlackIdentity> => {
    known ??= await identify(deps, signal);
    return known;
  };
  return {
    find: (_, signal) => find(signal),
    all: async (signal) => [(await find(signal)).workspace],
    async speakAs(workspace, request) {
      try {
        const answer = await request(deps.client);
        watch.works(workspace);
        return answer;
      } catch (error) {
        const word = keyRefusal(error);
        if (word !== null) watch.refused(workspace, word);
        throw error;
      }
    },
  };
}
