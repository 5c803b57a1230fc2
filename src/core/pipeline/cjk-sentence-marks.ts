const han = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Bopomofo}々〇]/u;
const afterEnd = /^(?:\s|$|[”’」』）】)\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}，。！？；：、])/u;
const abbreviation =
  /(?:^|[^\p{L}.])(?:Mr|Mrs|Ms|Dr|Prof|St|vs|etc|Inc|Corp|Ltd|Co|No|Jr|Sr|Vol|pp|e\.g|i\.e|\p{L}(?:\.\p{L})*)$/iu;
const wideEnds: Readonly<Record<string, string>> = { '.': '。', '!': '！', '?': '？' };

/**
 * Full-width marks at the end of sentences that hold Han or kana. A quotation is a sentence of its own, so one that is
 * wholly English keeps its marks; so do decimals, abbreviations, file names and dots in a row.
 */
export function endSentences(text: string, [open, close]: readonly [string, string]): string {
  let result = '';
  let local = false;
  const outer: boolean[] = [];
  for (let index = 0; index < text.length; index += 1) {
    const char = text[index] ?? '';
    const rest = text.slice(index + 1, index + 3);
    if (char === open || char === '“' || char === '『') {
      outer.push(local);
      local = false;
    } else if (char === close || char === '”' || char === '』') {
      local = outer.pop() ?? local;
    }
    const wide = wideEnds[char];
    const ends = wide !== undefined && afterEnd.test(rest) && !isPartOfWord(char, text, index, rest);
    result += ends && local ? wide : char;
    if (ends || char === '\n' || '。！？'.includes(char)) local = false;
    else if (han.test(char)) local = true;
  }
  return result;
}

function isPartOfWord(char: string, text: string, index: number, rest: string): boolean {
  if (char !== '.') return false;
  if (text[index - 1] === '.' || rest.startsWith('.')) return true;
  const before = text.slice(Math.max(0, index - 8), index);
  return rest !== '' && !rest.startsWith('\n') && abbreviation.test(before);
}
