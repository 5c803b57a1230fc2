/** Capitalised names of two or three words, most frequent first. */
export function peopleIn(text: string): string[] {
  const counts = new Map<string, number>();
  for (const [name] of text.matchAll(/\b[A-Z][a-z]+(?: [A-Z][a-z]+){1,2}\b/g)) {
    if (!/^(The|This|That|And|But|So|We|I|In|On|It|He|She|They|What|When|If|You|Well|Yes|No)\b/.test(name)) {
      counts.set(name, (counts.get(name) ?? 0) + 1);
    }
  }
  return [...counts].sort((a, b) => b[1] - a[1]).map(([name]) => name);
}

/** Words with a capital inside a sentence, at least twice: companies, products, places. */
export function properNamesIn(text: string): string[] {
  const counts = new Map<string, number>();
  for (const [, name] of text.matchAll(/[a-z,;] ([A-Z][A-Za-z]{2,})\b/g)) {
    if (name !== undefined) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts]
    .filter(([, count]) => count > 1)
    .sort((a, b) => b[1] - a[1])
    .map(([name]) => name);
}

/** Whether `name` stands in `text` as whole words, in any case. */
export function mentions(text: string, name: string): boolean {
  const escaped = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`(?<![\\p{L}\\p{N}])${escaped}(?![\\p{L}\\p{N}])`, 'iu').test(text);
}
