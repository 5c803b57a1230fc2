import type { SlackBlock, SlackMessage } from './blocks.ts';
import { slackLimits } from './limits.ts';

/** UTF-16 units over every string in a value, at any depth. */
export function countCharacters(value: unknown): number {
  if (typeof value === 'string') return value.length;
  if (typeof value !== 'object' || value === null) return 0;
  let total = 0;
  for (const part of Object.values(value)) total += countCharacters(part);
  return total;
}

/** Blocks as Slack counts them: a container and each of its children. */
function countBlocks(blocks: readonly SlackBlock[]): number {
  return blocks.reduce((sum, block) => sum + 1 + (block.type === 'container' ? block.child_blocks.length : 0), 0);
}

/** Whether a message is within the limits that concern it as a whole. */
export function fits(message: SlackMessage, maxCharacters: number): boolean {
  return countBlocks(message.blocks) <= slackLimits.blocks && countCharacters(message) <= maxCharacters;
}
