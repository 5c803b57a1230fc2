import type { Digest } from '../../core/domain/digest.ts';
import { formatInstant } from '../strings/dates.ts';
import { analysisBlocks } from './analysis.ts';
import { brokenLines, type MarkdownContext, markdownContext } from './context.ts';
import { escapeMarkdown } from './escape-markdown.ts';
import { fullTextBlocks } from './full-text.ts';
import { headBlocks } from './head.ts';

/**
 * The digest as one Markdown document, in the words of its own language; ends with a line break. Whatever the captions
 * or the model wrote shows as text: the document's structure is the digest's alone.
 */
export function formatMarkdown(digest: Digest): string {
  const context = markdownContext(digest);
  const blocks = [
    ...headBlocks(context),
    ...analysisBlocks(context),
    ...fullTextBlocks(context),
    '---',
    footer(context),
  ];
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}

function footer({ digest, strings }: MarkdownContext): string {
  const models = [...new Set(digest.usage.map(({ model }) => escapeMarkdown(model)))].filter((model) => model !== '');
  const by = models.length === 0 ? 'Vidigest' : `Vidigest (${models.join(', ')})`;
  const made = `${strings.document.generatedAt}${strings.punctuation.factColon}${escapeMarkdown(formatInstant(digest.createdAt))}`;
  return brokenLines([`*${made}*`, `*${strings.document.generatedBy(by)}*`]);
}
