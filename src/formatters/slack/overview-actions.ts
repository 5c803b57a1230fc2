import { isLiftable } from '../../core/domain/budget.ts';
import type { DigestRef } from '../../core/domain/chat-request.ts';
import type { Reply } from '../../core/domain/reply.ts';
import { dollarsIfKnown } from '../dollars.ts';
import type { Catalogue } from '../strings/catalogue.ts';
import { requestsFor } from '../strings/requests/requests-for.ts';
import { actionIds, digestValue, hasValue, moreValue } from './action-value.ts';
import { type ActionsBlock, button, option } from './blocks.ts';

/** What can be done with a finished digest; nothing while it is made, and nothing where a value would not fit. */
export function overviewActions(
  reply: Extract<Reply, { kind: 'overview' }>,
  { chat, budget }: Catalogue,
): ActionsBlock[] {
  const { digest, fullText } = reply;
  if (digest === null) return [];
  const ref: DigestRef = { videoId: digest.video.id, language: digest.language };
  if (!hasValue(ref)) return [];
  const value = digestValue(ref);
  const elements = [];
  if (reply.notice && isLiftable(reply.notice)) elements.push(button(actionIds.spendAnyway, budget.spendAnyway, value));
  if (digest.chapters.length > 0) {
    const label = digest.fullText === 'original' ? chat.transcript : chat.readInFull;
    elements.push(button(actionIds.read, label, value));
  }
  const hasDetails = [digest.arguments, digest.companies, digest.quotes, digest.people].some((part) => part.length > 0);
  if (reply.details === 'offered' && hasDetails) elements.push(button(actionIds.details, chat.details, value));
  if (fullText.kind === 'offered' && digest.fullText === 'translated') {
    elements.push(button(actionIds.postFullText, chat.postHere(fullText.messages), value));
  }
  if (fullText.kind === 'on-request') {
    const label = requestsFor(reply.language).translateAll(dollarsIfKnown(fullText.costUsd, reply.language));
    elements.push(button(actionIds.translate, label, value));
  }
  elements.push(button(actionIds.anotherLanguage, chat.anotherLanguage, value));
  const options = [
    option(chat.download, moreValue('download', ref)),
    option(chat.digestAgain, moreValue('again', ref)),
    option(chat.remove, moreValue('remove', ref)),
  ];
  return [{ type: 'actions', elements: [...elements, { type: 'overflow', action_id: actionIds.more, options }] }];
}
