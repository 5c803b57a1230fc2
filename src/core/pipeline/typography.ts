import { baseLanguage, isUnspaced, writtenLanguage } from '../domain/language.ts';
import { type CjkStyle, cjkTypography } from './cjk-typography.ts';

const styles: Readonly<Record<string, CjkStyle>> = {
  // A space between Han and Latin everywhere: what most Chinese tech writing does, and the easier one to read.
  'zh-Hans': { spaced: true, comma: '，', quotes: ['“', '”'], inner: ['‘', '’'] },
  'zh-Hant': { spaced: true, comma: '，', quotes: ['「', '」'], inner: ['『', '』'] },
  // Japanese sets Latin words without spaces (JTF style guide).
  ja: { spaced: false, comma: '、', quotes: ['「', '」'], inner: ['『', '』'] },
};

/**
 * The text with the punctuation and spacing of its language, one style for the whole document. Idempotent; letters and
 * digits stay as they are, in their order, and addresses and code in backticks are not touched. Lines are kept.
 */
export function normaliseTypography(text: string, language: string): string {
  const style = isUnspaced(language) ? styles[writtenLanguage(language)] : undefined;
  if (style !== undefined) return cjkTypography(text, style);
  return tidySpaces(text, baseLanguage(language) === 'fr');
}

const thinSpace = '\u202f';

/** Single spaces, none before a mark, no mark twice. French keeps a thin space before its high marks where there is one. */
function tidySpaces(text: string, french: boolean): string {
  const single = text
    .replace(/[^\S\n\u00a0\u202f]+/g, ' ')
    .replace(/ *([\u00a0\u202f]) */g, '$1')
    .replace(/[\u00a0\u202f]+/g, (spaces) => spaces.charAt(0))
    .replace(/ ?\n ?/g, '\n')
    .replace(/(?<![,;])([,;])(?: ?\1)+(?=\s|$)/g, '$1')
    .replace(/(?<![!?])([!?])(?: ?\1)+(?=\s|$)/g, '$1')
    .replace(/(?<!\.)\.\.(?=\s|$)/g, '.');
  if (!french) return single.replace(/ +(?=(?!\.{2})[,.;:!?]+(?:\s|$))/g, '').trim();
  return single
    .replace(/[ \u00a0\u202f]+(?=[;:!?»](?:\s|$|[.,;:!?»)]))/g, thinSpace)
    .replace(/(?<=«)[ \u00a0\u202f]+/g, thinSpace)
    .replace(/ +(?=[,.](?:\s|$))/g, '')
    .trim();
}
