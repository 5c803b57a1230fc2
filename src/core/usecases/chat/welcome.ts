import type { WorkspaceTraitStore } from '../../ports/store.ts';
import { type ChannelSettings, workspaceLocaleTrait } from './channel-settings.ts';
import type { ChatContext } from './chat-context.ts';
import type { RunOnce } from './run-once.ts';

/** `once` over all processes; where the workspace's language is written down, and how settings then are. */
export interface WelcomeDeps {
  readonly once: RunOnce;
  readonly traits: WorkspaceTraitStore;
  readonly channelSettings: ChannelSettings;
}

/**
 * Tells whoever invited the bot what it does in the channel, in which language, and how to make it quieter. The first who
 * invites it to a workspace decides, by what they read the platform in, which language that is where nobody says
 * otherwise.
 */
export type Welcome = (context: ChatContext) => Promise<void>;

/** Once a channel, as long as `once` remembers. */
export function createWelcome({ once, traits, channelSettings }: WelcomeDeps): Welcome {
  return async (context) => {
    const { asker, at } = context.request;
    const { surface, workspace, channel } = at;
    const isKnown = (await traits.get(workspace, workspaceLocaleTrait)) !== null;
    if (!isKnown && asker.locale !== null && !asker.isGuest) {
      await traits.set(workspace, workspaceLocaleTrait, asker.locale);
    }
    const settings = await channelSettings({ surface, workspace, channel });
    const language = asker.locale ?? settings.language;
    await once.run(`welcome ${workspace} ${channel}`, async () => {
      await context.say({ kind: 'welcome', language, channelLanguage: settings.language });
    });
  };
}
