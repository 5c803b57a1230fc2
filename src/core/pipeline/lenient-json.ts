/** What could be read of a JSON value, and how far the reading got. */
export interface JsonReading {
  /** Undefined where nothing usable stood there. */
  readonly value: unknown;
  /**
   * `whole`: the value is closed. `cut`: the text ended or broke inside it; `value` then holds the whole fields and the
   * whole array elements before that, never a piece of an element. `none`: no value.
   */
  readonly state: 'whole' | 'cut' | 'none';
  /** Index after the last character that was used. */
  readonly end: number;
}

interface Cursor {
  readonly text: string;
  at: number;
  depth: number;
}
type Part = { readonly value: unknown; readonly whole: boolean } | null;

const maxDepth = 200;
const scalar = /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;

/**
 * Reads the JSON value that starts at `start`. Forgives trailing commas, raw line breaks in strings and needless
 * backslashes. Linear in what it reads; nesting beyond 200 counts as broken.
 */
export function readJson(text: string, start: number): JsonReading {
  const cursor: Cursor = { text, at: start, depth: 0 };
  const part = readValue(cursor);
  if (part === null) return { value: undefined, state: 'none', end: cursor.at };
  return { value: part.value, state: part.whole ? 'whole' : 'cut', end: cursor.at };
}

function readValue(cursor: Cursor): Part {
  skipSpace(cursor);
  const char = cursor.text[cursor.at];
  if (char === '"') return readString(cursor);
  if (char !== '{' && char !== '[') return readScalar(cursor);
  if (cursor.depth >= maxDepth) return null;
  cursor.depth += 1;
  cursor.at += 1;
  const part = char === '{' ? readObject(cursor) : readArray(cursor);
  cursor.depth -= 1;
  return part;
}

function readObject(cursor: Cursor): Part {
  const fields: [string, unknown][] = [];
  while (!follows(cursor, '}')) {
    const key = cursor.text[cursor.at] === '"' ? readString(cursor) : null;
    if (key === null || !follows(cursor, ':')) return { value: Object.fromEntries(fields), whole: false };
    const part = readValue(cursor);
    if (part !== null) fields.push([String(key.value), part.value]);
    if (part?.whole !== true || !separated(cursor, '}')) return { value: Object.fromEntries(fields), whole: false };
  }
  // fromEntries defines own properties, so that a `__proto__` in the answer is a field like any other.
  return { value: Object.fromEntries(fields), whole: true };
}

function readArray(cursor: Cursor): Part {
  const items: unknown[] = [];
  while (!follows(cursor, ']')) {
    const part = readValue(cursor);
    // An element that was cut may have lost text without a sign of it: it is left out.
    if (part?.whole !== true) return { value: items, whole: false };
    items.push(part.value);
    if (!separated(cursor, ']')) return { value: items, whole: false };
  }
  return { value: items, whole: true };
}

/** Consumes a comma; true also where the closing bracket comes next. */
function separated(cursor: Cursor, bracket: string): boolean {
  return follows(cursor, ',') || cursor.text[cursor.at] === bracket;
}

/** Consumes `char` if it comes next, space aside. */
function follows(cursor: Cursor, char: string): boolean {
  skipSpace(cursor);
  if (cursor.text[cursor.at] !== char) return false;
  cursor.at += 1;
  return true;
}

function skipSpace(cursor: Cursor): void {
  while (isJsonSpace(cursor.text[cursor.at])) cursor.at += 1;
}

/** Space between JSON tokens, the no-break space and BOM of sloppy writers included. */
export function isJsonSpace(char: string | undefined): boolean {
  return char === ' ' || char === '\n' || char === '\r' || char === '\t' || char === '\u00a0' || char === '\ufeff';
}

function readScalar(cursor: Cursor): Part {
  scalar.lastIndex = cursor.at;
  const match = scalar.exec(cursor.text);
  if (match === null) return null;
  const end = cursor.at + match[0].length;
  const next = cursor.text[end];
  // A number that nothing ends may have lost digits to the cut.
  if (/\d/.test(match[0]) && next !== ',' && next !== ']' && next !== '}' && !isJsonSpace(next)) return null;
  cursor.at = end;
  return { value: JSON.parse(match[0]), whole: true };
}

function readString(cursor: Cursor): Part {
  const { text, at: start } = cursor;
  let at = start + 1;
  while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  // No quote is left in the text, so nothing behind this point can be an object either.
  cursor.at = Math.min(at + 1, text.length);
  return at < text.length ? { value: decodeString(text.slice(start + 1, at)), whole: true } : null;
}

const escapes = /\\(?:(["\\/bfnrt]|u[0-9a-fA-F]{4})|([\s\S]))/g;

function decodeString(raw: string): unknown {
  if (!raw.includes('\\')) return raw;
  const mended = raw
    .replace(escapes, (whole, valid: string | undefined, other: string | undefined) =>
      valid === undefined ? (other ?? '') : whole,
    )
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what JSON forbids inside strings.
    .replace(/[\u0000-\u001f]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
  return JSON.parse(`"${mended}"`);
}
