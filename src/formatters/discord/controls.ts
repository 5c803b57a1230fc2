import type { DigestRef } from '../../core/domain/chat-request.ts';
import type { Chapter, Digest } from '../../core/domain/digest.ts';
import { timecodeIn } from '../moments.ts';
import { clipPlain } from '../plain-text.ts';
import type { Catalogue } from '../strings/catalogue.ts';
import { type ActionRow, type Button, buttonRow, type SelectOption, selectRow } from './components.ts';
import { type CustomId, formatChapterChoice, formatCustomId } from './custom-id.ts';
import { discordLimits } from './limits.ts';

/** The key of a digest, as its buttons carry it. */
export function refOf(digest: Digest): DigestRef {
  return { videoId: digest.video.id, language: digest.language };
}

/** A button, or null where its id would not fit. */
export function button(
  id: CustomId,
  label: string,
  options: Partial<Pick<Button, 'style' | 'disabled'>> = {},
): Button | null {
  const customId = formatCustomId(id);
  if (customId === null) return null;
  const text = clipPlain(label, discordLimits.buttonLabel);
  return { type: 2, style: 2, label: text, custom_id: customId, ...options };
}

/** Chapters in a menu that is not the last: one option leads to the next menu. */
const chaptersBeforeMore = discordLimits.selectOptions - 1;

/**
 * The menu of a digest's chapters, its `page`-th where they are more than a menu takes; none when there are none.
 * `maxLabel` shortens the titles.
 */
export function chapterMenu(
  digest: Digest,
  strings: Catalogue,
  page = 0,
  maxLabel: number = discordLimits.optionText,
): ActionRow[] {
  const first = page * chaptersBeforeMore;
  const rest = digest.chapters.slice(first);
  const customId = formatCustomId({ action: 'chapters', ...refOf(digest), page });
  if (rest.length === 0 || customId === null) return [];
  const isLast = rest.length <= discordLimits.selectOptions;
  const shown = isLast ? rest : rest.slice(0, chaptersBeforeMore);
  const options = shown.map((chapter, at) => chapterOption(digest, chapter, first + at, maxLabel));
  if (!isLast) {
    const label = clipPlain(strings.chat.moreChapters(rest.length - shown.length), discordLimits.optionText);
    options.push({ label, value: formatChapterChoice({ menuPage: page + 1 }) });
  }
  const placeholder = clipPlain(strings.chat.readChapter, discordLimits.placeholder);
  return [selectRow({ type: 3, custom_id: customId, placeholder, options })];
}

function chapterOption({ video }: Digest, { startMs, title }: Chapter, index: number, maxLabel: number): SelectOption {
  const label = clipPlain(`${timecodeIn(video, startMs)} ${title}`, maxLabel);
  return { label, value: formatChapterChoice({ chapter: index }) };
}

/** The row under an overview: what the digest has besides its chapters. */
export function overviewButtons(digest: Digest, strings: Catalogue): ActionRow[] {
  const { chat, document } = strings;
  const ref = refOf(digest);
  const others = otherSections(digest, strings);
  return buttonRow([
    digest.arguments.length > 0 ? button({ action: 'arguments', ...ref }, document.arguments) : null,
    others === '' ? null : button({ action: 'people', ...ref }, others),
    button({ action: 'languages', ...ref }, chat.anotherLanguage),
    button({ action: 'download', ...ref }, chat.download),
    // A sign, not a word: the same in every language.
    button({ action: 'more', ...ref }, '⋯'),
  ]);
}

/** `People, companies, quotes`: those that the digest has. */
function otherSections({ people, companies, quotes }: Digest, { document, punctuation }: Catalogue): string {
  const titles = [
    people.length > 0 ? document.people : '',
    companies.length > 0 ? document.companies : '',
    quotes.length > 0 ? document.quotes : '',
  ];
  return titles.filter((title) => title !== '').join(punctuation.comma);
}
