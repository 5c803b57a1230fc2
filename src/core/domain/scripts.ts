const unspacedLetter =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Bopomofo}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}々〆ー]/u;
const wideMark = /[\u3000-\u3004\u3008-\u3030\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65]/u;
/** Marks that take the spacing of the letters beside them. */
const neutralMark = /[\u2014\u2015\u2018-\u201d\u2026]/u;

/** Whether the text contains letters of a script that puts no spaces between words (Chinese, Japanese, Thai, …). */
export function hasUnspacedScript(text: string): boolean {
  return unspacedLetter.test(text);
}

/**
 * What belongs between two pieces of text that stood in different captions: nothing between letters of an unspaced
 * script or beside full-width punctuation, a space everywhere else (Korean and embedded Latin words keep theirs).
 */
export function glueBetween(before: string, after: string): '' | ' ' {
  const last = [...before.slice(-2)].at(-1) ?? '';
  const first = [...after.slice(0, 2)].at(0) ?? '';
  if (wideMark.test(last) || wideMark.test(first)) return '';
  const isClose = (letter: string, other: string) =>
    unspacedLetter.test(letter) && (unspacedLetter.test(other) || neutralMark.test(other));
  return isClose(last, first) || isClose(first, last) ? '' : ' ';
}
