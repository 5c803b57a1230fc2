import type { Digest } from '../domain/digest.ts';
import type { MessageRef } from '../domain/reply.ts';
import type { Settings } from '../domain/settings.ts';
import type { ChatFacts, ChatSurface } from '../ports/chat-surface.ts';
import { type Answered, answeredOverview, placeOfOverview } from './answered-overview.ts';
import { shownOf } from './shown-parts.ts';

/** Where the text goes. */
export interface PostFullTextDeps {
  readonly surface: ChatSurface & ChatFacts;
}

/** A person asked for the whole text of a digest in its thread. */
export interface FullTextOrder {
  /** The overview with the button, in its thread. */
  readonly ref: MessageRef;
  readonly digest: Digest;
  /** In force in the channel. */
  readonly settings: Settings;
  readonly answered: Answered;
  /** Names the full text as a reply, so that it is posted once; left out for one that no request is known for. */
  readonly key?: string;
}

/** Posts the full text behind the overview and takes the button away. Throws what posting throws. */
export type PostFullText = (order: FullTextOrder, signal: AbortSignal) => Promise<void>;

/** Nothing happens for a digest without a full text. */
export function createPostFullText({ surface }: PostFullTextDeps): PostFullText {
  return async ({ ref, digest, settings, answered, key }, signal) => {
    if (digest.passages.length === 0) return;
    const shown = shownOf(digest, settings);
    const once = key === undefined ? { signal } : { signal, key };
    await surface.post(ref, { kind: 'full-text', language: digest.language, digest: shown }, once);
    // The button goes last: nobody goes on with a text that broke off but who presses it again.
    const overview = answeredOverview(surface, shown, answered, { kind: 'posted' });
    await surface.edit(placeOfOverview(ref, answered), ref, overview, { signal });
  };
}
