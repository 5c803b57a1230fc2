import {
  type ChildBlock,
  fullSection,
  type SectionBlock,
  type SlackMessage,
  section,
  type TableBlock,
  type TableCell,
} from './blocks.ts';
import { clipMrkdwn } from './escape-mrkdwn.ts';
import { joinLines } from './join-lines.ts';
import { slackLimits } from './limits.ts';

/**
 * The same message for workspaces that refuse containers: a bold heading and plain sections, tables as lines. It may
 * be longer than the original: split it where it no longer fits.
 */
export function withoutContainers({ text, blocks }: SlackMessage): SlackMessage {
  const plain = blocks.flatMap((block) => {
    if (block.type !== 'container') return [block];
    const heading = section(`*${clipMrkdwn(block.title.text, slackLimits.sectionText - 2)}*`);
    return [heading, ...block.child_blocks.flatMap(plainChild)];
  });
  return { text, blocks: plain };
}

/** Whether a workspace that refuses containers would refuse this message. */
export function hasContainers({ blocks }: SlackMessage): boolean {
  return blocks.some(({ type }) => type === 'container');
}

function plainChild(block: ChildBlock): SectionBlock[] {
  return block.type === 'table' ? tableSections(block) : [block];
}

/** `*Name* — context (importance)`, a line each. */
function tableSections({ rows }: TableBlock): SectionBlock[] {
  const lines = rows.slice(1).map(([name, about, importance]) => {
    const part = (cell: TableCell | undefined) => clipMrkdwn(cell?.text ?? '', slackLimits.sectionText / 4);
    return `*${part(name)}* — ${part(about)} (${part(importance)})`;
  });
  return joinLines(lines).map(fullSection);
}
