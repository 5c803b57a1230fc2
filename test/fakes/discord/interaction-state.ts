import type { FakeMessage } from './world.ts';

/** A form over everything else, with fields to type into. */
export interface FakeForm {
  readonly custom_id: string;
  readonly title: string;
  readonly components: readonly { readonly component: FakeField }[];
}

/** A line to type into. */
export interface FakeField {
  readonly type: number;
  readonly custom_id: string;
  readonly value?: string;
  readonly required?: boolean;
  readonly min_length?: number;
  readonly max_length?: number;
}

/** An interaction, and what the bot has made of it. */
export interface FakeInteraction {
  readonly id: string;
  readonly token: string;
  readonly user: string;
  readonly channel: string;
  /** The message that holds the button. */
  readonly source: FakeMessage | null;
  readonly isAutocomplete: boolean;
  /** Whether a form was sent with it: that opens no other. */
  readonly isForm: boolean;
  /** The form that was opened. */
  form: FakeForm | null;
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
