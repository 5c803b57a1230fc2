import { detect } from 'tinyld';

/** Language a video's title and description are likely in, or null. A hint: short titles mislead. */
export function guessLanguage(title: string, description: string): string | null {
  const language = detect(`${title}\n${description.slice(0, 500)}`);
  return language === '' ? null : language;
}
