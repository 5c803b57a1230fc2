import type { BudgetNotice } from './budget.ts';
import type { Digest, DigestDraft } from './digest.ts';
import type { ErrorCode } from './errors.ts';
import type { SharedMoment } from './shared-moment.ts';

/** Where something was said, on whichever platform. Ids are the platform's own and opaque to the core. */
export interface MessageRef {
  readonly surface: 'slack' | 'discord' | 'web';
  readonly workspace: string;
  readonly channel: string;
  readonly message: string;
  /** The thread the message stands in; null when it starts one. Replies then go to the thread of `message` itself. */
  readonly thread: string | null;
  readonly author: string;
}

/** The thread that holds the answer to a message: under this name it is remembered and forgotten. */
export function threadOf({ thread, message }: Pick<MessageRef, 'thread' | 'message'>): string {
  return thread ?? message;
}

/** One message of the bot's own. */
export interface PostRef {
  readonly channel: string;
  readonly message: string;
}

/** What becomes of the full text, as far as the overview must tell. */
export type FullTextState =
  | { readonly kind: 'pending' }
  | { readonly kind: 'posted' }
  /** Too long to post unasked; a button posts it in this many messages. */
  | { readonly kind: 'offered'; readonly messages: number }
  /** Left for whoever asks for it: a button makes it, at about this price; null where that is not known. */
  | { readonly kind: 'on-request'; readonly costUsd: number | null }
  /** There is none, or it is read elsewhere. */
  | { readonly kind: 'none' };

/** Why a video that could be digested is not, unless somebody asks: `length` and `shorts` as the channel has them set. */
export type LeftAlone = 'music' | 'length' | 'shorts';

/** All that the bot says, before any platform's form. `language` decides the words around the digest. */
export type Reply =
  | {
      readonly kind: 'overview';
      readonly language: string;
      readonly draft: DigestDraft;
      /** Set once the digest is finished: its coverage and gaps are then shown. */
      readonly digest: Digest | null;
      readonly fullText: FullTextState;
      /** `offered`: they are not posted behind it; where they are not shown anyway, a button shows them. Default `posted`. */
      readonly details?: 'posted' | 'offered';
      /** Why this digest was made without a model, where money is the reason; then somebody may spend it anyway. */
      readonly notice?: BudgetNotice | null;
      /** Where in the talk the link leads that asked for it. */
      readonly sharedAt?: SharedMoment | null;
    }
  /** The bot is at it, where the message takes no sign that says so. Becomes an overview or a failure. */
  | { readonly kind: 'begun'; readonly language: string }
  /** A link that nobody asked about: for whoever posted it alone. */
  | { readonly kind: 'left-alone'; readonly language: string; readonly why: LeftAlone }
  | { readonly kind: 'details'; readonly language: string; readonly digest: Digest }
  | { readonly kind: 'full-text'; readonly language: string; readonly digest: Digest }
  /** Digested before in this channel: `link` leads to that thread. */
  | {
      readonly kind: 'again';
      readonly language: string;
      readonly postedAtMs: number;
      readonly link: string;
      /** Where in the talk the newer link leads. */
      readonly sharedAt?: SharedMoment | null;
    }
  | {
      readonly kind: 'failure';
      readonly language: string;
      readonly code: ErrorCode;
      /** The other side's reason, untrusted. */
      readonly reason: string | null;
      /** When the bot tries again by itself; null when it will not. */
      readonly retryAtMs: number | null;
    };
