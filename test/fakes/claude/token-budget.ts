import { countTokens } from './tokens.ts';

/**
 * How many tokens an answer takes, for measuring with a fixed workload. `total` is spread evenly over the text, but for
 * `marks`: so many tokens have been given when that field of the JSON closes. Marks in order of the text.
 */
export interface TokenBudget {
  readonly total: number;
  readonly marks?: readonly { readonly field: string; readonly tokens: number }[];
}

/** Tokens of a text and where each one ends. */
export interface TokenisedText {
  readonly text: string;
  readonly tokens: number;
  /** Characters that `tokens` tokens make. */
  cut(tokens: number): number;
}

/** Spreads tokens over a text: by the budget, else by the fake's own count, evenly. */
export function tokenise(text: string, budget: TokenBudget | null): TokenisedText {
  const tokens = budget?.total ?? countTokens(text);
  const points = [{ tokens: 0, at: 0 }, ...markPoints(text, budget), { tokens, at: text.length }];
  return {
    text,
    tokens,
    cut(given) {
      const next = points.findIndex((point) => point.tokens >= given);
      if (next === -1) return text.length;
      const to = points[next];
      const from = points[next - 1];
      if (to === undefined || from === undefined) return 0;
      const share = to.tokens === from.tokens ? 1 : (given - from.tokens) / (to.tokens - from.tokens);
      return wholeCharacter(text, Math.floor(from.at + share * (to.at - from.at)));
    },
  };
}

function markPoints(text: string, budget: TokenBudget | null): { tokens: number; at: number }[] {
  return (budget?.marks ?? []).flatMap(({ field, tokens }) => {
    const match = new RegExp(`"${field}":"(?:[^"\\\\]|\\\\.)*",?`).exec(text);
    return match === null ? [] : [{ tokens, at: match.index + match[0].length }];
  });
}

function wholeCharacter(text: string, at: number): number {
  const code = text.charCodeAt(at - 1);
  return code >= 0xd800 && code < 0xdc00 ? at + 1 : at;
}
