import { z } from 'zod';
import { parseLanguage } from './language.ts';

/** When links are answered: all of them, those that somebody reacts to, none unless asked. */
export const answerModeSchema = z.enum(['auto', 'react', 'off']);
export type AnswerMode = z.infer<typeof answerModeSchema>;

/** What may follow the overview, which always stands. */
export const shownPartSchema = z.enum(['arguments', 'companies', 'quotes', 'people', 'full-text']);

/** When a talk in another language is translated: short ones at once, all of them, none unless asked. */
const translateWhenSchema = z.enum(['auto', 'always', 'request']);

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

/** What can be decided for a channel, for a workspace and by configuration, each with the same meaning. */
export const settingsSchema = z.object({
  mode: answerModeSchema,
  /** BCP 47 tag of the digests. */
  language: languageTag,
  /** Without repetition; the order does not matter. */
  shown: z.array(shownPartSchema).transform((parts) => [...new Set(parts)]),
  /** Shorter videos are not answered unasked; 0 for no limit. */
  shortestMs: lengthMs,
  /** Longer ones are not answered unasked; null for no limit. */
  longestMs: lengthMs.nullable(),
  /** Whether Shorts are answered unasked. */
  shorts: z.boolean(),
  translate: translateWhenSchema,
  /** How a long text is put away: folded in the thread, or in the reader alone, for workspaces without folds. */
  fold: z.enum(['container', 'reader']),
  /** What the channel may spend in a calendar month (UTC); null for no limit of its own. */
  budgetUsd: z.number().nonnegative().max(1_000_000).nullable(),
  /** Who may change settings. `admins`: the channel's creator and the workspace's admins. */
  whoChanges: z.enum(['anyone', 'admins']),
});
/** A complete set. */
export type Settings = Readonly<z.infer<typeof settingsSchema>>;
/** Names as the code has them; catalogues say them in words. */
export type SettingName = keyof Settings;

/** What one layer decides; what it leaves out is decided by the layer behind it. */
export type SettingsLayer = { readonly [K in SettingName]?: Settings[K] | undefined };

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

/** What holds where nothing else decides, except for the language, which configuration always gives. */
export const defaultSettings: Omit<Settings, 'language'> = {
  mode: 'auto',
  shown: ['arguments', 'companies', 'quotes', 'people', 'full-text'],
  shortestMs: 0,
  longestMs: null,
  shorts: true,
  translate: 'auto',
  fold: 'container',
  budgetUsd: null,
  whoChanges: 'anyone',
};

/** The settings in force: each layer overrules those behind it. `layers` from the front: channel, workspace, … */
export function mergeSettings(configured: Settings, ...layers: readonly SettingsLayer[]): Settings {
  let merged = configured;
  for (const layer of layers.toReversed()) merged = { ...merged, ...decided(layer) };
  return merged;
}

function decided(layer: SettingsLayer): Partial<Settings> {
  return Object.fromEntries(Object.entries(layer).filter(([, value]) => value !== undefined));
}

/** One setting as it came from outside; null for a value that it cannot have. */
export function parseSetting<K extends SettingName>(name: K, value: unknown): SettingsLayer | null {
  const parsed = settingsSchema.shape[name].safeParse(value);
  return parsed.success ? { [name]: parsed.data } : null;
}

/** Whether two values of a setting mean the same. */
export function sameSetting<K extends SettingName>(name: K, a: Settings[K], b: Settings[K]): boolean {
  return canonical(name, a) === canonical(name, b);
}

function canonical(name: SettingName, value: unknown): string {
  const parsed = settingsSchema.shape[name].safeParse(value);
  const known: unknown = parsed.success ? parsed.data : value;
  return JSON.stringify(Array.isArray(known) ? known.toSorted() : known);
}
