import type { ChatFacts, ChatSurface } from '../core/ports/chat-surface.ts';

/** A platform as jobs speak on it: a worker without ears has it too. */
export interface ChatVoice {
  readonly surface: ChatSurface & ChatFacts;
}

/** What hears people on a platform. */
export interface ChatEars {
  /** Throws when the platform refuses the bot; the signal ends it. */
  start(signal: AbortSignal): Promise<void>;
  /** Whether people are heard just now. */
  isConnected(): boolean;
  /** Hears nothing more and waits a few seconds for what is under way. */
  stop(): Promise<void>;
}

/** One platform, set up. */
export interface ChatSide {
  /** As requests name it. */
  readonly name: 'slack' | 'discord';
  readonly voice: ChatVoice;
  readonly ears: ChatEars;
}
