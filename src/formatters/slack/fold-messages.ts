import { clipPlain } from '../plain-text.ts';
import { type ActionsBlock, container, type SlackMessage } from './blocks.ts';
import { slackLimits } from './limits.ts';
import { type Fold, type FoldPart, packFolds } from './pack-folds.ts';

/** Characters that a message's own `text` may take. */
export const textCharacters = 300;

/** What every message of folds carries besides them. */
export interface FoldFrame {
  /** What a message holds; `part` is as in `1/2`. */
  readonly text: (parts: readonly FoldPart[], part: string) => string;
  readonly foot?: FoldFoot | null;
}

/** The last block of every message. */
export interface FoldFoot {
  /** As many as the longest takes. */
  readonly characters: number;
  readonly block: (parts: readonly FoldPart[]) => ActionsBlock;
}

/**
 * What a single child may measure so that a message of its own takes it: the rest is text, title, block types and, in
 * characters, the foot.
 */
export function childCharacters(maxCharacters: number, foot = 0): number {
  const rest = maxCharacters - textCharacters - slackLimits.containerTitle - 100 - foot;
  return Math.min(slackLimits.sectionText, rest);
}

/** A fold's title with room left for ` (12/12)`. */
export function foldTitle(title: string): string {
  return clipPlain(title, slackLimits.containerTitle - 10);
}

/** Folds as messages of collapsed containers, in order. */
export function foldMessages(
  folds: readonly Fold[],
  maxCharacters: number,
  { text, foot = null }: FoldFrame,
): SlackMessage[] {
  const room = {
    characters: maxCharacters - textCharacters - (foot?.characters ?? 0),
    blocks: slackLimits.blocks - (foot === null ? 0 : 1),
  };
  const packed = packFolds(
    folds.filter(({ items }) => items.length > 0),
    room,
  );
  return packed.map((parts, at) => {
    const folded = parts.map(({ fold, part, children }) => container(titleOf(fold, part), children));
    return {
      text: text(parts, packed.length > 1 ? `${at + 1}/${packed.length}` : ''),
      blocks: foot === null ? folded : [...folded, foot.block(parts)],
    };
  });
}

function titleOf({ title }: Fold, part: string): string {
  return part === '' ? title : `${title} (${part})`;
}
