import type { Digest } from '../domain/digest.ts';
import type { FullTextState, Reply } from '../domain/reply.ts';
import type { Settings } from '../domain/settings.ts';
import type { ChatFacts } from '../ports/chat-surface.ts';
import type { DigestRequest } from '../ports/request-store.ts';
import { lacksText } from './text-wish.ts';

/** It is edited in place, and so is always one. */
const overviewMessages = 1;

/** The digest as a channel wants to see it: parts that it does not show are empty. */
export function shownOf(digest: Digest, { shown }: Settings): Digest {
  const parts = new Set(shown);
  return {
    ...digest,
    arguments: parts.has('arguments') ? digest.arguments : [],
    companies: parts.has('companies') ? digest.companies : [],
    quotes: parts.has('quotes') ? digest.quotes : [],
    people: parts.has('people') ? digest.people : [],
  };
}

/** How many messages a platform takes, and bears unasked. */
export type ThreadRoom = Pick<ChatFacts, 'measure' | 'unaskedMessages' | 'unaskedTextMessages'>;

/** What decides about the full text of an answer. */
export interface TextTerms {
  readonly facts: ThreadRoom;
  readonly settings: Settings;
  readonly scope: 'all' | 'overview';
  /** As `Estimates.textUsd`. */
  readonly textUsd: (digest: Digest) => number | null;
}

/** Details stand behind the overview if somebody wants more than that and the thread stays short; else a button shows them. */
export function detailsState(
  facts: ThreadRoom,
  scope: DigestRequest['scope'],
  digest: Digest,
): { readonly kind: 'posted' | 'offered'; readonly messages: number } {
  const messages = facts.measure({ kind: 'details', language: digest.language, digest });
  const isPosted = scope !== 'overview' && overviewMessages + messages <= facts.unaskedMessages;
  return isPosted ? { kind: 'posted', messages } : { kind: 'offered', messages: 0 };
}

/**
 * What becomes of the full text in a thread. A talk in the channel's own language is not posted unasked, nor is one that
 * with all else would flood the thread, nor one in a channel that reads elsewhere or a thread where people talk.
 */
export function fullTextState({ facts, settings, scope, textUsd }: TextTerms, digest: Digest): FullTextState {
  if (lacksText(digest)) {
    const costUsd = textUsd(digest);
    if (costUsd === null) return { kind: 'none' };
    return { kind: 'on-request', costUsd: costUsd === 0 ? null : costUsd };
  }
  const isWanted = settings.shown.includes('full-text') && settings.fold === 'container';
  if (digest.passages.length === 0 || !isWanted) return { kind: 'none' };
  const reply: Reply = { kind: 'full-text', language: digest.language, digest };
  const messages = facts.measure(reply);
  const others = overviewMessages + detailsState(facts, scope, digest).messages;
  const hasRoom = messages <= Math.min(facts.unaskedTextMessages, facts.unaskedMessages - others);
  const isUnasked = digest.fullText === 'translated' && scope === 'all' && hasRoom;
  const isKept = settings.translate === 'request';
  return isUnasked && !isKept ? { kind: 'posted' } : { kind: 'offered', messages };
}
