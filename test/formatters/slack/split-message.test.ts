import { describe, expect, it } from 'vitest';
import { button, container, fullSection, type SlackMessage, table } from '../../../src/formatters/slack/blocks.ts';
import { countCharacters } from '../../../src/formatters/slack/measure.ts';
import { splitMessage, splitToFit } from '../../../src/formatters/slack/split-message.ts';
import { textsOf } from './replies.ts';

const section = (name: string, size = 100) => fullSection(name.padEnd(size, '.'));
const names = (message: SlackMessage | undefined) =>
  textsOf(message ?? { text: '', blocks: [] }).map((text) => text.replace(/\.+$/, ''));

describe('splitMessage', () => {
  it('halves between blocks', () => {
    const blocks = ['a', 'b', 'c', 'd'].map((name) => section(name));
    const halves = splitMessage({ text: 'Text', blocks });
    expect(halves?.map(names)).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ]);
    expect(halves?.map(({ text }) => text)).toEqual(['Text (1/2)', 'Text (2/2)']);
  });

  it('halves a container that outweighs the rest', () => {
    const children = ['b', 'c', 'd', 'e'].map((name) => section(name, 1000));
    const halves = splitMessage({ text: 'Text', blocks: [section('a'), container('Title', children), section('f')] });
    expect(halves?.map(names)).toEqual([
      ['a', 'Title (1/2)', 'b', 'c'],
      ['Title (2/2)', 'd', 'e', 'f'],
    ]);
  });

  it('prefers the seam between containers to one inside', () => {
    const children = ['a', 'b', 'c'].map((name) => section(name));
    const blocks = [container('One', children), container('Two', children.slice(1))];
    expect(splitMessage({ text: '', blocks })?.map(names)).toEqual([
      ['One', 'a', 'b', 'c'],
      ['Two', 'b', 'c'],
    ]);
  });

  it('halves a table, its head in both', () => {
    const rows = ['Head', '1', '2', '3', '4'].map((text) => [
      { type: 'raw_text', text: text.padEnd(200, '.') } as const,
    ]);
    const halves = splitMessage({ text: '', blocks: [container('Title', [table(rows)])] });
    expect(halves?.map(names)).toEqual([
      ['Title (1/2)', 'Head', '1', '2'],
      ['Title (2/2)', 'Head', '3', '4'],
    ]);
  });

  it('leaves the buttons at the foot of both halves, and never cuts before them', () => {
    const foot = { type: 'actions', elements: [button('read', 'Read', 'value')] } as const;
    const halves = splitMessage({ text: '', blocks: [section('a'), section('b'), section('c'), section('d'), foot] });
    expect(halves?.map(names)).toEqual([
      ['a', 'b', 'Read'],
      ['c', 'd', 'Read'],
    ]);
    expect(splitMessage({ text: '', blocks: [section('a'), foot] })).toBeNull();
  });

  it('keeps a long title within its limit', () => {
    const blocks = [container('x'.repeat(150), [section('a'), section('b')])];
    for (const [title] of splitMessage({ text: '', blocks })?.map(textsOf) ?? []) {
      expect(title?.length).toBeLessThanOrEqual(150);
      expect(title).toMatch(/… \([12]\/2\)$/);
    }
  });

  it('knows when there is nothing to cut', () => {
    expect(splitMessage({ text: '', blocks: [] })).toBeNull();
    expect(splitMessage({ text: '', blocks: [section('a')] })).toBeNull();
    expect(splitMessage({ text: '', blocks: [container('Title', [section('a')])] })).toBeNull();
  });
});

describe('splitToFit', () => {
  it('goes on until everything fits, in order', () => {
    const children = Array.from({ length: 10 }, (_, at) => section(`child ${at}`, 500));
    const parts = splitToFit({ text: 'T', blocks: [container('Title', children)] }, 1500);
    for (const part of parts) expect(countCharacters(part)).toBeLessThanOrEqual(1500);
    expect(parts.flatMap(names).filter((name) => name.startsWith('child'))).toEqual(
      children.map((_, at) => `child ${at}`),
    );
  });

  it('splits by blocks too', () => {
    const blocks = Array.from({ length: 120 }, (_, at) => section(`${at}`, 20));
    expect(splitToFit({ text: 'T', blocks }, 10_000).map(({ blocks: part }) => part.length)).toEqual([30, 30, 30, 30]);
  });
});
