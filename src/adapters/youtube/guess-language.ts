/**
 * Language a video's title and description are likely in, or null. A hint: short titles mislead. The detector is loaded
 * on first use: it takes 40 MB, and few videos need it.
 */
export async function guessLanguage(title: string, description: string): Promise<string | null> {
  const { detect } = await import('tinyld');
  const language = detect(`${title}\n${description.slice(0, 500)}`);
  return language === '' ? null : language;
}
