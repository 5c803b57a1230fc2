import type { Asked, Story } from './stories.ts';

/** Something that the bot writes to a chat. */
export interface ChatWrite {
  /** The same whenever an answer comes to it. */
  readonly name: string;
  /** Whether it is about a message or its thread. */
  isAbout(asked: Asked): boolean;
}

/** What happens to a write: it is not done and not answered, or done and not answered; null: it is done. */
export type Holding = 'before' | 'after' | null;

/** The chat that a bot is killed on. */
export interface CrashChat {
  readonly name: string;
  /** What the bot is told about it. */
  readonly env: Readonly<Record<string, string>>;
  /** Where links are posted. */
  readonly channels: readonly string[];
  /** All writes that come of a link, each in a story that comes to it. */
  readonly writes: readonly (readonly [write: string, story: Story])[];
  /** Writes that a slow machine may come to as well. */
  readonly rareWrites: readonly string[];
  /** Writes by which a failure is told, by which what was told turns into the digest, or gives way to it later. */
  readonly trouble: { readonly told: string; readonly turned: string; readonly removed: string };
  /** How many listen. */
  listeners(): number;
  /** Somebody posts a message. Returns its id. `unheard`: the bot is away, and is not told of it later. */
  say(text: string, channel: string, unheard: boolean): string;
  /** Asks about every write from now on. */
  onWrite(decide: (write: ChatWrite) => Holding): void;
  /** Parts of an answer that stand, which may stand once each. */
  keysOf(asked: Asked): string[];
  /** Whether people have before them all that the link was to bring. */
  isAnswered(asked: Asked): boolean;
  /** Channels in which one person was told something, once for each time. */
  told(): readonly string[];
  /** Whether a message bears the sign of work. */
  isMarked(asked: Asked): boolean;
  close(): Promise<void>;
}
