import type { ChatContext } from './chat-context.ts';
import type { RunOnce } from './run-once.ts';

/** Tells whoever invited the bot what it does in the channel, in which language, and how to make it quieter. */
export type Welcome = (context: ChatContext) => Promise<void>;

/** Once a channel, as long as `once` remembers. */
export function createWelcome(once: RunOnce): Welcome {
  return async (context) => {
    const { settings, request } = context;
    const language = request.asker.locale ?? settings.language;
    const { workspace, channel } = request.at;
    await once.run(`welcome ${workspace} ${channel}`, async () => {
      await context.say({ kind: 'welcome', language, channelLanguage: settings.language });
    });
  };
}
