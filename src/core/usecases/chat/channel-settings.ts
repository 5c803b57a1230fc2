import { parseLanguage } from '../../domain/language.ts';
import { mergeSettings, type Settings, type SettingsLayer } from '../../domain/settings.ts';
import type { SettingsPlace, SettingsStore } from '../../ports/settings-store.ts';
import type { WorkspaceTraitStore } from '../../ports/store.ts';

/** The trait under which a workspace's own language stands: its installer's locale, or what the platform says of it. */
export const workspaceLocaleTrait = 'locale';

/** Where settings come from. */
export interface ChannelSettingsDeps {
  readonly settings: Pick<SettingsStore, 'find'>;
  readonly traits: Pick<WorkspaceTraitStore, 'get'>;
}

/** The settings in force at a place. Throws `store-failed`. */
export type ChannelSettings = (place: SettingsPlace) => Promise<Settings>;

/** Channel before workspace before configuration; the language also by the workspace's locale before configuration. */
export function createChannelSettings(deps: ChannelSettingsDeps, configured: Settings): ChannelSettings {
  return async ({ surface, workspace, channel }) => {
    const [own, shared, locale] = await Promise.all([
      channel === null ? {} : deps.settings.find({ surface, workspace, channel }),
      deps.settings.find({ surface, workspace, channel: null }),
      deps.traits.get(workspace, workspaceLocaleTrait),
    ]);
    return mergeSettings(configured, own, shared, localeLayer(locale));
  };
}

/** A locale that is no language tag decides nothing. */
function localeLayer(locale: string | null): SettingsLayer {
  try {
    return locale === null ? {} : { language: parseLanguage(locale) };
  } catch {
    return {};
  }
}
