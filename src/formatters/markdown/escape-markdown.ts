/** Never wanted in a document: control characters, and those that reorder the text around them. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is removed
const invisible = /[\u0000-\u0008\u000e-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

const wordJoiner = '\u2060';

/**
 * Untrusted text as one line of Markdown that shows exactly its words, wherever it is put: paragraph, heading, quote,
 * list item or table cell. No character of it opens or closes anything; addresses and mentions stay readable but are
 * no links (a word joiner, which cannot be seen, parts them). Line breaks become spaces.
 */
export function escapeMarkdown(text: string): string {
  const line = text.replace(invisible, '').replace(/\s+/gu, ' ').trim();
  return escapeEdges(escapeInline(line));
}

/** The same for text that may hold several paragraphs: every line break starts a new one. Empty ones are dropped. */
export function escapeParagraphs(text: string): string[] {
  return text
    .split(/[\r\n\u2028\u2029]+/u)
    .map(escapeMarkdown)
    .filter((paragraph) => paragraph !== '');
}

function escapeInline(line: string): string {
  const money = line.indexOf('$') === line.lastIndexOf('$');
  return line
    .replace(/[\\`*_[\]<|~]/gu, '\\$&')
    .replace(/&(?=#?[A-Za-z0-9]+;)/gu, '\\&')
    .replace(/\$/gu, money ? '$$' : '\\$$')
    .replace(/:(?=\/\/)/gu, `:${wordJoiner}`)
    .replace(/www(?=\.)/giu, `$&${wordJoiner}`)
    .replace(/@(?=[\p{L}\p{N}])/gu, `\\@${wordJoiner}`);
}

/** What means something at the start of a line only, and the number signs that end a heading. */
function escapeEdges(line: string): string {
  return line
    .replace(/^(?:[#>+=:-]|\d{1,9}(?=[.)]))/u, (start) => (/\d/u.test(start) ? `${start}\\` : `\\${start}`))
    .replace(/(^|[^\\])(#+)$/u, (_, before: string, signs: string) => before + signs.replace(/#/gu, '\\#'));
}
