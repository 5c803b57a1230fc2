/** Deeper nesting is nobody's message. */
const deepest = 12;

/**
 * The text of a message, made from its blocks where they hold any: a link may stand in them alone, and only they tell
 * code from text for certain. Links are in Slack's own notation; code is left out. Falls back to the message's `text`,
 * which is in the same notation.
 */
export function messageText(text: string, blocks: unknown): string {
  const parts: string[] = [];
  collect(blocks, 0, parts);
  const inBlocks = parts.join('').trim();
  return inBlocks === '' ? text : inBlocks;
}

function collect(node: unknown, depth: number, parts: string[]): void {
  if (typeof node !== 'object' || node === null || depth > deepest) return;
  if (Array.isArray(node)) {
    for (const child of node) collect(child, depth + 1, parts);
    return;
  }
  const element: Readonly<Record<string, unknown>> = { ...node };
  const own = ownText(element);
  if (own !== null) {
    parts.push(own);
    return;
  }
  for (const child of Object.values(element)) collect(child, depth + 1, parts);
  // What stands in different paragraphs is not one word.
  parts.push('\n');
}

/** What a leaf adds; null for what has children. */
function ownText(element: Readonly<Record<string, unknown>>): string | null {
  const { type, text, url, style, user_id: user } = element;
  if (type === 'rich_text_preformatted' || isCode(style)) return ' ';
  if (type === 'link' && typeof url === 'string') return notation(url, typeof text === 'string' ? text : '');
  if (type === 'user' && typeof user === 'string') return `<@${user}>`;
  return typeof text === 'string' ? text : null;
}

function isCode(style: unknown): boolean {
  return typeof style === 'object' && style !== null && 'code' in style && style.code === true;
}

function notation(url: string, label: string): string {
  const plain = label.replace(/[<>|]/g, ' ').trim();
  return plain === '' || plain === url ? `<${url}>` : `<${url}|${plain}>`;
}
