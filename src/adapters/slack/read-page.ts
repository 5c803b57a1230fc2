import { z } from 'zod';
import type { ChatWish } from '../../core/domain/chat-request.ts';
import { findVideoLinks } from '../../core/domain/links.ts';
import { parseSetting, type SettingName, type SettingsLayer, settingNames } from '../../core/domain/settings.ts';
import { type LimitName, type LimitProblem, limitNames, readTypedLimits } from '../../core/domain/typed-limits.ts';
import { callbackIds } from '../../formatters/slack/action-value.ts';
import { fields } from '../../formatters/slack/digest-pages.ts';
import { yesNo } from '../../formatters/slack/settings-view.ts';
import { placeIn, type SlackAct } from './act.ts';
import { languageOf, wanted } from './command-text.ts';
import { readMetadata } from './page-metadata.ts';

const fieldSchema = z.object({
  value: z.string().nullish(),
  selected_option: z.object({ value: z.string() }).nullish(),
  selected_conversation: z.string().max(50).nullish(),
  selected_options: z.array(z.object({ value: z.string() })).nullish(),
});
const pageSchema = z.object({
  team: z.object({ id: z.string() }).nullish(),
  user: z.object({ id: z.string(), team_id: z.string().optional() }),
  view: z.object({
    id: z.string(),
    hash: z.string().default(''),
    callback_id: z.string(),
    private_metadata: z.string().default(''),
    state: z.object({ values: z.record(z.string(), z.record(z.string(), fieldSchema)) }),
  }),
});

/** What is wrong with fields, by their block ids. */
export type PageErrors = Readonly<Record<string, 'badLink' | LimitProblem | 'badLanguage' | 'badChannel'>>;

/** A page that was sent back: something to do, or fields to mend. `staysOpen`: the answer comes in its place. */
export type SentPage =
  | { readonly act: SlackAct; readonly staysOpen: boolean; readonly metadata: string }
  | { readonly errors: PageErrors; readonly user: string };

/** Reads a page that somebody filled in; null for what is none of the bot's. */
export function readPage(body: unknown): SentPage | null {
  const parsed = pageSchema.safeParse(body);
  if (!parsed.success) return null;
  const { team, user, view } = parsed.data;
  const { place, digest } = readMetadata(view.private_metadata);
  const values = new Map(Object.entries(view.state.values).map(([block, row]) => [block, Object.values(row)[0]]));
  const read = readFields(view.callback_id, values, digest);
  if (read === null) return null;
  if ('errors' in read) return { errors: read.errors, user: user.id };
  const { wish, channel = place.channel } = read;
  const isPublic = wish.kind === 'change-settings' || ('private' in wish && !wish.private);
  const staysOpen = !isPublic || place.channel === '';
  const way = staysOpen
    ? ({ kind: 'page', viewId: view.id, metadata: view.private_metadata } as const)
    : ({ kind: 'ephemeral' } as const);
  const act: SlackAct = {
    id: `page ${view.id} ${view.hash} ${user.id}`,
    user: user.id,
    team: user.team_id ?? '',
    at: { ...placeIn(team?.id ?? user.team_id ?? '', channel), ...place, channel },
    answer: { form: staysOpen ? 'page' : 'private', way },
    wish: 'private' in wish ? { ...wish, private: wish.private || channel === '' } : wish,
  };
  return { act, staysOpen, metadata: view.private_metadata };
}

type Fields = ReadonlyMap<string, z.infer<typeof fieldSchema> | undefined>;
/** `channel`: another one than that the page was opened in. */
type ReadFields = { readonly wish: ChatWish; readonly channel?: string } | { readonly errors: PageErrors } | null;

function readFields(callbackId: string, values: Fields, digest: ReturnType<typeof readMetadata>['digest']): ReadFields {
  const picked = values.get(fields.language)?.selected_option?.value;
  const language = picked === undefined ? null : languageOf(picked);
  if (picked !== undefined && language === null) return { errors: { [fields.language]: 'badLanguage' } };
  const isPrivate = (values.get(fields.private)?.selected_options ?? []).length > 0;
  switch (callbackId) {
    case callbackIds.digest: {
      const videos = findVideoLinks(values.get(fields.link)?.value ?? '').map(wanted);
      if (videos.length === 0) return { errors: { [fields.link]: 'badLink' } };
      const channel = isPrivate ? '' : (values.get(fields.channel)?.selected_conversation ?? '');
      if (!isPrivate && channel === '') return { errors: { [fields.channel]: 'badChannel' } };
      const rest = { question: false, byApp: false, postedAtMs: null } as const;
      return { wish: { kind: 'digest', origin: 'shortcut', videos, language, private: isPrivate, ...rest }, channel };
    }
    case callbackIds.language:
      if (digest === null) return null;
      if (language === null) return { errors: { [fields.language]: 'badLanguage' } };
      return { wish: { kind: 'another-language', digest, to: language, private: isPrivate } };
    case callbackIds.settings:
      return readSettings(values);
    default:
      return null;
  }
}

/** A setting that the page does not hold is not decided by it. */
function readSettings(values: Fields): ReadFields {
  let set: SettingsLayer = {};
  const wrong: Record<string, 'badNumber' | 'badLanguage'> = {};
  for (const name of settingNames) {
    const field = values.get(name);
    if (field === undefined || isLimit(name)) continue;
    const layer = parseSetting(name, chosenIn(name, field));
    // A choice that is none cannot be made, only sent.
    if (layer === null) wrong[name] = name === 'language' ? 'badLanguage' : 'badNumber';
    else set = { ...set, ...layer };
  }
  const typed = (name: LimitName): string => values.get(name)?.value ?? '';
  const limits = readTypedLimits({
    shortestMs: typed('shortestMs'),
    longestMs: typed('longestMs'),
    budgetUsd: typed('budgetUsd'),
  });
  const errors = 'problems' in limits ? { ...wrong, ...limits.problems } : wrong;
  if ('problems' in limits || Object.keys(errors).length > 0) return { errors };
  const onPage = Object.fromEntries(Object.entries(limits.set).filter(([name]) => values.get(name) !== undefined));
  return { wish: { kind: 'change-settings', change: { set: { ...set, ...onPage }, reset: [] } } };
}

function isLimit(name: SettingName): name is LimitName {
  return limitNames.some((limit) => limit === name);
}

function chosenIn(name: Exclude<SettingName, LimitName>, field: z.infer<typeof fieldSchema>): unknown {
  if (name === 'shown') return (field.selected_options ?? []).map(({ value }) => value);
  const value = field.selected_option?.value;
  return name === 'shorts' ? value === yesNo.yes : value;
}
