import { type DotRules, dotRules } from './abbreviations.ts';
import type { Token } from './cue-tokens.ts';

const ender = /[.!?…。！？｡．।॥۔؟։።។။]["'”’»」』）】〉》)\]]*$/u;
const openingMarks = /^["'“‘«„¿¡([{「『（【〈《-]+/u;
const closingMarks = /["'”’»)\]]+$/u;
/** A token made of punctuation that belongs to the words before it. */
const trailingMarks = /^[.!?…,;:。！？、，)\]”’」』）]/u;
/** Longer tokens are no abbreviations, and no more of them need be looked at. */
const longestAbbreviation = 24;

interface Context {
  readonly rules: DotRules;
  readonly capitals: boolean;
  /** The token is the first of its sentence. */
  readonly opensSentence: boolean;
}

/**
 * For each token, whether a sentence ends with it. Dots of abbreviations, initials, ordinals, decimals that speech
 * recognition tore apart and suspended sentences are told from full stops. In captions without capital letters, a small
 * letter after a full stop does not count against it.
 */
export function sentenceEnds(tokens: readonly Token[], language: string): boolean[] {
  const rules = dotRules(language);
  const capitals = usesCapitals(tokens);
  let opensSentence = true;
  return tokens.map((token, index) => {
    const next = tokens[index + 1];
    const ends =
      ender.test(tailOf(token)) && (next === undefined || isEnd(token, next, { rules, capitals, opensSentence }));
    opensSentence = ends || next?.turn === true;
    return ends;
  });
}

function isEnd(token: Token, next: Token, { rules, capitals, opensSentence }: Context): boolean {
  if (next.turn) return true;
  const following = next.text.replace(openingMarks, '');
  if (next.weight === 0) return !trailingMarks.test(next.text);
  const isSmall = /^\p{Ll}/u.test(following);
  const word = tailOf(token).replace(closingMarks, '').replace(openingMarks, '');
  if (/(?:\.\.|…)$/.test(word)) return !isSmall;
  // A quoted question or sentence goes on as part of the one around it: 「…？」と.
  if (/[」』]$/.test(word) && /^\p{sc=Hiragana}/u.test(following)) return false;
  const isUsual = !isSmall || !capitals;
  if (!word.endsWith('.')) return isUsual;
  const stem = word.slice(0, -1);
  if (/^\d+$/.test(stem)) return isUsual && isNumberEnd(stem, following, rules, opensSentence);
  // "No." is a number's sign before a digit, and an answer everywhere else.
  if (rules.isLeading(stem)) return stem.toLowerCase() === 'no' && isUsual && !/^\d/.test(following);
  if (rules.isEither(stem)) return !isSmall && rules.isOpener(/^[\p{L}\p{M}]*/u.exec(following)?.[0] ?? '');
  return isUsual;
}

/** `1. First`, `3. 5` and `am 3. Mai` go on; `in 1999. Then` ends. */
function isNumberEnd(digits: string, following: string, rules: DotRules, opensSentence: boolean): boolean {
  if (/^\d/.test(following)) return false;
  return digits.length > 2 || !(opensSentence || rules.ordinals);
}

/** Whether most sentences begin with a capital, judged by what follows question marks and full stops. */
function usesCapitals(tokens: readonly Token[]): boolean {
  let capital = 0;
  let small = 0;
  for (const [index, token] of tokens.entries()) {
    if (!/[.?!]$/.test(token.text)) continue;
    const following = tokens[index + 1]?.text.replace(openingMarks, '') ?? '';
    if (/^\p{Lu}/u.test(following)) capital += 1;
    else if (/^\p{Ll}/u.test(following)) small += 1;
  }
  return capital >= small;
}

function tailOf(token: Token): string {
  return token.text.slice(-longestAbbreviation);
}
