import type { Chapter } from '../../domain/digest.ts';
import { isUnspaced } from '../../domain/language.ts';
import { lexiconOf } from './lexicon.ts';
import type { SpokenWord } from './words.ts';

interface Phrase {
  readonly id: string;
  readonly keys: readonly string[];
  /** The forms it was said in, with how often. */
  readonly forms: Map<string, number>;
  count: number;
}

/**
 * For each chapter the phrase that is said often in it and seldom elsewhere (two, where it is a single word), no two
 * alike; null for a chapter without a topic word. `words` are those of each line of the video.
 */
export function characteristicPhrases(
  chapters: readonly Pick<Chapter, 'lines'>[],
  words: readonly (readonly SpokenWord[])[],
  language: string,
): (string | null)[] {
  const { links } = lexiconOf(language);
  const unspaced = isUnspaced(language);
  const perChapter = chapters.map(({ lines }) =>
    phrasesIn(words.slice(lines.first - 1, lines.last), links, unspaced ? '' : ' '),
  );
  const spread = new Map<string, number>();
  for (const phrases of perChapter) for (const id of phrases.keys()) spread.set(id, (spread.get(id) ?? 0) + 1);
  const used = new Set<string>();
  return perChapter.map((phrases) => {
    const best = pick(phrases, (phrase) =>
      used.has(phrase.id) ? 0 : scoreOf(phrase, chapters.length / (spread.get(phrase.id) ?? 1)),
    );
    if (best === null) return null;
    used.add(best.id);
    const second =
      best.keys.length > 1 ? null : pick(phrases, (phrase) => besides(best, phrase, spread, chapters.length));
    const forms = [best, second].flatMap((phrase) => (phrase === null ? [] : [mostFrequent(phrase.forms)]));
    return titleCase(forms.join(unspaced ? '、' : ', '), language);
  });
}

function pick(phrases: ReadonlyMap<string, Phrase>, score: (phrase: Phrase) => number): Phrase | null {
  let best: Phrase | null = null;
  let highest = 0;
  for (const phrase of phrases.values()) {
    const own = score(phrase);
    if (own > highest) {
      best = phrase;
      highest = own;
    }
  }
  return best;
}

/** A second phrase must be said at least half as often as the first to speak for the chapter, and add a word to it. */
function besides(best: Phrase, phrase: Phrase, spread: ReadonlyMap<string, number>, chapters: number): number {
  if (phrase.keys.some((key) => best.keys.includes(key)) || phrase.count * 2 < best.count || phrase.count < 2) return 0;
  return scoreOf(phrase, chapters / (spread.get(phrase.id) ?? 1));
}

/** Longer phrases say more, but only what is repeated is what the chapter is about. */
function scoreOf({ keys, count }: Phrase, rarity: number): number {
  const said = keys.length === 1 ? count : count > 1 ? count * (keys.length === 2 ? 2.4 : 2.8) : 0.5;
  return said * Math.log(1 + rarity);
}

const maxTopics = 3;

function phrasesIn(
  lines: readonly (readonly SpokenWord[])[],
  links: ReadonlySet<string>,
  space: string,
): Map<string, Phrase> {
  const phrases = new Map<string, Phrase>();
  for (const words of lines) {
    for (const [start, word] of words.entries()) {
      if (word.isTopic) for (const run of runsFrom(words, start, links)) note(phrases, run, space);
    }
  }
  return phrases;
}

/** The runs of one to three topic words that begin here; one linking word may stand between two of them. */
function* runsFrom(words: readonly SpokenWord[], start: number, links: ReadonlySet<string>): Iterable<SpokenWord[]> {
  let topics = 0;
  let linked = false;
  for (let at = start; at < words.length && topics < maxTopics; at += 1) {
    const word = words[at];
    if (word === undefined || (at > start && !word.follows)) return;
    if (word.isTopic) {
      topics += 1;
      yield words.slice(start, at + 1);
    } else if (linked || !links.has(word.text.toLowerCase())) return;
    else linked = true;
  }
}

function note(phrases: Map<string, Phrase>, run: readonly SpokenWord[], space: string): void {
  const keys = run.filter(({ isTopic }) => isTopic).map(({ key }) => key);
  // A word said twice in a row is a stumble, not a phrase.
  if (new Set(keys).size < keys.length) return;
  const id = run.map(({ key }) => key).join(' ');
  const phrase = phrases.get(id) ?? { id, keys, forms: new Map<string, number>(), count: 0 };
  const form = run.map(({ text }) => text).join(space);
  phrase.count += 1;
  phrase.forms.set(form, (phrase.forms.get(form) ?? 0) + 1);
  phrases.set(id, phrase);
}

function mostFrequent(forms: ReadonlyMap<string, number>): string {
  let best = '';
  for (const [form, count] of forms) if (count > (forms.get(best) ?? 0)) best = form;
  return best;
}

function titleCase(phrase: string, language: string): string {
  return phrase.replace(/^\p{Ll}/u, (letter) => letter.toLocaleUpperCase(language));
}
