import type { WorkspaceTraitStore } from '../../ports/store.ts';
import type { ChannelSettings } from './channel-settings.ts';
import type { ChatContext } from './chat-context.ts';
import { createLearnLocale } from './learn-locale.ts';
import type { RunOnce } from './run-once.ts';

/** `once` over all processes; where the workspace's language is written down, and how settings then are. */
export interface WelcomeDeps {
  readonly once: RunOnce;
  readonly traits: WorkspaceTraitStore;
  readonly channelSettings: ChannelSettings;
}

/**
 * Tells whoever invited the bot what it does in the channel, in which language, and how to make it quieter. Theirs may
 * become the workspace's, as `LearnLocale` says.
 */
export type Welcome = (context: ChatContext) => Promise<void>;

/** Once a channel, as long as `once` remembers. */
export function createWelcome({ once, traits, channelSettings }: WelcomeDeps): Welcome {
  const learnLocale = createLearnLocale(traits);
  return async (context) => {
    const { asker, at } = context.request;
    const { surface, workspace, channel } = at;
    await learnLocale(workspace, asker);
    const settings = await channelSettings({ surface, workspace, channel });
    const language = asker.locale ?? settings.language;
    await once.run(`welcome ${workspace} ${channel}`, async () => {
      await context.say({ kind: 'welcome', language, channelLanguage: settings.language });
    });
  };
}
