/** How one language in Latin script says numbers. All words in lower case. */
export interface NumberWords {
  /** 2,5 is two and a half; digits may be grouped by full stops or spaces. */
  readonly decimalComma: boolean;
  /** Words that add up to a group below 1000. */
  readonly small: Readonly<Record<string, number>>;
  /** The rest of an ordinal after tens ("twenty-first"). */
  readonly ordinals: Readonly<Record<string, number>>;
  /** Value of a word that holds a whole number ("fünfundzwanzig"), where the language writes such words. */
  readonly compound?: (word: string) => number | null;
  /** Words that multiply a group by 100. */
  readonly hundreds: readonly string[];
  readonly scales: Readonly<Record<string, number>>;
  /** Words between the parts of one number ("two hundred and five", "vinte e cinco"). */
  readonly and: readonly string[];
  /** Whether `and` joins tens and units ("treinta y uno"); English "twenty and five" are two numbers. */
  readonly andAfterTens: boolean;
  /** 60 and 80 are counted on to 79 and 99 ("soixante-dix-sept"). */
  readonly countsByTwenty: boolean;
  /** Years are said in pairs ("nineteen ninety-five", "twenty oh eight"). */
  readonly pairedYears: boolean;
  readonly point: readonly string[];
  /** "and a half" right after a number or its scale word. */
  readonly andHalf: RegExp;
  /** "hour and a half" after an article: one and a half. */
  readonly oneAndHalf: RegExp;
  /** Per cent right after a number. */
  readonly percent: RegExp;
  /** Words for a part, or a few, of a following whole: "half a million", "a couple of hundred". */
  readonly parts: Readonly<Record<string, number>>;
  /** Nouns that count in tens or dozens: "two decades" are twenty years. */
  readonly collectives: Readonly<Record<string, number>>;
  /** Phrases whose number is not meant: "quinze jours" are two weeks. */
  readonly idiom?: RegExp;
  /** Loose quantities with what another language may say for them. Never required. */
  readonly loose: Readonly<Record<string, readonly number[]>>;
}

/** Words for consecutive numbers, from `first` on, as a table. */
export function counted(words: string, first: number, step = 1): Record<string, number> {
  return Object.fromEntries(words.split(' ').map((word, index) => [word, first + index * step]));
}

/** Words that all stand for the same loose values. */
export function meaning(words: string, values: readonly number[]): Record<string, readonly number[]> {
  return Object.fromEntries(words.split(' ').map((word) => [word, values]));
}

/** Words for consecutive loose values: month names, decades of life. */
export function countedLoosely(words: string, first: number, step = 1): Record<string, readonly number[]> {
  return Object.fromEntries(words.split(' ').map((word, index) => [word, [first + index * step]]));
}

/** What a half becomes elsewhere: a fraction, a percentage, a word with two in it. */
export const halfValues: readonly number[] = [0.5, 50, 2];
/** As `halfValues`, for a third and two thirds. */
export const thirdValues: readonly number[] = [1 / 3, 33, 3, 66, 67];
/** As `halfValues`, for a quarter and three quarters. */
export const quarterValues: readonly number[] = [0.25, 25, 4, 75];

/** A word's entry; words like "constructor" find nothing. */
export function entryOf<T>(table: Readonly<Record<string, T>>, word: string | undefined): T | undefined {
  return word !== undefined && Object.hasOwn(table, word) ? table[word] : undefined;
}
