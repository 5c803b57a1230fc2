import type { Digest } from '../domain/digest.ts';
import type { FullTextState, Reply } from '../domain/reply.ts';
import type { Settings } from '../domain/settings.ts';
import type { ChatFacts } from '../ports/chat-surface.ts';
import { lacksText } from './text-wish.ts';

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

/** What decides about the full text of an answer. */
export interface TextTerms {
  readonly facts: Pick<ChatFacts, 'measure' | 'unaskedMessages'>;
  readonly settings: Settings;
  readonly scope: 'all' | 'overview';
  /** As `Estimates.textUsd`. */
  readonly textUsd: (digest: Digest) => number | null;
}

/**
 * What becomes of the full text in a thread. A talk in the channel's own language is not posted unasked, nor is one that
 * would flood the thread, nor one in a channel that reads elsewhere or a thread where people talk.
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
  const isUnasked = digest.fullText === 'translated' && scope === 'all' && messages <= facts.unaskedMessages;
  const isKept = settings.translate === 'request';
  return isUnasked && !isKept ? { kind: 'posted' } : { kind: 'offered', messages };
}
