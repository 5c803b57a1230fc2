import { clipEncoded, onOneLine } from '../plain-text.ts';

/** Invisible, no line break, part of no name: what stands after it is not read together with what stands before it. */
const joiner = '\u2060';

/** Characters that format, mask, hide or mention wherever they stand; a backslash makes them plain. */
const markup = /[\\*_~`|<[\]]/g;
/** `](` would end the label of an earlier link, backslash or not. */
const linkEnd = /\](?=\()/g;
/** `:name:`, also where the last colon may come behind the text; but not the minutes of `1:30:00`. */
const emoji = /:(?!\d{1,2}(?::|$))(?=[^\s:]{1,100}:|[\p{L}\p{N}_+-]{1,100}$)/gu;
/** `@everyone`, `@here`; the start of an address. */
const linking = /@(?=everyone|here)|:(?=\/\/)/gi;
/** What makes a heading, subtext, a quote or a list at the beginning of a line. */
const lineStart = /^(?=[#>+-])|^(?<number>\d+)(?=[.)])/;

/**
 * Untrusted text for Discord Markdown, on one line: it reads the same and can neither ping nor link nor format. Backslashes
 * stop what formats; an invisible joiner breaks `@everyone`, `https://` and what would end a link.
 */
export function escapeDiscord(text: string): string {
  return escapeInline(onOneLine(text)).replace(lineStart, '$<number>\\');
}

/** The same for the label of a link, where square brackets cannot be escaped: they become round. */
export function escapeLabel(text: string): string {
  return escapeInline(onOneLine(text).replaceAll('[', '(').replaceAll(']', ')'));
}

/** `escapeDiscord`, at most `max` characters long with its escapes; an ellipsis shows that something is missing. */
export function clipDiscord(text: string, max: number): string {
  return clipEncoded(text, max, escapeDiscord);
}

/** `escapeLabel`, at most `max` characters long. */
export function clipLabel(text: string, max: number): string {
  return clipEncoded(text, max, escapeLabel);
}

function escapeInline(text: string): string {
  return text
    .replace(linkEnd, `]${joiner}`)
    .replace(linking, (character) => character + joiner)
    .replace(markup, '\\$&')
    .replace(emoji, '\\:');
}
