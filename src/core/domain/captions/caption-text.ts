/** Tags that caption formats use for style, voice, language and ruby. Anything else in angle brackets is spoken text. */
const styleTag = /^\/?(?:i|b|u|s|c|v|em|strong|font|span|lang|ruby|rb|rt|rp|p|div|small|big|sub|sup|tt)(?:[\s./]|$)/i;
const breakTag = /^br\s*\/?$/i;
const timeTag = /^[\d:.]+$/;

/** Format characters that show nothing. Joiners (U+200C, U+200D) stay: Persian, Indic scripts and emoji need them. */
const invisible =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is removed here
  /[\u0000-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g;

/**
 * Removes caption markup (`<i>`, `<c.colorE5E5E5>`, `<v Name>`, inline times) and keeps what only looks like it, such as
 * `vector<int>` or `a < b`. `<br>` becomes a line break; readings over ideographs (`<rt>`) go, the ideographs stay.
 * Linear: no bracket is read past the next one.
 */
export function stripTags(text: string): string {
  if (!text.includes('<')) return text;
  const withoutReadings = text.replace(/<r[tp]>[^<]*<\/r[tp]>/gi, '');
  return withoutReadings.replace(/<([^<>]*)>/g, (whole, content: string) => {
    if (breakTag.test(content)) return '\n';
    return styleTag.test(content) || timeTag.test(content) ? '' : whole;
  });
}

/** Removes the position and style codes of SubStation files that survive in SRT, such as `{\an8}`. */
export function stripOverrides(text: string): string {
  return text.replace(/\{\\[^{}]*\}/g, '');
}

/**
 * Visible text with single spaces, in NFC form. Line breaks stay, because a dash or `>>` at the start of a line marks a
 * speaker; empty lines and blanks around lines go.
 */
export function cleanText(text: string): string {
  const visible = text
    .toWellFormed()
    .replace(invisible, '')
    .replace(/\r\n?|[\v\f\u0085\u2028\u2029]/g, '\n');
  return visible
    .split('\n')
    .map((line) => line.replace(/\s+/g, ' ').trim())
    .filter((line) => line !== '')
    .join('\n')
    .normalize('NFC');
}

/** Like `cleanText`, in one line: for a single word. */
export function cleanWord(text: string): string {
  return cleanText(text).replaceAll('\n', ' ');
}
