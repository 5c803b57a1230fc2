const wide = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uff00-\uffef\u3000-\u303f]/g;

/** Tokens as the fake counts them: one per CJK character, 3.5 other characters each. */
export function countTokens(text: string): number {
  const wideCharacters = text.match(wide)?.length ?? 0;
  return Math.ceil(wideCharacters + (text.length - wideCharacters) / 3.5);
}
