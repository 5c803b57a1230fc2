import type { ChatAnswer, UsageFacts } from '../../core/domain/chat-answer.ts';
import { languageName } from '../../core/domain/language.ts';
import { answerModeSchema } from '../../core/domain/settings.ts';
import { dollarsIfKnown } from '../dollars.ts';
import { commandsFor, requestsFor } from '../strings/requests/requests-for.ts';
import { stringsFor } from '../strings/strings-for.ts';
import { usageLines } from '../usage-lines.ts';
import { actionIds, videosValue } from './action-value.ts';
import { button, option, type SlackMessage, section } from './blocks.ts';
import { escapeMrkdwn, ownMrkdwn } from './escape-mrkdwn.ts';
import { settingsTexts } from './settings-view.ts';

type OfKind<K extends ChatAnswer['kind']> = Extract<ChatAnswer, { kind: K }>;

/** Answers that are messages of their own, one each. */
export type MessageAnswer = OfKind<'note' | 'help' | 'welcome' | 'usage' | 'settings' | 'digest-all'>;

/**
 * One short message, within every limit. `nowMs` decides how much of a date is said; `emoji` names, without colons, the
 * one that asks for a digest, null where there is none.
 */
export function answerMessage(answer: MessageAnswer, nowMs: number, emoji: string | null = null): SlackMessage {
  switch (answer.kind) {
    case 'note':
      return lines([ownMrkdwn(requestsFor(answer.language).notes[answer.note])]);
    case 'help':
      return lines(helpTexts(answer, emoji));
    case 'welcome':
      return welcome(answer, emoji);
    case 'usage':
      return lines(usageTexts(answer.usage, answer.language, nowMs));
    case 'settings':
      return lines(settingsTexts(answer.settings, answer.language));
    case 'digest-all':
      return digestAll(answer);
  }
}

function lines(texts: readonly string[]): SlackMessage {
  const text = texts.join('\n');
  return { text: text.replaceAll(/[*`]/g, ''), blocks: [section(text)] };
}

/** The commands as they are typed on Slack; what they do in the reader's language. */
export function helpTexts({ language, typed, nearest }: Omit<OfKind<'help'>, 'kind'>, emoji: string | null): string[] {
  const words = requestsFor(language);
  const commands = commandsFor(language);
  const usages = [
    [`<${commands.url.name}> [${commands.language.name}] [private]`, commands.video.description],
    ['settings', commands.settings.description],
    ['language <en, fr, pt-BR…>', commands.setLanguage.description],
    [`mode ${answerModeSchema.options.join('|')}`, commands.mode.description],
    ['usage', commands.usage.description],
    ['help', commands.help.description],
  ] as const;
  const missed = typed === '' ? [] : [escapeMrkdwn(words.notUnderstood(typed.slice(0, 100)))];
  const meant = nearest === null ? [] : [escapeMrkdwn(words.didYouMean(`/digest ${nearest.slice(0, 100)}`))];
  return [
    ...missed,
    ...meant,
    ...usages.map(([usage, what]) => `\`/digest ${ownMrkdwn(usage)}\` – ${escapeMrkdwn(what)}`),
    ...reactTexts(language, emoji),
  ];
}

function reactTexts(language: string, emoji: string | null): string[] {
  return emoji === null ? [] : [ownMrkdwn(requestsFor(language).reactWith(`:${emoji}:`))];
}

function welcome({ language, channelLanguage }: OfKind<'welcome'>, emoji: string | null): SlackMessage {
  const { welcome: words, modes } = stringsFor(language).chat;
  const texts = [
    ...[words.what, words.language(languageName(channelLanguage, language)), words.quieter('/digest mode react')].map(
      escapeMrkdwn,
    ),
    ...reactTexts(language, emoji),
    escapeMrkdwn(words.privacy),
  ];
  const options = answerModeSchema.options.map((mode) => option(modes[mode], mode));
  const [first] = options;
  const initial = first === undefined ? {} : { initial_option: first };
  const menu = { type: 'static_select', action_id: actionIds.mode, options, ...initial } as const;
  return { text: texts.join('\n'), blocks: [section(texts.join('\n')), { type: 'actions', elements: [menu] }] };
}

/** What digests have cost; channels appear by name, to those who can see them. */
export function usageTexts(usage: UsageFacts, language: string, nowMs: number): string[] {
  return usageLines(usage, language, nowMs, { escape: escapeMrkdwn, channelId: /^[CG][A-Z0-9]+$/, bullet: '• ' });
}

function digestAll({ language, videoIds, costUsd }: OfKind<'digest-all'>): SlackMessage {
  const words = requestsFor(language);
  const text = escapeMrkdwn(words.manyLinks(videoIds.length));
  const order = button(
    actionIds.digestAll,
    words.digestAll(videoIds.length, dollarsIfKnown(costUsd, language)),
    videosValue(videoIds),
  );
  return { text, blocks: [section(text), { type: 'actions', elements: [order] }] };
}
