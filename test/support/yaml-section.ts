/**
 * The lines below a key of a YAML text in block style, without the key's own indentation. `path` are keys from the
 * outside in; an empty text where one is missing. Enough for files of our own; no parser.
 */
export function yamlSection(text: string, path: readonly string[]): string {
  const [key, ...inner] = path;
  if (key === undefined) return text;
  const lines = text.split('\n');
  const at = lines.findIndex((line) => line === `${key}:` || line.startsWith(`${key}: `));
  if (at < 0) return '';
  const below: string[] = [];
  for (const line of lines.slice(at + 1)) {
    if (line.trim() !== '' && !line.startsWith(' ')) break;
    if (!/^\s*(?:#.*)?$/.test(line)) below.push(line);
  }
  const indent = /^ */.exec(below[0] ?? '')?.[0].length ?? 0;
  return yamlSection(below.map((line) => line.slice(indent)).join('\n'), inner);
}

/** The keys of a section, in order. */
export function yamlKeys(section: string): readonly string[] {
  return [...section.matchAll(/^([\w-]+):/gm)].map((match) => match[1] ?? '');
}
