import { clipPlain } from '../plain-text.ts';
import { container, type SlackMessage } from './blocks.ts';
import { slackLimits } from './limits.ts';
import { type Fold, type FoldPart, packFolds } from './pack-folds.ts';

/** Characters that a message's own `text` may take. */
export const textCharacters = 300;

/** What a single child may measure so that a message of its own takes it: the rest is text, title and block types. */
export function childCharacters(maxCharacters: number): number {
  return Math.min(slackLimits.sectionText, maxCharacters - textCharacters - slackLimits.containerTitle - 100);
}

/** A fold's title with room left for ` (12/12)`. */
export function foldTitle(title: string): string {
  return clipPlain(title, slackLimits.containerTitle - 10);
}

/** Folds as messages of collapsed containers, in order. `textOf` says what a message holds; `part` is as in `1/2`. */
export function foldMessages(
  folds: readonly Fold[],
  maxCharacters: number,
  textOf: (parts: readonly FoldPart[], part: string) => string,
): SlackMessage[] {
  const room = { characters: maxCharacters - textCharacters, blocks: slackLimits.blocks };
  const packed = packFolds(
    folds.filter(({ items }) => items.length > 0),
    room,
  );
  return packed.map((parts, at) => ({
    text: textOf(parts, packed.length > 1 ? `${at + 1}/${packed.length}` : ''),
    blocks: parts.map(({ fold, part, children }) => container(titleOf(fold, part), children)),
  }));
}

function titleOf({ title }: Fold, part: string): string {
  return part === '' ? title : `${title} (${part})`;
}
