/** How long a line may be. Words are counted as in `Token.weight`. */
export interface LineRules {
  /** Silence that ends a line of unpunctuated speech … */
  readonly pauseMs: number;
  /** … once it has this many words. */
  readonly wordsBeforePause: number;
  /** Longest line of unpunctuated speech. */
  readonly looseWords: number;
  /** Longest sentence that stays whole. */
  readonly sentenceWords: number;
  readonly sentenceMs: number;
  /** Silence that ends a line whatever it says. */
  readonly silenceMs: number;
  /** A line of fewer words joins its neighbour, unless the speaker changes or silence parts them. */
  readonly smallestWords: number;
  /** Up to this many words for each full stop, captions count as punctuated. */
  readonly punctuatedWords: number;
}

/** Chosen on captured talks. */
export const defaultLineRules: LineRules = {
  pauseMs: 900,
  wordsBeforePause: 6,
  looseWords: 24,
  sentenceWords: 40,
  sentenceMs: 30_000,
  silenceMs: 3_000,
  smallestWords: 3,
  punctuatedWords: 40,
};
