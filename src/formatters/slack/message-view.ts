import { requestsFor } from '../strings/requests/requests-for.ts';
import { callbackIds } from './action-value.ts';
import type { SlackMessage } from './blocks.ts';
import { withoutContainers } from './plain-blocks.ts';
import { type ModalView, modal, type ViewBlock } from './views.ts';

/** A message on a page: pages know no folds. */
export function messageView(language: string, message: SlackMessage, metadata: string): ModalView {
  const blocks = withoutContainers(message).blocks.filter(
    (block): block is ViewBlock & typeof block => block.type !== 'container',
  );
  return modal({ callbackId: callbackIds.waiting, close: requestsFor(language).page.close, metadata }, blocks);
}
