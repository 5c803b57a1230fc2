import { syllables, wordLists } from './word-lists.ts';

/** Characters per English word, spaces not counted where the script has none. */
const charactersPerWord: Readonly<Record<string, number>> = {
  'zh-Hans': 1.62,
  'zh-Hant': 1.62,
  ja: 2.11,
  ko: 2.53,
  fr: 6.36,
  de: 6.15,
  es: 5.91,
  pt: 5.9,
  en: 5.57,
};

/** `zh-CN` → `zh-Hans`: the key of the tables here; languages without a table are written as English. */
export function writing(language: string): string {
  const locale = new Intl.Locale(language).maximize();
  const key = locale.language === 'zh' ? `zh-${locale.script}` : locale.language;
  return wordLists[key] === undefined ? 'en' : key;
}

/** How many English words a text in `language` amounts to. */
export function englishWords(text: string, language: string): number {
  const key = writing(language);
  if (key === 'en') return text.split(/\s+/).filter(Boolean).length;
  return lengthOf(text, key) / (charactersPerWord[key] ?? 6);
}

/** How long a text in `language` is that says as much as so many English words. */
export function proseLength(words: number, language: string): number {
  return Math.max(4, Math.round(words * (charactersPerWord[writing(language)] ?? 6)));
}

/** Length as the tables count it. */
function lengthOf(text: string, key: string): number {
  return (isSpaced(key) && key !== 'ko' ? text : text.replace(/\s/g, '')).length;
}

/**
 * Sentences of common words, as near to `length` as whole words allow, with every insert in it once. The same seed gives
 * the same text.
 */
export function prose(language: string, length: number, seed: number, inserts: readonly string[] = []): string {
  const key = writing(language);
  const list = wordLists[key] ?? [];
  const parts: string[] = [];
  const start = (seed * 7) % list.length;
  const room = length - inserts.reduce((sum, insert) => sum + lengthOf(insert, key) + 1, 0);
  let size = 0;
  for (let i = 0; size < room; i += 1) {
    const word = list[(start + i) % list.length] ?? '';
    parts.push(word);
    size += lengthOf(word, key) + (isSpaced(key) && key !== 'ko' ? 1 : 0);
  }
  inserts.forEach((insert, index) => {
    parts.splice(Math.floor(((index + 0.5) * (parts.length + 1)) / inserts.length), 0, insert);
  });
  return punctuate(parts, key);
}

const sentenceWords = 13;

function punctuate(parts: readonly string[], key: string): string {
  const full = key.startsWith('zh') || key === 'ja';
  const sentences: string[] = [];
  for (let at = 0; at < parts.length; at += sentenceWords) {
    const words = parts.slice(at, at + sentenceWords);
    if (full) sentences.push(`${joinUnspaced(words)}。`);
    else sentences.push(`${capitalise(words.join(' '))}.`);
  }
  return sentences.join(full ? '' : ' ');
}

/** Han next to Latin or digits is set apart by a space. */
function joinUnspaced(words: readonly string[]): string {
  return words.join('').length === 0
    ? ''
    : words.reduce((text, word) => {
        const narrow = /[A-Za-z0-9%$]$/.test(text) || /^[A-Za-z0-9%$]/.test(word);
        return text === '' ? word : `${text}${narrow ? ' ' : ''}${word}`;
      }, '');
}

function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function isSpaced(key: string): boolean {
  return !key.startsWith('zh') && key !== 'ja';
}

/** A name in the script of `language`; as it is where that is Latin. Each part of a name has one form everywhere. */
export function writtenName(name: string, language: string): string {
  const script = syllables[writing(language)];
  if (script === undefined) return name;
  const part = (word: string): string => {
    const sum = [...word.toLowerCase()].reduce((total, char) => (total * 31 + (char.codePointAt(0) ?? 0)) % 9973, 7);
    return [0, 1, 2].map((at) => script[(sum + at * 5) % script.length] ?? '').join('');
  };
  return name.split(/\s+/).map(part).join('·');
}
