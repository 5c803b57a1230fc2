/**
 * Tokens a text will take, estimated on the high side for current models: a character of Chinese, Japanese or Korean
 * counts one, 3.5 of Latin script count one, other scripts lie between.
 */
export function estimateTokens(text: string): number {
  let tokens = 0;
  for (const char of text) tokens += weight(char.codePointAt(0) ?? 0);
  return Math.ceil(tokens);
}

function weight(code: number): number {
  if (code < 0x0250) return 1 / 3.5;
  if (code > 0xffff) return 2;
  // From the CJK radicals on; the punctuation block before them is short of one token a mark.
  return code >= 0x2e80 ? 1 : 0.6;
}
