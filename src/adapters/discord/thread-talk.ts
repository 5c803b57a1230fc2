import type { ThreadTalk } from '../../core/ports/thread-talk.ts';
import type { DiscordCall } from './discord-call.ts';
import { discordCodes, failureBehind } from './discord-failure.ts';
import { listedAtOnce, listMessages } from './message-list.ts';
import { readSpoken } from './spoken-message.ts';

/** Pages of a long thread that are looked through; beyond them people are assumed. */
const mostPages = 5;

/** Asks Discord for the thread. Where it will not show it, people are assumed; where there is none, nobody. */
export function createDiscordThreadTalk({ call }: { readonly call: DiscordCall }): ThreadTalk {
  return {
    async hasPeople({ message, thread }, { signal }) {
      // The thread that a message begins has the message's id.
      const channel = thread ?? message;
      let after = message;
      try {
        for (let page = 0; page < mostPages; page += 1) {
          const messages = await listMessages(call, { channel, after }, signal);
          if (messages.some((each) => readSpoken(each, null) !== null)) return true;
          after = messages.at(-1)?.id ?? after;
          if (messages.length < listedAtOnce) return false;
        }
        return true;
      } catch (error) {
        signal.throwIfAborted();
        const failure = failureBehind(error);
        if (failure.kind === 'refused') return failure.code !== discordCodes.unknownChannel;
        // An error of Discord's own is what it answers to some lists; only silence is worth coming back for.
        if (failure.kind === 'lost' && failure.status !== null) return true;
        throw error;
      }
    },
  };
}
