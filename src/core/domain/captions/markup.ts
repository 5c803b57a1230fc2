/** A piece of XML-like text. Text is raw: entities are not decoded. */
export type MarkupToken =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'open'; readonly name: string; readonly attributes: ReadonlyMap<string, string> }
  | { readonly kind: 'close'; readonly name: string };

/**
 * Splits XML into tags and text, in one pass and linear time. Declarations, comments and document types are skipped, so
 * no entity can be defined; an unclosed tag ends the text. `<a/>` gives an opening and a closing token.
 */
export function* markupTokens(body: string): Generator<MarkupToken> {
  let at = 0;
  while (at < body.length) {
    const open = body.indexOf('<', at);
    if (open < 0) {
      yield { kind: 'text', text: body.slice(at) };
      return;
    }
    if (open > at) yield { kind: 'text', text: body.slice(at, open) };
    const close = endOfTag(body, open);
    if (close < 0) return;
    if (body.startsWith('<![CDATA[', open))
      yield { kind: 'text', text: escapeAmpersands(body.slice(open + 9, close - 3)) };
    else if (body[open + 1] !== '!' && body[open + 1] !== '?') yield* tagTokens(body.slice(open + 1, close - 1));
    at = close;
  }
}

/** Position after the tag that opens at `open`; -1 where it never closes. */
function endOfTag(body: string, open: number): number {
  const terminator = body.startsWith('<!--', open) ? '-->' : body.startsWith('<![CDATA[', open) ? ']]>' : '>';
  const found = body.indexOf(terminator, open + 1);
  return found < 0 ? -1 : found + terminator.length;
}

function escapeAmpersands(text: string): string {
  return text.replaceAll('&', '&amp;');
}

function* tagTokens(content: string): Generator<MarkupToken> {
  if (content.startsWith('/')) {
    yield { kind: 'close', name: content.slice(1).trim().toLowerCase() };
    return;
  }
  const isEmpty = content.endsWith('/');
  const inner = isEmpty ? content.slice(0, -1) : content;
  const nameEnd = inner.search(/\s/);
  const name = (nameEnd < 0 ? inner : inner.slice(0, nameEnd)).toLowerCase();
  yield { kind: 'open', name, attributes: nameEnd < 0 ? new Map() : parseAttributes(inner.slice(nameEnd)) };
  if (isEmpty) yield { kind: 'close', name };
}

function parseAttributes(text: string): Map<string, string> {
  const attributes = new Map<string, string>();
  let at = 0;
  while (at < text.length) {
    const equals = text.indexOf('=', at);
    if (equals < 0) break;
    const name = text.slice(at, equals).trim().toLowerCase();
    const quoteAt = equals + 1 + text.slice(equals + 1, equals + 9).search(/\S|$/);
    const quote = text[quoteAt];
    if (quote !== '"' && quote !== "'") break;
    const end = text.indexOf(quote, quoteAt + 1);
    if (end < 0) break;
    attributes.set(name, text.slice(quoteAt + 1, end));
    at = end + 1;
  }
  return attributes;
}
