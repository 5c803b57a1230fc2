import { z } from 'zod';
import {
  answerModes,
  type ChannelSettings,
  changerChoices,
  foldChoices,
  shownParts,
  translateChoices,
} from './channel-settings.ts';
import { parseLanguage } from './language.ts';

/** Canonical BCP 47 tag, however it was typed. */
const languageTag = z.string().transform((tag, context) => {
  try {
    return parseLanguage(tag);
  } catch {
    context.addIssue({ code: 'custom', message: 'not a language tag' });
    return z.NEVER;
  }
});
const lengthMs = z
  .number()
  .int()
  .nonnegative()
  .max(100 * 3_600_000);

/** `ChannelSettings` as they come from outside: tags in any spelling, parts in any order and number. */
export const settingsSchema = z.object({
  mode: z.enum(answerModes),
  language: languageTag.nullable(),
  shown: z.array(z.enum(shownParts)).transform((parts) => shownParts.filter((part) => parts.includes(part))),
  shortestMs: lengthMs.nullable(),
  longestMs: lengthMs.nullable(),
  shorts: z.boolean(),
  translate: z.enum(translateChoices),
  fold: z.enum(foldChoices),
  budgetUsd: z.number().nonnegative().max(1_000_000).nullable(),
  changers: z.enum(changerChoices),
});
export type SettingName = keyof ChannelSettings;

/** What one layer decides; what it leaves out is decided by the layer behind it. */
export type SettingsLayer = { readonly [K in SettingName]?: ChannelSettings[K] | undefined };

/** What one change of a layer does. */
export interface SettingsChange {
  readonly set: SettingsLayer;
  /** Settings that this layer no longer decides. */
  readonly reset: readonly SettingName[];
}

/** Raised when a stored value would be read with another meaning; values of other versions count as absent. */
export const settingsVersion = 1;

/** All names, in the order in which people read them. */
export const settingNames: readonly SettingName[] = settingsSchema.keyof().options;

/**
 * The settings in force: each layer overrules those behind it. `layers` from the front: channel, workspace, …; a
 * language of null overrules nothing.
 */
export function mergeSettings(configured: ChannelSettings, ...layers: readonly SettingsLayer[]): ChannelSettings {
  let merged = configured;
  for (const layer of layers.toReversed()) merged = { ...merged, ...decided(layer) };
  return merged;
}

function decided(layer: SettingsLayer): Partial<ChannelSettings> {
  const entries = Object.entries(layer);
  return Object.fromEntries(
    entries.filter(([name, value]) => value !== undefined && (value !== null || name !== 'language')),
  );
}

/** One setting as it came from outside; null for a value that it cannot have. */
export function parseSetting(name: SettingName, value: unknown): SettingsLayer | null {
  const parsed = settingsSchema.shape[name].safeParse(value);
  return parsed.success ? { [name]: parsed.data } : null;
}
