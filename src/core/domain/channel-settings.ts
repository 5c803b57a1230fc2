/** When the bot answers links of a channel: all of them, those that somebody reacts to, none unless asked. */
export const answerModes = ['auto', 'react', 'off'] as const;
export type AnswerMode = (typeof answerModes)[number];

/** When the full text of a talk in another language is made: `auto` goes by its length. */
export const translateChoices = ['always', 'auto', 'request'] as const;
export type TranslateChoice = (typeof translateChoices)[number];

/** What stands in the thread beside the overview. */
export const shownParts = ['details', 'full-text'] as const;
export type ShownPart = (typeof shownParts)[number];

/** Where long texts are read: folded in the thread, or in a reader of one's own. */
export const foldChoices = ['container', 'reader'] as const;
export type FoldChoice = (typeof foldChoices)[number];

/** Who may change the settings of a channel. */
export const changerChoices = ['anyone', 'admins'] as const;
export type ChangerChoice = (typeof changerChoices)[number];

/** How the bot behaves in one channel. */
export interface ChannelSettings {
  readonly mode: AnswerMode;
  /** BCP 47 tag of digests; null: as the workspace. */
  readonly language: string | null;
  readonly shown: readonly ShownPart[];
  /** Shorter and longer videos get no answer unless asked for; null: no limit. */
  readonly shortestMs: number | null;
  readonly longestMs: number | null;
  readonly shorts: boolean;
  readonly translate: TranslateChoice;
  readonly fold: FoldChoice;
  /** For a calendar month; null: no limit of the channel's own. */
  readonly budgetUsd: number | null;
  readonly changers: ChangerChoice;
}

/** What holds where nothing has been chosen. */
export const defaultChannelSettings: ChannelSettings = {
  mode: 'auto',
  language: null,
  shown: ['details', 'full-text'],
  shortestMs: null,
  longestMs: null,
  shorts: true,
  translate: 'auto',
  fold: 'container',
  budgetUsd: null,
  changers: 'anyone',
};
