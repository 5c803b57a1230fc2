const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });

const wide =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Emoji_Presentation}\u3000-\u303f\ufe30-\ufe4f\uff01-\uff60\uffe0-\uffe6]|\ufe0f/u;
const noWidth = /^[\p{M}\p{Cf}\p{Cc}]*$/u;

/** What a reader counts as one character: a letter with its accents, an emoji with its modifiers. */
export function graphemesOf(text: string): string[] {
  return Array.from(graphemes.segment(text), ({ segment }) => segment);
}

/** Columns a text takes in a terminal or a subtitle: Chinese, Japanese, Korean characters and emoji take two. */
export function displayWidth(text: string): number {
  if (/^[\x20-\x7e]*$/u.test(text)) return text.length;
  return graphemesOf(text).reduce((sum, grapheme) => sum + graphemeWidth(grapheme), 0);
}

/** The longest beginning that takes at most `columns`. */
export function cutToWidth(text: string, columns: number): string {
  let width = 0;
  let cut = '';
  for (const grapheme of graphemesOf(text)) {
    width += graphemeWidth(grapheme);
    if (width > columns) return cut;
    cut += grapheme;
  }
  return cut;
}

function graphemeWidth(grapheme: string): number {
  if (noWidth.test(grapheme)) return 0;
  return wide.test(grapheme) ? 2 : 1;
}
