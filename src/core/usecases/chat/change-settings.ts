import {
  mergeSettings,
  parseSetting,
  type SettingName,
  type Settings,
  type SettingsChange,
  type SettingsLayer,
  sameSetting,
  settingNames,
} from '../../domain/settings.ts';
import type { SettingsStore } from '../../ports/settings-store.ts';
import type { ChannelSettings } from './channel-settings.ts';
import type { ChatContext } from './chat-context.ts';
import { mayChangeAt } from './may-spend.ts';

/** One setting that has another value now. */
export interface ChangedSetting {
  readonly name: SettingName;
  readonly before: Settings[SettingName];
  readonly after: Settings[SettingName];
}

/** What became of a wish to change settings. `invalid` names what cannot be as it was given; nothing is changed then. */
export type SettingsOutcome =
  | { readonly kind: 'changed'; readonly settings: Settings; readonly changed: readonly ChangedSetting[] }
  | { readonly kind: 'invalid'; readonly names: readonly SettingName[] }
  | { readonly kind: 'refused'; readonly why: 'guest' | 'not-allowed' };

/** Where decisions are kept, and how they are put together. */
export interface ChangeSettingsDeps {
  readonly settings: SettingsStore;
  readonly channelSettings: ChannelSettings;
}

/**
 * Changes the settings of the channel that somebody asks in, or of its workspace, and tells nobody. Throws
 * `store-failed`.
 */
export type ChangeSettings = (
  context: ChatContext,
  change: SettingsChange,
  reach?: { readonly everywhere: boolean },
) => Promise<SettingsOutcome>;

/** All that is asked for is checked before anything is written: a change takes place as a whole or not at all. */
export function createChangeSettings(deps: ChangeSettingsDeps): ChangeSettings {
  return async ({ request, settings: before }, { set, reset }, reach = { everywhere: false }) => {
    const { asker, at } = request;
    if (!mayChangeAt(request, before)) return { kind: 'refused', why: asker.isGuest ? 'guest' : 'not-allowed' };
    const checked = checkLayer(set, before);
    if (checked.kind === 'invalid') return checked;
    const { surface, workspace } = at;
    const channel = at.channel === '' ? null : at.channel;
    const decided = { surface, workspace, channel: reach.everywhere ? null : channel };
    await deps.settings.change(decided, { set: checked.layer, reset });
    const after = await deps.channelSettings({ surface, workspace, channel });
    return { kind: 'changed', settings: after, changed: differences(before, after) };
  };
}

type Checked =
  | { readonly kind: 'valid'; readonly layer: SettingsLayer }
  | { readonly kind: 'invalid'; readonly names: readonly SettingName[] };

function checkLayer(set: SettingsLayer, before: Settings): Checked {
  const given = settingNames.filter((name) => set[name] !== undefined);
  const read = given.map((name) => ({ name, layer: parseSetting(name, set[name]) }));
  const names = read.filter(({ layer }) => layer === null).map(({ name }) => name);
  if (names.length > 0) return { kind: 'invalid', names };
  const layer: SettingsLayer = Object.assign({}, ...read.map((each) => each.layer));
  const { shortestMs, longestMs } = mergeSettings(before, layer);
  const isEmpty = longestMs !== null && shortestMs > longestMs;
  return isEmpty ? { kind: 'invalid', names: ['shortestMs', 'longestMs'] } : { kind: 'valid', layer };
}

function differences(before: Settings, after: Settings): ChangedSetting[] {
  return settingNames
    .filter((name) => !sameSetting(name, before[name], after[name]))
    .map((name) => ({ name, before: before[name], after: after[name] }));
}
