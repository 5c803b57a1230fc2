import type { MessageRef } from './reply.ts';
import type { SettingsChange } from './settings.ts';

/** Who asks. */
export interface Asker {
  /** The platform's own id. */
  readonly id: string;
  /** BCP 47 tag of what this person reads the platform in; null where that is not known. */
  readonly locale: string | null;
  /** Whether the platform gives this person charge of the channel, as its creator or as an admin. */
  readonly mayAdminister: boolean;
  /** From another workspace, through a shared channel: may read, but neither spend nor set. */
  readonly isGuest: boolean;
}

/** Where a request was made; null where there is no such thing. */
export type AskedAt = Omit<MessageRef, 'message' | 'author'> & {
  /** The message that holds the link or the button; null for a command or a page of the bot's own. */
  readonly message: string | null;
};

/**
 * How the answer gets to people. `handle` is the adapter's own and lives for minutes at most: it is not stored.
 * `thread`: a reply that all may read, to `at.message`. `private`: to the asker alone. `page`: replaces a page that the
 * asker has open already and sees it waiting. `none`: nobody waits; what must be said goes into the thread.
 */
export type AnswerTo =
  | { readonly form: 'thread' | 'none' }
  | { readonly form: 'private' | 'page'; readonly handle: string };

/** What a person used to ask. */
export type RequestOrigin = 'link' | 'edit' | 'command' | 'shortcut' | 'reaction' | 'mention' | 'button';

/** Which digest a button is about. */
export interface DigestRef {
  readonly videoId: string;
  /** BCP 47 tag of the digest. */
  readonly language: string;
}

/** Forms in which a digest can be downloaded; also the ends of the files' names. */
export const downloadFormats = ['md', 'srt', 'vtt', 'json'] as const;
export type DownloadFormat = (typeof downloadFormats)[number];

/** A part of a digest that one person wants to see, on platforms that do not post all of it. */
export type DigestPart =
  /** `actions`: what can be done with the digest. `full-text`: the question before a long text is posted for all. */
  | { readonly name: 'actions' | 'full-text' }
  /** `page` from 0, and may be one that it does not have; default 0. */
  | { readonly name: 'arguments' | 'people'; readonly page?: number }
  /** A further menu of chapters, counted from 0. */
  | { readonly name: 'chapters'; readonly page: number };

/** One video, wanted by somebody who named it. */
export interface WantedVideo {
  readonly videoId: string;
  /** Where the link asks the player to begin; null where it does not. */
  readonly startMs: number | null;
  readonly isShort: boolean;
}

/** What of a request does not depend on what is wanted. */
export interface RequestFrame {
  /** The same for every delivery of the same act, and no other act's. At most 180 characters. */
  readonly id: string;
  readonly asker: Asker;
  readonly at: AskedAt;
  readonly answerTo: AnswerTo;
}

/** All that people can want of the bot on a chat platform. Everything in it is checked in form, nothing in right. */
export type ChatWish =
  /** A message with links. `text` is the whole message, untrusted; `videos` are in order, each once, at least one. */
  | {
      readonly kind: 'digest';
      readonly origin: RequestOrigin;
      readonly videos: readonly WantedVideo[];
      /** BCP 47 tag asked for; null: the channel's. */
      readonly language: string | null;
      /** For the asker alone. */
      readonly private: boolean;
      /** A question stands beside the link. */
      readonly question: boolean;
      /** Another app wrote the message. */
      readonly byApp: boolean;
      /** Of the message with the links, by the platform's clock; null for a command. */
      readonly postedAtMs: number | null;
    }
  /** Asked to digest something that holds no link to a video. `playlist`: it was one, whose videos are not named. */
  | { readonly kind: 'no-video'; readonly origin: RequestOrigin; readonly playlist: boolean }
  | { readonly kind: 'digest-all'; readonly videoIds: readonly string[]; readonly language: string | null }
  /** A page of the reader. `chapter` and `page` count from 0 and may be ones that the digest does not have. */
  | {
      readonly kind: 'show-section';
      readonly digest: DigestRef;
      readonly chapter: number;
      readonly page: number;
      /** The talk's own words beside the translation. */
      readonly original: boolean;
    }
  | { readonly kind: 'show-part'; readonly digest: DigestRef; readonly part: DigestPart }
  | { readonly kind: 'choose-language'; readonly digest: DigestRef }
  | { readonly kind: 'another-language'; readonly digest: DigestRef; readonly to: string; readonly private: boolean }
  | { readonly kind: 'choose-download'; readonly digest: DigestRef }
  | { readonly kind: 'download'; readonly digest: DigestRef; readonly format: DownloadFormat }
  | {
      readonly kind: 'digest-again' | 'remove' | 'post-full-text' | 'translate' | 'spend-anyway';
      readonly digest: DigestRef;
    }
  | { readonly kind: 'settings' | 'usage' | 'home' }
  /**
   * `everywhere`: for all channels of the workspace that have not decided for themselves. `inView`: the asker has the
   * settings open, and reads in their place what they are then.
   */
  | {
      readonly kind: 'change-settings';
      readonly change: SettingsChange;
      readonly everywhere?: boolean;
      readonly inView?: boolean;
    }
  /** `typed` is what was not understood, empty when help was asked for; `nearest` is a command that may have been meant. */
  | { readonly kind: 'help'; readonly typed: string; readonly nearest: string | null }
  /** The message at `at.message` is gone. */
  | { readonly kind: 'message-deleted' }
  /** The bot has come into the channel; the asker invited it. */
  | { readonly kind: 'welcome' };

/** A wish and who has it. */
export type ChatRequest = RequestFrame & ChatWish;
