import { baseLanguage, languageName, writtenLanguage } from '../../domain/language.ts';
import { simplifiedOnly, traditionalOnly } from './han-variants.ts';
import { stopWords } from './stop-words.ts';

const scripts: Readonly<Record<string, RegExp>> = {
  Latn: /\p{Script=Latin}/u,
  Cyrl: /\p{Script=Cyrillic}/u,
  Grek: /\p{Script=Greek}/u,
  Arab: /\p{Script=Arabic}/u,
  Hebr: /\p{Script=Hebrew}/u,
  Deva: /\p{Script=Devanagari}/u,
  Beng: /\p{Script=Bengali}/u,
  Thai: /\p{Script=Thai}/u,
  Hans: /\p{Script=Han}/u,
  Hant: /\p{Script=Han}/u,
  Jpan: /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u,
  Kore: /\p{Script=Hangul}/u,
};
const kana = /[\p{Script=Hiragana}\p{Script=Katakana}]/gu;
const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;

/** Below this many words (characters, where none are spaced) nothing is judged. */
const minimum = 12;
/** Part of all words that only the other language has. In the right language it stays below a twentieth. */
const rivalShare = 0.12;
/** So many distinct characters of the other Chinese writing are no quotation any more. */
const foreignCharacters = 3;

/** Why the text is not in the language it should be in; null where it is, or is too short to tell. */
export function checkTargetLanguage(text: string, targetLanguage: string): string | null {
  const written = writtenLanguage(targetLanguage);
  const name = languageName(written, 'en');
  const share = scriptShare(text, new Intl.Locale(targetLanguage).maximize().script ?? 'Latn');
  if (share === null) return null;
  if (share < 0.5) return `The translation is not written in ${name}. Write all of it in ${name}.`;
  const base = baseLanguage(targetLanguage);
  if (base === 'zh' || base === 'yue') return checkChinese(text, written, name);
  if (base === 'ja') return checkJapanese(text, name);
  return checkWords(text, base, name);
}

/** Share of the script among words; a word of Latin letters weighs as one character of an unspaced script does. */
function scriptShare(text: string, script: string): number | null {
  const own = scripts[script];
  if (own === undefined) return null;
  let hits = 0;
  let all = 0;
  for (const [word] of text.matchAll(/\p{L}[\p{L}\p{M}'’]*/gu)) {
    const pieces = unspaced.test(word) ? (word.match(/\p{Script=Latin}+|\P{Script=Latin}/gu) ?? []) : [word];
    for (const piece of pieces) {
      if (!/\p{L}/u.test(piece)) continue;
      all += 1;
      if (own.test(piece)) hits += 1;
    }
  }
  return all < minimum ? null : hits / all;
}

function checkChinese(text: string, written: string, name: string): string | null {
  const kanaCount = text.match(kana)?.length ?? 0;
  if (kanaCount > 5 && kanaCount > text.length * 0.05)
    return `The translation holds Japanese. Write all of it in ${name}.`;
  const foreign = written === 'zh-Hant' ? simplifiedOnly : traditionalOnly;
  const found = new Set([...text].filter((char) => foreign.has(char)));
  if (found.size < foreignCharacters) return null;
  const [wanted, other] = written === 'zh-Hant' ? ['traditional', 'simplified'] : ['simplified', 'traditional'];
  return `The translation has ${other} characters (${[...found].slice(0, 6).join('')}). Write ${wanted} Chinese throughout.`;
}

/** Japanese prose is half kana; without any it is Chinese. */
function checkJapanese(text: string, name: string): string | null {
  const kanaCount = text.match(kana)?.length ?? 0;
  const hanCount = text.match(/\p{Script=Han}/gu)?.length ?? 0;
  return kanaCount < 0.15 * (kanaCount + hanCount)
    ? `The translation has hardly any kana. Write all of it in ${name}.`
    : null;
}

/**
 * Latin script: the words that no prose can do without must be those of the language. Each other language is weighed
 * against it by the words that only one of the two has, because neighbours (Spanish and Portuguese) share many.
 */
function checkWords(text: string, base: string, name: string): string | null {
  const own = stopWords[base === 'no' ? 'nb' : base];
  const words = text.toLowerCase().match(/\p{L}+/gu) ?? [];
  if (own === undefined || words.length < 20) return null;
  const count = (of: ReadonlySet<string>, without: ReadonlySet<string>): number =>
    words.filter((word) => of.has(word) && !without.has(word)).length;
  const rivals = Object.entries(stopWords).map(([language, set]) => ({
    language,
    theirs: count(set, own),
    ours: count(own, set),
  }));
  const wrong = rivals
    .filter(({ theirs, ours }) => theirs >= rivalShare * words.length && theirs > 3 * ours)
    .toSorted((a, b) => b.theirs - a.theirs)[0];
  return wrong === undefined
    ? null
    : `The translation reads as ${languageName(wrong.language, 'en')}, not ${name}. Write all of it in ${name}.`;
}
