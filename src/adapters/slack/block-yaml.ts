interface Line {
  readonly indent: number;
  readonly text: string;
}

/**
 * Reads YAML in block style, as the manifest is written: maps, lists, plain and double-quoted scalars, comments. Plain
 * `true` and `false` are booleans, everything else is text. Throws on anything more, so that nothing is misread.
 */
export function parseBlockYaml(source: string): unknown {
  const lines = source
    .split('\n')
    .filter((line) => !/^\s*(?:#.*)?$/.test(line))
    .map((line): Line => ({ indent: /^ */.exec(line)?.[0].length ?? 0, text: line.trim() }));
  return parseNode(lines);
}

/** The first line's indentation is the node's own; all lines belong to it. */
function parseNode(lines: readonly Line[]): unknown {
  const groups = groupLines(lines);
  if (groups.every(([head]) => isItem(head.text))) return groups.map(([head, rest]) => parseItem(head, rest));
  return Object.fromEntries(groups.map(([head, rest]) => parseEntry(head, rest)));
}

/** Each line of the node's own indentation with those that are indented below it. */
function groupLines(lines: readonly Line[]): readonly (readonly [Line, readonly Line[]])[] {
  const own = lines[0]?.indent ?? 0;
  const groups: [Line, Line[]][] = [];
  for (const line of lines) {
    const last = groups.at(-1);
    if (line.indent === own) groups.push([line, []]);
    else if (line.indent > own && last !== undefined) last[1].push(line);
    else throw new Error(`not indented as it should be: ${line.text}`);
  }
  return groups;
}

function isItem(text: string): boolean {
  return text.startsWith('- ');
}

function parseItem({ indent, text }: Line, rest: readonly Line[]): unknown {
  const inner = text.slice(2).trim();
  if (/^[\w-]+:(?: |$)/.test(inner)) return parseNode([{ indent: indent + 2, text: inner }, ...rest]);
  if (rest.length > 0) throw new Error(`not expected below an item: ${rest[0]?.text}`);
  return parseScalar(inner);
}

function parseEntry({ text }: Line, rest: readonly Line[]): readonly [string, unknown] {
  const [, key, value] = /^([\w-]+):(?: +(.*))?$/.exec(text) ?? [];
  if (key === undefined) throw new Error(`no entry of a map: ${text}`);
  if ((value === undefined) === (rest.length === 0)) throw new Error(`one value was expected: ${text}`);
  return [key, value === undefined ? parseNode(rest) : parseScalar(value)];
}

function parseScalar(text: string): string | boolean {
  if (text.startsWith('"')) return String(JSON.parse(text));
  if (/^[[{|>&*!'%@`]|: | #/.test(text)) throw new Error(`no plain text: ${text}`);
  return text === 'true' || (text === 'false' ? false : text);
}
