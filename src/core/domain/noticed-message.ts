import type { MessageRef } from './reply.ts';

/** A message somebody wrote in a channel the bot is in. */
export interface NoticedMessage {
  readonly ref: MessageRef;
  /** In the platform's notation. Untrusted. */
  readonly text: string;
  /** By the platform's clock. */
  readonly postedAtMs: number;
}
