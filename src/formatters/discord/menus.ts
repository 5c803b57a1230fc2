import { type DigestRef, type DownloadFormat, downloadFormats } from '../../core/domain/chat-request.ts';
import type { Digest } from '../../core/domain/digest.ts';
import { languageName } from '../../core/domain/language.ts';
import { type AnswerMode, answerModeSchema } from '../../core/domain/settings.ts';
import { clipPlain } from '../plain-text.ts';
import { requestsFor } from '../strings/requests/requests-for.ts';
import { stringsFor } from '../strings/strings-for.ts';
import { type ActionRow, type Button, buttonRow, selectRow, textDisplay } from './components.ts';
import { button, chapterMenu, refOf } from './controls.ts';
import { formatCustomId } from './custom-id.ts';
import { escapeDiscord } from './escape-discord.ts';
import { fullTextMessages } from './full-text.ts';
import { discordLimits } from './limits.ts';
import { type DiscordMessage, message } from './message.ts';

/** A text of more messages than this is not posted before somebody has said so twice. */
const askedFrom = 5;

const formatNames: Readonly<Record<DownloadFormat, string>> = { md: 'Markdown', srt: 'SRT', vtt: 'VTT', json: 'JSON' };

/**
 * What ⋯ opens: the full text for everybody (with the number of messages it takes), again, remove. Null where no
 * button can carry its key. */
export function formatMoreMenu(digest: Digest, language: string): DiscordMessage | null {
  const { chat } = stringsFor(language);
  const ref = refOf(digest);
  const count = textMessages(digest);
  const row = buttonRow([
    postButton(count > askedFrom ? 'post_ask' : 'post', digest, count, language),
    button({ action: 'again', ...ref }, chat.digestAgain),
    button({ action: 'remove', ...ref }, chat.remove, { style: 4 }),
  ]);
  return menuOf(row);
}

/** The question before a long text is posted, with a file as the other way. Null where there is no text. */
export function formatFullTextQuestion(digest: Digest, language: string): DiscordMessage | null {
  const count = textMessages(digest);
  if (count === 0) return null;
  const file = button({ action: 'file', format: 'md', ...refOf(digest) }, formatNames.md);
  const row = buttonRow([postButton('post', digest, count, language), file]);
  return message([textDisplay(escapeDiscord(requestsFor(language).longText(count))), ...row], 'ephemeral');
}

function textMessages(digest: Digest): number {
  return fullTextMessages({ kind: 'full-text', language: digest.language, digest }).length;
}

function postButton(action: 'post' | 'post_ask', digest: Digest, count: number, language: string): Button | null {
  const label = stringsFor(language).chat.postHere(count);
  return count === 0 ? null : button({ action, ...refOf(digest) }, label, { style: 1 });
}

/** The forms in which a digest can be downloaded. Null where no button can carry its key. */
export function formatDownloadMenu(ref: DigestRef): DiscordMessage | null {
  const { videoId, language } = ref;
  const buttons = downloadFormats.map((format) =>
    button({ action: 'file', format, videoId, language }, formatNames[format]),
  );
  return menuOf(buttonRow(buttons));
}

/** The next menu of chapters, for digests with more of them than a menu takes. Null beyond the last. */
export function formatChapterMenu(digest: Digest, page: number, language: string): DiscordMessage | null {
  return menuOf(chapterMenu(digest, stringsFor(language), page));
}

/**
 * Languages to choose from, 25 at most, each in its own name and in the reader's. The chosen tag comes back as the
 * menu's value. Null where there is nothing to choose.
 */
export function formatLanguageMenu(ref: DigestRef, tags: readonly string[], language: string): DiscordMessage | null {
  const { chat, punctuation } = stringsFor(language);
  const customId = formatCustomId({ action: 'language', videoId: ref.videoId, language: ref.language });
  const [open, close] = punctuation.brackets;
  const options = [...new Set(tags)].slice(0, discordLimits.selectOptions).map((tag) => {
    const own = languageName(tag);
    const here = languageName(tag, language);
    const label = clipPlain(own === here ? own : `${own}${open}${here}${close}`, discordLimits.optionText);
    return { label, value: tag };
  });
  if (customId === null || options.length === 0) return null;
  const placeholder = clipPlain(chat.anotherLanguage, discordLimits.placeholder);
  return menuOf([selectRow({ type: 3, custom_id: customId, placeholder, options })]);
}

/** When links of a whole server are to be answered: a button for each way. */
export function modeButtons(language: string): ActionRow[] {
  const { modes } = stringsFor(language).chat;
  const idOf = (mode: AnswerMode) => ({ action: 'mode', mode, everywhere: true }) as const;
  return buttonRow(answerModeSchema.options.map((mode) => button(idOf(mode), modes[mode])));
}

/** Null for a digest whose key no button can carry. */
function menuOf(rows: readonly ActionRow[]): DiscordMessage | null {
  return rows.length > 0 ? message(rows, 'ephemeral') : null;
}
