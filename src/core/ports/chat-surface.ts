import type { MessageRef, PostRef, Reply } from '../domain/reply.ts';
import type { Fence } from './lease-store.ts';

/** How a call to the platform is ended. */
export interface SurfaceOptions {
  readonly signal: AbortSignal;
}

/** How something new is said, so that it is said once whatever happens. */
export interface PostOptions extends SurfaceOptions {
  /**
   * Names the reply: the same on every replay, and no other reply's. Its messages have the keys of `messageKey`. At most
   * 180 characters.
   */
  readonly key?: string;
  /** The job under which it is said; null where no job says it, such as the answer to a click. */
  readonly fence?: Fence | null;
}

/** How a message of the bot's is taken away. */
export interface RemoveOptions extends SurfaceOptions {
  /** Where it stands: a platform may know the bot there by a key of its own. */
  readonly workspace: string;
}

/** A chat platform as the use cases see it. Rate limits are obeyed inside: a call may wait, in order per channel. */
export interface ChatSurface {
  /**
   * Opens the thread of a message before there is something to post, so that people see where the answer will be.
   * `title` null: under a provisional name, which the first reply with a title replaces. Nothing happens where there is
   * a thread, or where none can be opened. Missing where threads need no opening.
   */
  prepareThread?(message: MessageRef, title: string | null, options: SurfaceOptions): Promise<void>;
  /**
   * Sets or removes the bot's sign (👀) on a message. False where the platform, its admins or the author refuse
   * reactions there: something else must then show that the bot is at it. True as well where nothing needs to, because
   * the message is gone or many signs wait. With the sign goes a thread that was prepared in vain.
   */
  mark(message: MessageRef, on: boolean, options: SurfaceOptions): Promise<boolean>;
  /**
   * Posts a reply into the message's thread, as one or more messages in reading order. Returns them in that order. What
   * stands there under its key is returned and not posted again, as it stands, whatever `reply` says now. Throws
   * `chat-refused` when the platform will not take it, with `retryAtMs` when trying again makes sense, and `cancelled`
   * when the job is in other hands.
   */
  post(to: MessageRef, reply: Reply, options: PostOptions): Promise<readonly PostRef[]>;
  /**
   * Replaces an earlier reply that took one message. Silent: edits notify nobody. An overview of a digest in the making
   * may be left out where the platform's pace has no room for it: a newer one follows.
   */
  edit(post: PostRef, to: MessageRef, reply: Reply, options: SurfaceOptions): Promise<void>;
  /** Deletes one of the bot's own messages; one that is gone already is fine. */
  remove(post: PostRef, options: RemoveOptions): Promise<void>;
  /**
   * Says something to the author alone, at most once a key, where the platform can; false where it cannot and where it
   * may have been said before.
   */
  tell(to: MessageRef, reply: Reply, options: PostOptions): Promise<boolean>;
}

/** What a use case must know of a platform before it speaks. */
export interface ChatFacts {
  /** One digest takes no more messages than this of the bot's own accord, its overview among them. */
  readonly unaskedMessages: number;
  /** How many of those its full text may take; 0 where none is posted unasked. */
  readonly unaskedTextMessages: number;
  /**
   * Whether the sign stays beside an answer, and while what only the author hears of is to be tried again. Where it does
   * not, it says that the bot is at it just now.
   */
  readonly signStays: boolean;
  /** How many messages `post` would need. Pure, no request. */
  measure(reply: Reply): number;
  /** An address that opens the message for members of its channel. */
  permalink(message: MessageRef, options: SurfaceOptions): Promise<string>;
}
