import type { FakeMessage } from './world.ts';

/** An interaction, and what the bot has made of it. */
export interface FakeInteraction {
  readonly id: string;
  readonly token: string;
  readonly user: string;
  readonly channel: string;
  /** The message that holds the button. */
  readonly source: FakeMessage | null;
  readonly isAutocomplete: boolean;
  readonly createdAtMs: number;
  /** Type of the first answer; null before it. */
  answered: number | null;
  isEphemeral: boolean;
  /** The message of the first answer; null while there is none. */
  original: FakeMessage | null;
  readonly followUps: FakeMessage[];
  /** What was suggested. */
  choices: readonly { readonly name: string; readonly value: string }[];
  /** Whether its 15 minutes are over. */
  expired: boolean;
}

/** Flag of a message that is yet to come. */
export const loadingFlag = 128;
