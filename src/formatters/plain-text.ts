import { longestBeginning } from './cut-text.ts';

/** Overrides of the writing direction, which could make a text read as another. */
const directions = /[\u202A-\u202E\u2066-\u2069]/g;

/**
 * Untrusted text on one line: control characters and line breaks become spaces, lone halves of characters and
 * direction overrides go. All that plain text needs.
 */
export function onOneLine(text: string): string {
  return text
    .toWellFormed()
    .replace(directions, '')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();
}

/**
 * Untrusted text on one line in the form in which `encode` escapes it, at most `max` characters long with its escapes;
 * an ellipsis shows that something is missing.
 */
export function clipEncoded(text: string, max: number, encode: (text: string) => string): string {
  const line = onOneLine(text);
  const whole = encode(line);
  if (whole.length <= max) return whole;
  const beginning = longestBeginning(line, max - 1, (part) => encode(part).length);
  const encoded = encode(beginning);
  return encoded.length < max ? `${encoded}…` : '…';
}

/** `onOneLine`, at most `max` characters long. For plain text, where a platform reads no markup at all. */
export function clipPlain(text: string, max: number): string {
  return clipEncoded(text, max, (plain) => plain);
}
