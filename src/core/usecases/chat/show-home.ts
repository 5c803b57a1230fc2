import type { ChannelSettings } from './channel-settings.ts';
import type { ChatContext } from './chat-context.ts';
import { mayChangeAt } from './may-spend.ts';
import type { RecentDigests } from './recent-digests.ts';
import type { TellUsage } from './tell-usage.ts';

/** What the page is made of. */
export interface ShowHomeDeps {
  readonly channelSettings: ChannelSettings;
  readonly recentDigests: RecentDigests;
  readonly tellUsage: TellUsage;
}

/** A person's own page about the bot: how it is set for the workspace, what it cost, what it made where they can look. */
export type ShowHome = (context: ChatContext) => Promise<void>;

/** The use case over its ports. What a workspace pays is not shown to people of others. Throws `store-failed`. */
export function createShowHome({ channelSettings, recentDigests, tellUsage }: ShowHomeDeps): ShowHome {
  return async (context) => {
    const { asker, at } = context.request;
    const { surface, workspace } = at;
    const place = { surface, workspace, channel: null };
    const viewer = { surface, workspace, viewer: asker.id };
    const settings = await channelSettings(place);
    const [usage, recent] = await Promise.all([
      asker.isGuest ? null : tellUsage({ viewer, here: null }, { signal: context.signal }),
      recentDigests(viewer, { signal: context.signal }),
    ]);
    const language = asker.locale ?? settings.language;
    const mayChange = mayChangeAt(context.request, settings);
    await context.say({ kind: 'home', language, settings, mayChange, usage, recent });
  };
}
