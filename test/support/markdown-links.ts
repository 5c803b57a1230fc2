/** The prose of a Markdown text: without fenced code and without code spans. */
function prose(markdown: string): string {
  return markdown.replace(/^(```|~~~)[^\n]*\n.*?^\1\s*$/gms, '').replace(/`[^`\n]*`/g, '');
}

/** Targets of links and images that stay within the project: paths, with a `#fragment` where there is one. */
export function localLinks(markdown: string): readonly string[] {
  return [...prose(markdown).matchAll(/\]\(\s*<?([^)\s>]+)>?[^)]*\)/g)]
    .map((match) => match[1] ?? '')
    .filter((target) => !/^[a-z][a-z0-9+.-]*:/i.test(target));
}

/** The fragments that a Markdown text's headings can be linked by, as GitHub makes them. */
export function headingFragments(markdown: string): readonly string[] {
  return [...markdown.replace(/^(```|~~~)[^\n]*\n.*?^\1\s*$/gms, '').matchAll(/^#{1,6}\s+(.+?)\s*$/gm)].map((match) =>
    (match[1] ?? '')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replace(/\s/g, '-'),
  );
}

/** Code spans that name a file or folder of the project: `src/core/domain/`, `slack/manifest.yaml`. */
export function namedPaths(markdown: string): readonly string[] {
  return [...markdown.matchAll(/`([^`\n]+)`/g)]
    .map((match) => match[1] ?? '')
    .filter((code) => /^(?:src|test|docs|assets|slack|bench|\.ci)\/[\w./-]*$/.test(code));
}

/** Scripts that the text tells people to run: `npm run x`, `npm run -s x -- …`, `npm test`, `npm start`. */
export function npmScripts(markdown: string): readonly string[] {
  return [...markdown.matchAll(/\bnpm (?:run (?:-\S+ )*([\w:-]+)|(test|start)\b)/g)].map(
    (match) => match[1] ?? match[2] ?? '',
  );
}
