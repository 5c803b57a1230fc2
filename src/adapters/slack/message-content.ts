import type { SlackMessage } from '../../formatters/slack/blocks.ts';

/** `parse: none`: neither does Slack look for mentions and links in the text that notifications show. */
export function contentOf({ text, blocks }: SlackMessage) {
  return { text, blocks: [...blocks], parse: 'none', link_names: false } as const;
}
