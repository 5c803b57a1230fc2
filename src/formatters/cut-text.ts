/**
 * How long a text is in the form it is sent in: at least its own length without outer blanks, and not shrinking as text
 * is appended, give or take a character.
 */
export type Measure = (text: string) => number;

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });
const sentenceEnd = /[.!?…]["'”’»)\]]*(?=\s)|[。！？]["'”’」』）]*/gu;

/**
 * The longest beginning of `text` that measures at most `max`: whole sentences where they make up a good part of it,
 * else whole words, else whole graphemes. At least one grapheme, whatever it measures, so that every caller advances.
 */
export function longestBeginning(text: string, max: number, measure: Measure): string {
  if (text.length <= max && measure(text) <= max) return text;
  let fits = 0;
  let over = Math.min(text.length, max + 1);
  while (over - fits > 1) {
    const middle = (fits + over) >> 1;
    if (measure(text.slice(0, middle)) <= max) fits = middle;
    else over = middle;
  }
  return text.slice(0, bestCut(text, fits));
}

/** The text in pieces that measure at most `max` each, cut as by `longestBeginning`. Pieces are trimmed, never empty. */
export function cutText(text: string, max: number, measure: Measure): string[] {
  const pieces: string[] = [];
  let rest = text.trim();
  while (rest !== '') {
    const piece = longestBeginning(rest, max, measure);
    pieces.push(piece.trim());
    rest = rest.slice(piece.length).trim();
  }
  return pieces.filter((piece) => piece !== '');
}

function bestCut(text: string, end: number): number {
  const head = text.slice(0, end + 1);
  let cut = 0;
  for (const match of head.matchAll(sentenceEnd)) {
    const at = match.index + match[0].length;
    if (at <= end) cut = at;
  }
  if (cut >= end * 0.4 && cut > 0) return cut;
  const space = head.slice(0, end).search(/\s\S*$/u);
  if (space >= end * 0.6 && space > 0) return space;
  return graphemeCut(text, end);
}

/** Long enough for any grapheme that people write. */
const longestGrapheme = 64;

function graphemeCut(text: string, end: number): number {
  const from = Math.max(0, end - longestGrapheme);
  const start = graphemes.segment(text.slice(from, end + longestGrapheme)).containing(end - from)?.index ?? 0;
  if (from + start > 0) return from + start;
  const [first] = graphemes.segment(text.slice(0, longestGrapheme));
  return first?.segment.length ?? text.length;
}
