/**
 * The words of one language, as data. Lists are separated by spaces; phrases are regular expressions, matched as whole
 * words where the script has spaces, in any case.
 */
export interface LexiconData {
  readonly stopWords: string;
  readonly links: string;
  readonly leaning: readonly string[];
  readonly housekeeping: readonly string[];
  readonly sponsor: readonly string[];
  readonly emphasis: readonly string[];
}
