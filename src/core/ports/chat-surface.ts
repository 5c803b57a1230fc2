import type { MessageRef, PostRef, Reply } from '../domain/reply.ts';

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
  /** Says something to the author alone, where the platform can; false where it cannot. */
  tell(to: MessageRef, reply: Reply, options: SurfaceOptions): Promise<boolean>;
  /** How many messages `post` would need. Pure, no request. */
  measure(reply: Reply): number;
}
