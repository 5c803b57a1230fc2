import { VidigestError } from './errors.ts';

/** Canonical BCP 47 tag (`zh-cn` → `zh-CN`). Throws `language-invalid` for what is not one. */
export function parseLanguage(tag: string): string {
  try {
    const [canonical] = Intl.getCanonicalLocales(tag.trim().replaceAll('_', '-'));
    if (canonical !== undefined && /^[a-z]{2,3}(-|$)/.test(canonical)) return canonical;
  } catch (cause) {
    throw new VidigestError('language-invalid', `not a language tag: ${tag}`, { cause, reason: tag });
  }
  throw new VidigestError('language-invalid', `not a language tag: ${tag}`, { reason: tag });
}

/**
 * Whether text in `a` needs no translation for readers of `b`. Regional variants count as one language; Chinese in
 * traditional and in simplified characters does not.
 */
export function sameLanguage(a: string, b: string): boolean {
  return writtenLanguage(a) === writtenLanguage(b);
}

/** `en-GB` → `en`, `zh-TW` → `zh-Hant`, `zh` → `zh-Hans`: what decides spelling, script and length. */
export function writtenLanguage(tag: string): string {
  const locale = new Intl.Locale(tag.replaceAll('_', '-')).maximize();
  return locale.language === 'zh' || locale.language === 'yue' ? `zh-${locale.script}` : locale.language;
}

/** Base language subtag: `pt-BR` → `pt`. */
export function baseLanguage(tag: string): string {
  return new Intl.Locale(tag.replaceAll('_', '-')).language;
}

/** Written without spaces between words, full-width punctuation: Chinese and Japanese. */
export function isUnspaced(tag: string): boolean {
  return ['zh', 'yue', 'ja'].includes(baseLanguage(tag));
}

/** Name of a language in itself or in another: `languageName('ja', 'en')` → `Japanese`. */
export function languageName(tag: string, inLanguage: string = tag): string {
  return new Intl.DisplayNames([inLanguage], { type: 'language' }).of(tag) ?? tag;
}
