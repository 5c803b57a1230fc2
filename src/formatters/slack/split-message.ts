import { clipPlain } from '../plain-text.ts';
import { container, type SlackBlock, type SlackMessage, table } from './blocks.ts';
import { slackLimits } from './limits.ts';
import { countCharacters, fits } from './measure.ts';

/** A place to cut: before a block, or within it before piece number `inside` (0: not within). */
interface Cut {
  readonly block: number;
  readonly inside: number;
  /** How far from the middle, as a share of the message. */
  readonly offset: number;
}

/** A cut within a container must be this much nearer to the middle than one between two blocks. */
const insidePenalty = 0.1;

/**
 * A message as two, about equally long, cut between blocks or within a container; both carry the text with its part,
 * and the buttons at its foot. Null where there is nothing to cut between.
 */
export function splitMessage({ text, blocks }: SlackMessage): [SlackMessage, SlackMessage] | null {
  const foot = blocks.at(-1)?.type === 'actions' ? blocks.slice(-1) : [];
  const body = foot.length > 0 ? blocks.slice(0, -1) : blocks;
  const [best] = cutsOf(body).toSorted((a, b) => a.offset - b.offset);
  if (best === undefined) return null;
  const [first, second] = cutBlocks(body, best);
  return [
    { text: `${text} (1/2)`, blocks: [...first, ...foot] },
    { text: `${text} (2/2)`, blocks: [...second, ...foot] },
  ];
}

/** The message in as many halves of halves as it takes to fit. What cannot be cut is returned as it is. */
export function splitToFit(message: SlackMessage, maxCharacters: number): SlackMessage[] {
  const halves = fits(message, maxCharacters) ? null : splitMessage(message);
  return halves === null ? [message] : halves.flatMap((half) => splitToFit(half, maxCharacters));
}

function cutsOf(blocks: readonly SlackBlock[]): Cut[] {
  const cuts: Cut[] = [];
  const total = countCharacters(blocks);
  const add = (block: number, inside: number, before: number): void => {
    cuts.push({ block, inside, offset: Math.abs(before / total - 0.5) + (inside > 0 ? insidePenalty : 0) });
  };
  let before = 0;
  for (const [index, block] of blocks.entries()) {
    if (index > 0) add(index, 0, before);
    const { sizes } = divide(block);
    // Title and head of the table stand in both halves.
    let within = before + (countCharacters(block) - sizes.reduce((sum, size) => sum + size, 0)) / 2;
    for (const [at, size] of sizes.entries()) {
      if (at > 0) add(index, at, within);
      within += size;
    }
    before += countCharacters(block);
  }
  return cuts;
}

function cutBlocks(blocks: readonly SlackBlock[], { block: index, inside }: Cut): [SlackBlock[], SlackBlock[]] {
  const cut = inside > 0 ? blocks[index] : undefined;
  if (cut === undefined) return [blocks.slice(0, index), blocks.slice(index)];
  const { sizes, slice } = divide(cut);
  const head = slice(0, inside, '1/2');
  const tail = slice(inside, sizes.length, '2/2');
  return [
    [...blocks.slice(0, index), head],
    [tail, ...blocks.slice(index + 1)],
  ];
}

/** The pieces of a block between which it can be cut, and the way back to a block. */
interface Pieces {
  readonly sizes: readonly number[];
  readonly slice: (from: number, to: number, part: string) => SlackBlock;
}

function divide(block: SlackBlock): Pieces {
  if (block.type !== 'container') return { sizes: [], slice: () => block };
  const { title, child_blocks: children } = block;
  const titled = (part: string) => `${clipPlain(title.text, slackLimits.containerTitle - 6)} (${part})`;
  const [only] = children;
  if (children.length === 1 && only?.type === 'table') {
    const [head = [], ...rows] = only.rows;
    const slice: Pieces['slice'] = (from, to, part) =>
      container(titled(part), [table([head, ...rows.slice(from, to)])]);
    return { sizes: rows.map(countCharacters), slice };
  }
  const slice: Pieces['slice'] = (from, to, part) => container(titled(part), children.slice(from, to));
  return { sizes: children.map(countCharacters), slice };
}
