import type { SurfaceOptions } from './chat-surface.ts';
import type { MessagePlace } from './reply-store.ts';

/** What goes on in a thread besides the bot. */
export interface ThreadTalk {
  /**
   * Whether people have written in the thread that a message begins, or in the one it stands in after it. True in doubt.
   * Throws `chat-refused` when the platform cannot be asked just now.
   */
  hasPeople(message: MessagePlace, options: SurfaceOptions): Promise<boolean>;
}
