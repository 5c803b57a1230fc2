import type { ChatAnswer, RecentDigest, UsageFacts } from '../../core/domain/chat-answer.ts';
import { dollarsIfKnown } from '../dollars.ts';
import { clipPlain } from '../plain-text.ts';
import type { CommandWords } from '../strings/command-words.ts';
import { commandsFor, requestsFor } from '../strings/requests/requests-for.ts';
import { usageLines } from '../usage-lines.ts';
import { buttonRow, container, textDisplay } from './components.ts';
import { formatCustomId } from './custom-id.ts';
import { clipDiscord, escapeDiscord } from './escape-discord.ts';
import { discordLimits } from './limits.ts';
import { videoLinks } from './links-message.ts';
import { maskedLink } from './masked-link.ts';
import { type DiscordMessage, message } from './message.ts';
import { noteText } from './note-text.ts';
import { settingsPanel } from './settings-panel.ts';

type OfKind<K extends ChatAnswer['kind']> = Extract<ChatAnswer, { kind: K }>;

/** Answers that are one short message of the bot's own words. */
export type ShortAnswer = OfKind<'note' | 'help' | 'settings' | 'usage' | 'digest-all' | 'home'>;

/** One message for one person. `nowMs` decides how much of a date is said. */
export function shortAnswer(answer: ShortAnswer, nowMs: number): DiscordMessage {
  switch (answer.kind) {
    case 'note':
      return lines([noteText(answer.note, answer.language)]);
    case 'help':
      return lines(helpLines(answer));
    case 'settings':
      return settingsPanel(answer);
    case 'usage':
      return lines(usageTexts(answer.usage, answer.language, nowMs));
    case 'digest-all':
      return digestAll(answer);
    case 'home':
      return lines([
        ...(answer.usage === null ? [] : usageTexts(answer.usage, answer.language, nowMs)),
        ...recentLines(answer.recent, answer.language),
      ]);
  }
}

function lines(texts: readonly string[]): DiscordMessage {
  return message([textDisplay(texts.filter((text) => text !== '').join('\n') || '–')], 'ephemeral');
}

/** The commands as they are typed on Discord; what they do in the reader's language. */
function helpLines({ language, typed, nearest }: OfKind<'help'>): string[] {
  const words = requestsFor(language);
  const commands = commandsFor(language);
  const missed = typed === '' ? '' : clipDiscord(words.notUnderstood(typed), 300);
  const meant = nearest === null ? '' : clipDiscord(words.didYouMean(`/digest ${nearest}`), 300);
  return [missed, meant, ...helpEntries(commands)];
}

function helpEntries(commands: CommandWords): string[] {
  const { video, url, language, settings, setLanguage, mode, usage, help, digestThis, digest } = commands;
  const typed = (name: string, ...options: readonly string[]) => ['/digest', name, ...options].join(' ');
  const usages = [
    [typed(video.name, `${url.name}:`, `[${language.name}:]`, `[${commands.private.name}:]`), video.description],
    [typed(settings.name), settings.description],
    [typed(setLanguage.name, `${language.name}:`), setLanguage.description],
    [typed(mode.name, `${mode.name}:`), mode.description],
    [typed(usage.name), usage.description],
    [typed(help.name), help.description],
    [digestThis, digest],
  ] as const;
  return usages.map(([usageText, what]) => `**${escapeDiscord(usageText)}** – ${escapeDiscord(what)}`);
}

function usageTexts(usage: UsageFacts, language: string, nowMs: number): string[] {
  return usageLines(usage, language, nowMs, { escape: escapeDiscord, channelId: /^\d+$/, bullet: '- ' });
}

function recentLines(recent: readonly RecentDigest[], language: string): string[] {
  const words = requestsFor(language);
  const shown = recent.slice(0, 10).map(({ title, link }) => `- ${maskedLink(link, title, 150)}`);
  return shown.length === 0 ? [escapeDiscord(words.noRecent)] : [`### ${escapeDiscord(words.recent)}`, ...shown];
}

/** The videos stand in the text: a button has no room for them, and is read together with its message. */
function digestAll({ language, videoIds, costUsd }: OfKind<'digest-all'>): DiscordMessage {
  const words = requestsFor(language);
  const customId = formatCustomId({ action: 'all' });
  const label = clipPlain(
    words.digestAll(videoIds.length, dollarsIfKnown(costUsd, language)),
    discordLimits.buttonLabel,
  );
  const links = videoLinks(videoIds.map((videoId) => ({ videoId, startMs: null })));
  const text = `${escapeDiscord(words.manyLinks(videoIds.length))}\n${links}`;
  const row = customId === null ? [] : buttonRow([{ type: 2, style: 1, label, custom_id: customId }]);
  return message([container([textDisplay(text), ...row])], 'ephemeral');
}
