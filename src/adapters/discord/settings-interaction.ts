import type { ChatWish } from '../../core/domain/chat-request.ts';
import { parseSetting } from '../../core/domain/settings.ts';
import { limitNames, readTypedLimits, type TypedLimits } from '../../core/domain/typed-limits.ts';
import { type ChosenSetting, parseCustomId } from '../../formatters/discord/custom-id.ts';
import { discordLimits } from '../../formatters/discord/limits.ts';
import { type DiscordForm, limitsForm, limitsProblems } from '../../formatters/discord/limits-form.ts';
import type { DiscordMessage } from '../../formatters/discord/message.ts';
import type { RawInteraction } from './interaction-schema.ts';

type SettingsWish = Extract<ChatWish, { kind: 'change-settings' }>;

/** The form that a button opens; null for all else. It has to be the first answer, and holds what the button carries. */
export function formToOpen(raw: RawInteraction): DiscordForm | null {
  const id = raw.type === 3 ? parseCustomId(raw.data?.custom_id ?? '') : null;
  return id?.action === 'limits' ? limitsForm(id.typed, raw.locale ?? 'en') : null;
}

/** A form that was sent: what is wanted, or what is wrong with it, in words. Null for one of another version. */
export function readForm(raw: RawInteraction): SettingsWish | { readonly wrong: DiscordMessage } | null {
  if (parseCustomId(raw.data?.custom_id ?? '')?.action !== 'limits_form') return null;
  const fields = (raw.data?.components ?? []).flatMap(({ component }) => component ?? []);
  const typedIn = (name: string): string =>
    (fields.find(({ custom_id }) => custom_id === name)?.value ?? '').slice(0, discordLimits.fieldText);
  const [shortestMs, longestMs, budgetUsd] = limitNames.map(typedIn);
  const typed: TypedLimits = { shortestMs: shortestMs ?? '', longestMs: longestMs ?? '', budgetUsd: budgetUsd ?? '' };
  const read = readTypedLimits(typed);
  if ('problems' in read) return { wrong: limitsProblems(typed, read.problems, raw.locale ?? 'en') };
  return { kind: 'change-settings', change: { set: read.set, reset: [] }, inView: true };
}

/** What was chosen in the menu of a setting; null for what it cannot be. */
export function readChosen(setting: ChosenSetting, values: readonly string[]): SettingsWish | null {
  const [value] = values;
  const set = parseSetting(setting, setting === 'shown' ? values : setting === 'shorts' ? value === 'true' : value);
  return set === null ? null : { kind: 'change-settings', change: { set, reset: [] }, inView: true };
}
