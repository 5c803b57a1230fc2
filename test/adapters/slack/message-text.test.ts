import { describe, expect, it } from 'vitest';
import { messageText } from '../../../src/adapters/slack/message-text.ts';
import { findVideoLinks } from '../../../src/core/domain/links.ts';
import { typedText } from '../../fakes/slack/typed-text.ts';

const url = 'https://youtu.be/vdgSample01';
const ids = (text: string, blocks?: unknown) => findVideoLinks(messageText(text, blocks)).map(({ videoId }) => videoId);
const rich = (...elements: unknown[]) => [{ type: 'rich_text', elements }];
const line = (...elements: unknown[]) => ({ type: 'rich_text_section', elements });

describe('messageText', () => {
  it('is the text where there are no blocks, or none with text', () => {
    expect(messageText('see <https://a.example>', undefined)).toBe('see <https://a.example>');
    expect(messageText('see', [{ type: 'divider' }, { type: 'image', image_url: url, alt_text: '' }])).toBe('see');
    expect(messageText('see', 'nonsense')).toBe('see');
    expect(messageText('', undefined)).toBe('');
  });

  it.each<[string, unknown]>([
    ['a rich text link', rich(line({ type: 'text', text: 'see' }, { type: 'link', url }))],
    ['a link behind words', rich(line({ type: 'link', url, text: 'this | talk <3' }))],
    [
      'a link against CJK',
      rich(line({ type: 'text', text: '看' }, { type: 'link', url }, { type: 'text', text: '吧' })),
    ],
    ['a list', rich({ type: 'rich_text_list', style: 'bullet', elements: [line({ type: 'link', url })] })],
    ['a quotation', rich({ type: 'rich_text_quote', elements: [{ type: 'link', url }] })],
    ['a section', [{ type: 'section', text: { type: 'mrkdwn', text: `<${url}|talk>` } }]],
    [
      'fields',
      [
        {
          type: 'section',
          fields: [
            { type: 'mrkdwn', text: 'New' },
            { type: 'mrkdwn', text: `<${url}>` },
          ],
        },
      ],
    ],
    ['a context', [{ type: 'context', elements: [{ type: 'plain_text', text: url }] }]],
    ['a markdown block', [{ type: 'markdown', text: `[talk](${url})` }]],
    ['a table', [{ type: 'table', rows: [[rich(line({ type: 'link', url }))[0]]] }]],
  ])('finds a link that stands only in %s', (_, blocks) => {
    expect(ids('no link here', blocks)).toEqual(['vdgSample01']);
  });

  it.each<[string, unknown]>([
    ['a code block', rich({ type: 'rich_text_preformatted', elements: [{ type: 'link', url }] })],
    ['inline code', rich(line({ type: 'text', text: url, style: { code: true } }))],
    [
      'a link in code style',
      rich(line({ type: 'link', url, style: { code: true, bold: true } }), line({ type: 'text', text: 'x' })),
    ],
    ['a label', rich(line({ type: 'link', url: 'https://a.example', text: url }))],
  ])('finds none in %s', (_, blocks) => {
    expect(ids('', blocks)).toEqual([]);
  });

  it('finds the same in what somebody typed, with and without its rich text', () => {
    const typed = typedText(
      `see ${url}?t=1&list=x and \`https://youtu.be/incodeblock\` \`\`\`https://youtu.be/infenceblok\`\`\``,
    );
    expect(ids(typed.text)).toEqual(['vdgSample01']);
    expect(ids('', typed.blocks)).toEqual(['vdgSample01']);
  });

  it('keeps mentions, and paragraphs apart', () => {
    const blocks = rich(
      line({ type: 'user', user_id: 'U0BOT' }, { type: 'text', text: ' one' }),
      line({ type: 'text', text: 'two' }),
    );
    expect(messageText('', blocks)).toBe('<@U0BOT> one\ntwo');
  });

  it('survives what is deep and cyclic in spirit', () => {
    let deep: unknown = { type: 'text', text: 'x' };
    for (let at = 0; at < 10_000; at += 1) deep = [deep];
    expect(messageText('shallow', deep)).toBe('shallow');
  });
});
