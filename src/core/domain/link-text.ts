/** Everything that may stand in a pasted address; a label's bar, brackets, quotes and non-ASCII text end it. */
const tokenPattern = /[!#-;=?-_a-{}~]+/g;
/** No address that leads to a video contains one of these unescaped. */
const addressEnd = /[()[\]{},;'*!\\^~]/;
const schemePattern = /https?:\/\//gi;
/** Before a scheme, one of these says that it belongs to a longer address, such as a redirect's target. */
const nestingCharacters = new Set('/=:?&@#%');
/** A bare host, not as the tail of another host, path, query or mail address. Consumes the address: hits are disjoint. */
const bareHostPattern =
  /(?<![\w.@/=%&?#-])(?:www\.|m\.|music\.)?(?:youtube\.com|youtube-nocookie\.com|youtu\.be)\/[^()[\]{},;'*!\\^~]*/gi;
/** Longer addresses are not what people paste. */
const longestAddress = 4096;

/**
 * Everything in a chat message that may be an address of YouTube, in order of appearance, with a scheme, unescaped and
 * without the punctuation around it. Code is left out, as are Slack's labels. Foreign hosts are not sorted out here,
 * except that their addresses never yield the address nested in them. The candidates stem from disjoint parts of the
 * text: the work is linear in its length.
 */
export function* candidateAddresses(text: string): Generator<string> {
  const plain = blankCode(text)
    .replace(/<([a-z@#!][^<>|\s]*)\|[^<>]*>/gi, ' $1 ')
    .replace(/&(?:lt|gt|quot|#0*3[49]);/gi, ' ')
    .replace(/&(?:(?:amp|#38|#x26);)+/gi, '&');
  for (const [token] of plain.matchAll(tokenPattern)) yield* addressesInToken(token);
}

function* addressesInToken(token: string): Generator<string> {
  const starts = schemeStarts(token);
  const [first = token.length] = starts;
  for (const [address] of token.slice(0, first).matchAll(bareHostPattern)) {
    yield `https://${trimEnd(address.slice(0, longestAddress))}`;
  }
  for (const [index, start] of starts.entries()) {
    const raw = token.slice(start, starts[index + 1]);
    const length = raw.search(addressEnd);
    yield trimEmphasis(token, start, trimEnd((length < 0 ? raw : raw.slice(0, length)).slice(0, longestAddress)));
  }
}

function schemeStarts(token: string): number[] {
  const starts: number[] = [];
  for (const { index } of token.matchAll(schemePattern)) {
    if (starts.length === 0 || !nestingCharacters.has(token[index - 1] ?? '')) starts.push(index);
  }
  return starts;
}

function trimEnd(address: string): string {
  let end = address.length;
  while (end > 0 && '.:?&#/'.includes(address.charAt(end - 1))) end -= 1;
  return address.slice(0, end);
}

/** `_https://…_`: an underscore may end an id, but not where one of its kind opened the emphasis. */
function trimEmphasis(token: string, start: number, address: string): string {
  let trimmed = address;
  for (let at = start - 1; token[at] === '_' && trimmed.endsWith('_'); at -= 1) trimmed = trimmed.slice(0, -1);
  return trimmed;
}

interface BacktickRun {
  readonly start: number;
  readonly length: number;
  readonly row: number;
}

/**
 * The text with code replaced by blanks. Code stands between two equally long runs of backticks; fewer than three do not
 * reach over a line break. A run without a partner is ordinary text, as chat platforms show it.
 */
export function blankCode(text: string): string {
  if (!text.includes('`')) return text;
  const runs = backtickRuns(text);
  const partners = partnersOf(runs);
  let result = '';
  let at = 0;
  for (let index = 0; index < runs.length; index += 1) {
    const opening = runs[index];
    const partner = partners[index];
    const closing = partner === undefined ? undefined : runs[partner];
    if (opening === undefined || partner === undefined || closing === undefined) continue;
    if (opening.length < 3 && opening.row !== closing.row) continue;
    const end = closing.start + closing.length;
    result += text.slice(at, opening.start) + ' '.repeat(end - opening.start);
    at = end;
    index = partner;
  }
  return result + text.slice(at);
}

function backtickRuns(text: string): BacktickRun[] {
  const runs: BacktickRun[] = [];
  let row = 0;
  for (const { 0: found, index } of text.matchAll(/`+|\n/g)) {
    if (found === '\n') row += 1;
    else runs.push({ start: index, length: found.length, row });
  }
  return runs;
}

/** For each run, the index of the next one of the same length. */
function partnersOf(runs: readonly BacktickRun[]): (number | undefined)[] {
  const next = new Map<number, number>();
  const partners: (number | undefined)[] = [];
  for (let index = runs.length - 1; index >= 0; index -= 1) {
    const length = runs[index]?.length ?? 0;
    partners[index] = next.get(length);
    next.set(length, index);
  }
  return partners;
}
