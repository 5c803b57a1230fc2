import type { Digest } from '../../core/domain/digest.ts';
import { requestsFor } from '../strings/requests/requests-for.ts';
import { callbackIds } from './action-value.ts';
import { detailMessages } from './details.ts';
import { slackLimits } from './limits.ts';
import { withoutContainers } from './plain-blocks.ts';
import { type ModalView, modal, type ViewBlock } from './views.ts';

/**
 * Arguments, companies, quotes and people on one page, as far as a page takes them; null for a digest that has none.
 * `language` is of the words around them.
 */
export function detailsView(digest: Digest, language: string): ModalView | null {
  const messages = detailMessages({ kind: 'details', language, digest }, slackLimits.messageCharacters);
  const blocks = messages
    .flatMap((message) => withoutContainers(message).blocks)
    .filter((block): block is ViewBlock & typeof block => block.type !== 'container')
    .slice(0, slackLimits.viewBlocks);
  if (blocks.length === 0) return null;
  return modal({ callbackId: callbackIds.reader, close: requestsFor(language).page.close }, blocks);
}
