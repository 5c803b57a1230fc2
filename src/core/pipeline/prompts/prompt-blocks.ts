import type { Line, LineRange } from '../../domain/transcript.ts';

/** `12-40`, or `12` for a single line. */
export function formatRange({ first, last }: LineRange): string {
  return first === last ? String(first) : `${first}-${last}`;
}

/**
 * The numbered lines as the model reads them, one a line, a new speaker marked by `>>`. Captions are data: the angle
 * brackets that delimit this block cannot occur inside it.
 */
export function transcriptBlock(lines: readonly Line[], language: string): string {
  const body = lines.map((line) => `${line.number} ${line.speakerChange ? '>> ' : ''}${inert(line.text)}`).join('\n');
  return `<transcript language="${language}">\n${body}\n</transcript>`;
}

/** Untrusted text made unable to close or open a block of the prompt. */
export function inert(text: string): string {
  return text.replaceAll('<', '‹').replaceAll('>', '›').replace(/\s+/g, ' ').trim();
}
