/** What somebody typed, as Slack stores it: addresses in its notation, and the same once more as rich text. */
export function typedText(typed: string): { text: string; blocks: readonly unknown[] } {
  const fences = typed.split('```');
  const elements = fences.flatMap((part, index) => {
    if (part === '') return [];
    return index % 2 === 1
      ? [{ type: 'rich_text_preformatted', elements: [{ type: 'text', text: part.trim() }] }]
      : [{ type: 'rich_text_section', elements: part.split('`').flatMap((run, at) => inline(run, at % 2 === 1)) }];
  });
  const text = fences.map((part, index) => (index % 2 === 1 ? escaped(part) : noted(part))).join('```');
  return { text, blocks: [{ type: 'rich_text', block_id: 'typed', elements }] };
}

const address = /(https?:\/\/[^\s`<>]+)/;

function inline(run: string, code: boolean): unknown[] {
  if (run === '') return [];
  if (code) return [{ type: 'text', text: run, style: { code: true } }];
  return run
    .split(address)
    .map((part, index) => (index % 2 === 1 ? { type: 'link', url: part } : { type: 'text', text: part }))
    .filter((element) => element.text !== '');
}

function noted(part: string): string {
  return part
    .split('`')
    .map((run, at) => (at % 2 === 1 ? escaped(run) : run.split(address).map(linked).join('')))
    .join('`');
}

function linked(part: string, index: number): string {
  return index % 2 === 1 ? `<${escaped(part)}>` : escaped(part);
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
