import { ownerOf } from '../domain/owner.ts';
import type { MessageRef } from '../domain/reply.ts';
import type { Settings } from '../domain/settings.ts';
import type { ChatFacts, ChatSurface } from '../ports/chat-surface.ts';
import { type Answered, answeredOverview, placeOfOverview } from './answered-overview.ts';
import type { DigestVideo } from './digest-video.ts';
import { shownOf } from './shown-parts.ts';

/** Where the text comes from and where it goes. */
export interface PostFullTextDeps {
  readonly surface: ChatSurface & ChatFacts;
  readonly digestVideo: DigestVideo;
}

/** A person asked for the whole text of a digest in its thread. */
export interface FullTextOrder {
  /** The overview with the button, in its thread. */
  readonly ref: MessageRef;
  readonly videoId: string;
  readonly language: string;
  /** In force in the channel. */
  readonly settings: Settings;
  readonly answered: Answered;
  /** Names the full text as a reply, so that it is posted once; left out for one that no request is known for. */
  readonly key?: string;
}

/** Posts the full text behind the overview and takes the button away. Throws what digesting and posting throw. */
export type PostFullText = (order: FullTextOrder, signal: AbortSignal) => Promise<void>;

/** A digest that is no longer kept is made anew. */
export function createPostFullText({ surface, digestVideo }: PostFullTextDeps): PostFullText {
  return async ({ ref, videoId, language, settings, answered, key }, signal) => {
    const digest = await digestVideo(videoId, language, { signal, onEvent: () => {}, owner: ownerOf(ref) });
    if (digest.passages.length === 0) return;
    const shown = shownOf(digest, settings);
    // The button goes first: a second press must find nothing to press.
    const overview = answeredOverview(shown, answered, { kind: 'posted' });
    await surface.edit(placeOfOverview(ref, answered), ref, overview, { signal });
    const once = key === undefined ? { signal } : { signal, key };
    await surface.post(ref, { kind: 'full-text', language, digest: shown }, once);
  };
}
