import { clipEncoded, onOneLine } from '../plain-text.ts';

/** Invisible, no line break, part of no name: what stands after it is not read together with what stands before it. */
const joiner = '\u2060';

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
/** Formatting characters and what looks like them. */
const lookAlikes: Readonly<Record<string, string>> = { '*': '∗', _: 'ˍ', '~': '∼', '`': 'ˋ' };

/**
 * Formatting begins and ends at the edge of a word: between two ASCII letters or digits `_` and `~` are inert. So is
 * `*`, but it would end the bold text it stands in.
 */
const formatting = /[*`]|(?<![A-Za-z0-9])[_~]|[_~](?![A-Za-z0-9])/g;
/** `:name:`, also where the last colon may come behind the text; but not the minutes of `1:30:00`. */
const emoji = /:(?!\d{1,2}(?::|$))(?=[\p{L}\p{M}\p{N}_+'-]{1,100}(?::|$))/gu;
/** `@here`, `@name`, `me@example.org`; `#channel`; the start of an address. */
const linking = /@(?=[\p{L}\p{N}_])|#(?=\p{L})|:(?=\/\/)/gu;
/**
 * Untrusted text for mrkdwn, on one line: it reads the same and can neither ping nor link nor format. Entities stop
 * Slack's own notation, look-alikes replace formatting characters where they would work, and an invisible joiner breaks
 * `@here`, `:name:` and `https://`. Bare domains stay whole; `verbatim` on the text object keeps Slack from linking them.
 */
export function escapeMrkdwn(text: string): string {
  const inert = onOneLine(text)
    .replace(/^>+/, (quoting) => '›'.repeat(quoting.length))
    .replace(formatting, (character) => lookAlikes[character] ?? character)
    .replace(emoji, `:${joiner}`)
    .replace(linking, (character) => character + joiner);
  return ownMrkdwn(inert);
}

/** The program's own words for mrkdwn: a command in them stays one that can be copied. */
export function ownMrkdwn(text: string): string {
  return text.replace(/[&<>]/g, (character) => entities[character] ?? character);
}

/** `escapeMrkdwn`, at most `max` characters long with its escapes; an ellipsis shows that something is missing. */
export function clipMrkdwn(text: string, max: number): string {
  return clipEncoded(text, max, escapeMrkdwn);
}

/** A link. `label` is escaped here; `url` is the program's own or Slack's, without `|` and `>`. */
export function mrkdwnLink(url: string, label: string, maxLabel = 200): string {
  return `<${url.replaceAll('&', '&amp;')}|${clipMrkdwn(label.replaceAll('|', '│'), maxLabel)}>`;
}
