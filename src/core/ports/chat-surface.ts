import type { MessageRef, PostRef, Reply } from '../domain/reply.ts';

/** How a call to the platform is ended. */
export interface SurfaceOptions {
  readonly signal: AbortSignal;
}

/** A chat platform as the use cases see it. Rate limits are obeyed inside: a call may wait, in order per channel. */
export interface ChatSurface {
  /** Sets or removes the bot's sign (👀) on a message. False where the platform or its admins refuse reactions. */
  mark(message: MessageRef, on: boolean, options: SurfaceOptions): Promise<boolean>;
  /**
   * Posts a reply into the message's thread, as one or more messages in reading order. Returns them in that order.
   * Throws `chat-refused` when the platform will not take it.
   */
  post(to: MessageRef, reply: Reply, options: SurfaceOptions): Promise<readonly PostRef[]>;
  /** Replaces an earlier reply that took one message. Silent: edits notify nobody. */
  edit(post: PostRef, to: MessageRef, reply: Reply, options: SurfaceOptions): Promise<void>;
  /** Deletes one of the bot's own messages; one that is gone already is fine. */
  remove(post: PostRef, options: SurfaceOptions): Promise<void>;
  /** Says something to the author alone, where the platform can; false where it cannot. */
  tell(to: MessageRef, reply: Reply, options: SurfaceOptions): Promise<boolean>;
}

/** What a use case must know of a platform before it speaks. */
export interface ChatFacts {
  /** How many messages `post` would need. Pure, no request. */
  measure(reply: Reply): number;
  /** An address that opens the message for members of its channel. */
  permalink(message: MessageRef, options: SurfaceOptions): Promise<string>;
}
