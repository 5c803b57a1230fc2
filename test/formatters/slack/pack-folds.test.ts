import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fullSection, table } from '../../../src/formatters/slack/blocks.ts';
import { type Fold, type FoldPart, packFolds, type Room } from '../../../src/formatters/slack/pack-folds.ts';

const overhead = 'sectionmrkdwn'.length;
const section = (characters: number) => ({ block: fullSection('x'.repeat(characters - overhead)) });
const fold = (title: string, ...sizes: number[]): Fold => ({ title, items: sizes.map(section) });
const tiny: Room = { characters: 1000, blocks: 50 };

/** `A×3` for three children of fold A, with the part where it has one. */
const shape = (messages: FoldPart[][]) =>
  messages.map((parts) =>
    parts.map((it) => `${it.fold.title}×${it.children.length}${it.part && ` ${it.part}`}`).join(', '),
  );

describe('packFolds', () => {
  it('keeps folds whole and messages even where that costs no message', () => {
    const folds = ['A', 'B', 'C', 'D'].map((title) => fold(title, 100, 100, 100));
    expect(shape(packFolds(folds, tiny))).toEqual(['A×3, B×3', 'C×3, D×3']);
  });

  it('rather keeps a fold whole than messages even', () => {
    const folds = [fold('A', 100, 100), fold('B', ...Array<number>(9).fill(90))];
    expect(shape(packFolds(folds, tiny))).toEqual(['A×2', 'B×9']);
  });

  it('cuts a fold apart where that saves a message', () => {
    const folds = ['A', 'B', 'C'].map((title) => fold(title, 180, 180, 180));
    expect(shape(packFolds(folds, tiny))).toEqual(['A×3, B×1 1/2', 'B×2 2/2, C×3']);
  });

  it('goes on in a second container after ten children, evenly', () => {
    expect(shape(packFolds([fold('A', ...Array<number>(11).fill(50))], tiny))).toEqual(['A×6 1/2, A×5 2/2']);
  });

  it('opens a fold with the form that is meant for it', () => {
    const items = Array.from({ length: 11 }, (_, at) => ({
      block: fullSection(`${at}`),
      opening: fullSection(`open ${at}`),
    }));
    const children = packFolds([{ title: 'A', items }], tiny)
      .flat()
      .map((part) => part.children);
    const texts = children.map((all) => all.map((block) => (block.type === 'section' ? block.text.text : '')));
    expect(texts.map(([first]) => first)).toEqual(['open 0', 'open 6']);
    expect(texts.flat().filter((text) => text.startsWith('open'))).toHaveLength(2);
  });

  it('puts one table into a message', () => {
    const item = { block: table([[{ type: 'raw_text', text: 'a' }]]) };
    expect(shape(packFolds([{ title: 'A', items: [item, item] }], tiny))).toEqual(['A×1 1/2', 'A×1 2/2']);
  });

  it('keeps everything in order and within the limits, in as few messages as any way of filling them', () => {
    const sizes = fc.array(fc.integer({ min: 20, max: 900 }), { minLength: 1, maxLength: 25 });
    fc.assert(
      fc.property(fc.array(sizes, { minLength: 1, maxLength: 8 }), fc.integer({ min: 3, max: 20 }), (lists, blocks) => {
        const folds = lists.map((list, at) => fold(`F${at}`, ...list));
        const room = { characters: 1000, blocks };
        const messages = packFolds(folds, room);
        const children = messages.flat().flatMap((part) => part.children.map((child) => [part.fold.title, child]));
        expect(children).toEqual(folds.flatMap(({ title, items }) => items.map(({ block }) => [title, block])));
        for (const parts of messages) {
          expect(parts.reduce((sum, part) => sum + 1 + part.children.length, 0)).toBeLessThanOrEqual(blocks);
          for (const part of parts) expect(part.children.length).toBeLessThanOrEqual(10);
          const titles = parts.length * ('containerplain_text'.length + 10 + 2);
          const characters = parts
            .flatMap((part) => part.children)
            .map((child) => (child.type === 'section' ? child.text.text.length + overhead : 0));
          expect(characters.reduce((sum, each) => sum + each, titles)).toBeLessThanOrEqual(1000);
        }
        expect(messages).toHaveLength(greedyCount(lists, blocks));
      }),
    );
  });
});

/** Messages that filling each as far as it goes takes: no way of cutting a sequence takes fewer. */
function greedyCount(lists: readonly (readonly number[])[], blocks: number): number {
  const entries = lists.flatMap((list, index) => list.map((size) => ({ index, size })));
  const container = 10 + 'containerplain_text'.length + 2;
  let messages = 0;
  let used = { characters: 0, blocks: 0, run: 0, index: -1 };
  for (const { index, size } of entries) {
    const place = (from: typeof used) => {
      const run = from.index === index ? from.run + 1 : 1;
      const opens = run % 10 === 1;
      return {
        characters: from.characters + size + (opens ? container : 0),
        blocks: from.blocks + (opens ? 2 : 1),
        run,
        index,
      };
    };
    const next = place(used);
    if (messages > 0 && next.characters <= 1000 && next.blocks <= blocks) used = next;
    else {
      messages += 1;
      used = place({ characters: 0, blocks: 0, run: 0, index: -1 });
    }
  }
  return messages;
}
