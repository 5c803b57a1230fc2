import type { AskedAt, ChatWish, DigestRef } from '../../core/domain/chat-request.ts';
import { parseLanguage } from '../../core/domain/language.ts';
import { searchLanguages } from '../../core/domain/language-choice.ts';
import { findPlaylistLinks, parseVideoReference } from '../../core/domain/links.ts';
import type { SettingsLayer } from '../../core/domain/settings.ts';
import { type DigestAction, parseChapterChoice, parseCustomId } from '../../formatters/discord/custom-id.ts';
import type { RawInteraction } from './interaction-schema.ts';
import { textIn } from './message-text.ts';
import { wishOfText } from './message-wish.ts';
import { readChosen } from './settings-interaction.ts';

/**
 * Reads what somebody wants by a command, a button or a menu; texts are theirs and untrusted. `at` is where, `message` as
 * it was shown. Null for a button of another version or one made up.
 */
export function readWish(raw: RawInteraction, at: AskedAt): ChatWish | null {
  if (raw.type === 3) return readComponent(raw);
  return raw.data?.type === 3 ? readMessageCommand(raw, at) : readCommand(raw);
}

function readCommand({ data, locale = 'en' }: RawInteraction): ChatWish {
  const [subcommand] = data?.options ?? [];
  const options = new Map((subcommand?.options ?? []).map(({ name, value }) => [name, value]));
  const text = (name: string): string => String(options.get(name) ?? '').slice(0, 500);
  switch (subcommand?.name) {
    case 'video':
      return readVideo(text('url'), text('language'), options.get('private') === true, locale);
    case 'settings':
    case 'usage':
      return { kind: subcommand.name };
    case 'language': {
      const language = languageOf(text('language'), locale);
      return language === null ? lost(text('language'), 'language') : settingsWish({ language });
    }
    case 'mode':
      return readMode(text('mode')) ?? lost(text('mode'), 'mode');
    default:
      return lost('', null);
  }
}

function readVideo(url: string, typedLanguage: string, isPrivate: boolean, locale: string): ChatWish {
  const link = parseVideoReference(url);
  if (link === null) return { kind: 'no-video', origin: 'command', playlist: findPlaylistLinks(url).length > 0 };
  const language = typedLanguage === '' ? null : languageOf(typedLanguage, locale);
  if (typedLanguage !== '' && language === null) return lost(typedLanguage, 'video');
  const { videoId, startMs, isShort } = link;
  const wanted = { videos: [{ videoId, startMs, isShort }], language, private: isPrivate };
  return { kind: 'digest', origin: 'command', ...wanted, question: false, byApp: false, postedAtMs: null };
}

/** The language that was picked from the suggestions, or typed: a tag, or the name of one. */
function languageOf(typed: string, locale: string): string | null {
  try {
    return parseLanguage(typed);
  } catch {
    // No tag: then it may be a name.
    return searchLanguages(typed, locale)[0]?.tag ?? null;
  }
}

function readMode(mode: string): ChatWish | null {
  const known = (['auto', 'react', 'off'] as const).find((each) => each === mode);
  return known === undefined ? null : settingsWish({ mode: known });
}

function settingsWish(set: SettingsLayer): Extract<ChatWish, { kind: 'change-settings' }> {
  return { kind: 'change-settings', change: { set, reset: [] } };
}

function lost(typed: string, nearest: string | null): ChatWish {
  return { kind: 'help', typed, nearest };
}

function readMessageCommand({ data }: RawInteraction, at: AskedAt): ChatWish {
  const target = data?.resolved?.messages?.[at.message ?? ''];
  return wishOfText(target === undefined ? '' : textIn(target), 'shortcut', at.message);
}

function readComponent(raw: RawInteraction): ChatWish | null {
  const id = parseCustomId(raw.data?.custom_id ?? '');
  if (id === null) return null;
  const chosen = raw.data?.values?.[0] ?? '';
  switch (id.action) {
    case 'mode':
      return { ...settingsWish({ mode: id.mode }), everywhere: id.everywhere };
    case 'all':
      return readAll(raw);
    case 'set':
      return readChosen(id.setting, raw.data?.values ?? []);
    case 'settings':
      return { kind: 'settings' };
    // A form is no wish: it is opened, or read, before one comes of it.
    case 'limits':
    case 'limits_form':
      return null;
    case 'chapters':
      return readChapterChoice(refIn(id), chosen);
    case 'page':
      return { kind: 'show-section', digest: refIn(id), chapter: id.chapter, page: id.page, original: id.original };
    case 'details':
      return { kind: 'show-part', digest: refIn(id), part: { name: id.part, page: id.page } };
    case 'file':
      return { kind: 'download', digest: refIn(id), format: id.format };
    default:
      return readButton(refIn(id), id.action, chosen);
  }
}

const plainWishes = {
  languages: 'choose-language',
  download: 'choose-download',
  post: 'post-full-text',
  again: 'digest-again',
  remove: 'remove',
  spend_anyway: 'spend-anyway',
  translate: 'translate',
} as const;

function readButton(digest: DigestRef, action: DigestAction, chosen: string): ChatWish | null {
  switch (action) {
    case 'arguments':
    case 'people':
      return { kind: 'show-part', digest, part: { name: action } };
    case 'more':
      return { kind: 'show-part', digest, part: { name: 'actions' } };
    case 'post_ask':
      return { kind: 'show-part', digest, part: { name: 'full-text' } };
    case 'language': {
      const to = languageOf(chosen, 'en');
      return to === null ? null : { kind: 'another-language', digest, to, private: false };
    }
    default:
      return { kind: plainWishes[action], digest };
  }
}

function readChapterChoice(digest: DigestRef, chosen: string): ChatWish | null {
  const choice = parseChapterChoice(chosen);
  if (choice === null) return null;
  if ('menuPage' in choice) return { kind: 'show-part', digest, part: { name: 'chapters', page: choice.menuPage } };
  return { kind: 'show-section', digest, chapter: choice.chapter, page: 0, original: false };
}

/** The message with the button names the videos. */
function readAll({ message }: RawInteraction): ChatWish | null {
  const wish = wishOfText(message === undefined ? '' : textIn(message), 'button', null);
  if (wish.kind !== 'digest') return null;
  return { kind: 'digest-all', videoIds: wish.videos.map(({ videoId }) => videoId), language: null };
}

function refIn({ videoId, language }: DigestRef): DigestRef {
  return { videoId, language };
}
