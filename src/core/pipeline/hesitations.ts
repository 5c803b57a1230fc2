import { baseLanguage } from '../domain/language.ts';

/** Sounds of thinking that mean nothing; never a word that could (`like`, `eh`, `um` outside English and German). */
const sounds: Readonly<Record<string, string>> = {
  en: 'u+h+m*|u+m+|erm+|mm+|hm+',
  de: 'ä+h+m*|ö+h+m*|hm+',
  fr: 'euh+|heu+|hum+',
  es: 'ehm+|hm+',
  pt: 'hm+',
  ja: 'え[えー]*っ?と[ーお]*|あの[ーう]+',
  zh: '[嗯呃]+',
};

const unspaced = new Set(['ja', 'zh']);

/** The text without its hesitations (`uh`, `euh`, `えーと`); unchanged where nothing else would be left. */
export function withoutHesitations(text: string, language: string): string {
  const base = baseLanguage(language);
  const sound = sounds[base];
  if (sound === undefined) return text;
  const pattern = unspaced.has(base)
    ? new RegExp(`(?<=^|[、。，,\\s！？])(?:${sound})[、，,…]?`, 'gu')
    : new RegExp(`(?<![\\p{L}\\p{N}'’-])(?:${sound})(?![\\p{L}\\p{N}'’-])(?:[,…]|\\.{3})?\\s*`, 'giu');
  const kept = text
    .replace(pattern, '')
    .replace(/,?\s*([,.!?])/g, '$1')
    .trim();
  if (!/[\p{L}\p{N}]/u.test(kept)) return text;
  return /^\p{Lu}/u.test(text) ? kept.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase()) : kept;
}
