/** Something in a text that Discord does not show as it is written. */
export interface Markup {
  readonly kind:
    | 'link'
    | 'url'
    | 'mention'
    | 'emoji'
    | 'timestamp'
    | 'bold'
    | 'italic'
    | 'underline'
    | 'strike'
    | 'spoiler'
    | 'code'
    | 'heading'
    | 'subtext'
    | 'quote'
    | 'list';
  /** Where a link leads; else the source. */
  readonly target: string;
}

/** A text as Discord's clients show it: what is read, and what is in it besides plain words. */
export interface Rendered {
  readonly text: string;
  readonly markup: readonly Markup[];
}

interface Rule {
  readonly kind: Markup['kind'];
  readonly form: RegExp;
  /** Group that holds what is shown and parsed again; without it the whole is one sign. */
  readonly inner?: number;
  readonly target?: number;
}

/** At the beginning of a line, in the order in which the clients try them. */
const lineRules: readonly Rule[] = [
  { kind: 'heading', form: /^ *#{1,3} +(?=\S)/ },
  { kind: 'subtext', form: /^ *-# +/ },
  { kind: 'quote', form: /^ *>>> ?|^ *> / },
  { kind: 'list', form: /^ *(?:[-*]|\d+\.) +/ },
];

/**
 * Anywhere. The clients' own rules are narrower in places: whatever one of them might take counts here. No emoji is named
 * by one or two digits, or with a backslash.
 */
const rules: readonly Rule[] = [
  { kind: 'url', form: /^<([^<>\s:]+:\/[^<>\s]+)>/, target: 1 },
  { kind: 'url', form: /^(?:https?|steam|discord|ftp):\/\/[^\s<]+/i },
  { kind: 'mention', form: /^<(?:@[!&]?|#|id:)\w+>|^<\/[^>]+:\d+>|^@(?:everyone|here)/i },
  { kind: 'timestamp', form: /^<t:-?\d+(?::[a-z])?>/i },
  { kind: 'emoji', form: /^<a?:\w+:\d+>|^:(?!\d{1,2}:)[^\s:\\]+?(?:::skin-tone-\d)?:/ },
  {
    kind: 'link',
    form: /^\[((?:\[[^\]]*\]|[^[\]]|\](?=[^[]*\]))*)\]\(\s*<?((?:[^\s\\]|\\.)*?)>?(?:\s+['"]([\s\S]*?)['"])?\s*\)/,
    inner: 1,
    target: 2,
  },
  { kind: 'code', form: /^(`+)([\s\S]*?[^`])\1(?!`)/, target: 2 },
  { kind: 'bold', form: /^\*\*((?:\\[\s\S]|[^\\])+?)\*\*(?!\*)/, inner: 1 },
  { kind: 'underline', form: /^__((?:\\[\s\S]|[^\\])+?)__(?!_)/, inner: 1 },
  {
    kind: 'italic',
    form: /^_((?:__|\\[\s\S]|[^\\_])+?)_|^\*(?=\S)((?:\*\*|\\[\s\S]|\s+(?:\\[\s\S]|[^\s*\\]|\*\*)|[^\s*\\])+?)\*(?!\*)/,
    inner: 0,
  },
  { kind: 'strike', form: /^~~([\s\S]+?)~~(?!_)/, inner: 1 },
  { kind: 'spoiler', form: /^\|\|([\s\S]+?)\|\|/, inner: 1 },
];

/** Renders one text display, as far as formatting goes. */
export function renderDiscord(source: string, atLineStart = true): Rendered {
  const markup: Markup[] = [];
  let text = '';
  let rest = source;
  let lineStart = atLineStart;
  while (rest !== '') {
    const escaped = /^\\([^0-9A-Za-z\s])/.exec(rest);
    const found = escaped === null ? match(rest, lineStart) : null;
    if (escaped !== null) {
      text += escaped[1];
      rest = rest.slice(2);
      lineStart = false;
    } else if (found !== null) {
      markup.push({ kind: found.kind, target: found.target }, ...found.inside.markup);
      text += found.inside.text;
      rest = rest.slice(found.length);
      lineStart = found.opensLine;
    } else {
      const [character = ''] = rest;
      text += character;
      rest = rest.slice(character.length);
      lineStart = character === '\n';
    }
  }
  return { text, markup };
}

function match(rest: string, lineStart: boolean) {
  for (const rule of lineStart ? lineRules : []) {
    const found = rule.form.exec(rest);
    const inside = { text: '', markup: [] };
    if (found !== null) return { kind: rule.kind, target: found[0], inside, length: found[0].length, opensLine: true };
  }
  for (const { kind, form, inner, target } of rules) {
    const found = form.exec(rest);
    if (found === null) continue;
    const content = inner === undefined ? null : inner === 0 ? (found[1] ?? found[2] ?? '') : (found[inner] ?? '');
    const inside = content === null ? { text: found[0], markup: [] } : renderDiscord(content, false);
    const where = target === undefined ? found[0] : (found[target] ?? '');
    return { kind, target: where, inside, length: found[0].length, opensLine: false };
  }
  return null;
}
