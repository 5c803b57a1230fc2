import type { NumberWords } from './number-words.ts';

/** A word or a digit string, as the number parser reads text in Latin script. */
export interface LatinToken {
  readonly text: string;
  readonly word: string;
  readonly digits: boolean;
  readonly start: number;
  readonly end: number;
  /** Only spaces or a hyphen stand between the token before and this one. */
  readonly joined: boolean;
}

const pointLiteral = '\\d+(?:,\\d{3})+(?!\\d)(?:\\.\\d+)?|\\d+(?:\\.\\d+)?';
const commaLiteral = `\\d{1,3}(?:[ .']\\d{3})+(?!\\d)(?:,\\d+)?|\\d{1,3}(?:,\\d{3})+(?!\\d)(?:\\.\\d+)?|\\d+(?:[.,]\\d+)?`;

/** Tokens in order; what is neither word nor number only decides whether neighbours are joined. */
export function latinTokens(text: string, words: NumberWords): LatinToken[] {
  const pattern = new RegExp(`${words.decimalComma ? commaLiteral : pointLiteral}|\\p{L}+`, 'gu');
  const tokens: LatinToken[] = [];
  let before = 0;
  for (const match of text.matchAll(pattern)) {
    const [value] = match;
    const between = text.slice(before, match.index);
    before = match.index + value.length;
    tokens.push({
      text: value,
      word: value.toLowerCase(),
      digits: /^\d/.test(value),
      start: match.index,
      end: before,
      joined: /^(?:\s*|\s?-\s?)$/.test(between),
    });
  }
  return tokens;
}
