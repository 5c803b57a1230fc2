import type { ChatNote } from '../../../core/domain/chat-answer.ts';
import type { SettingName, Settings } from '../../../core/domain/settings.ts';

/** What the bot says to people who ask it for something, in one language. Plain texts, as in `Catalogue`. */
export interface RequestWords {
  readonly notes: Readonly<Record<ChatNote, string>>;
  /** `typed` as it was typed, clipped. */
  readonly notUnderstood: (typed: string) => string;
  readonly didYouMean: (command: string) => string;
  readonly reader: ReaderWords;
  readonly page: PageWords;
  readonly settings: SettingsWords;
  readonly usage: UsageWords;
  readonly budget: (cost: string) => string;
  /** What holds where a channel decides nothing itself: a heading, and a button of at most 75 characters. */
  readonly home: { readonly settings: string; readonly change: string };
  /** How to ask without words; `emoji` as the platform writes it. */
  readonly reactWith: (emoji: string) => string;
  readonly recent: string;
  readonly noRecent: string;
  /** A button; `cost` is null where it is not known. At most 75 characters. */
  readonly digestAll: (count: number, cost: string | null) => string;
  readonly manyLinks: (count: number) => string;
  /** The moment that a link points to; `chapter` is a title. */
  readonly sharedAt: (time: string, chapter: string) => string;
  /** The question before a text of so many messages, always several, is posted. */
  readonly longText: (messages: number) => string;
  /** Discord's permission, as it calls it in this language. */
  readonly needsManageChannels: string;
  /** A button, at most 75 characters. `cost` is an amount with its currency; null where none can be told. */
  readonly translateAll: (cost: string | null) => string;
  /** Beside that button: why there is no full text. */
  readonly textOnRequest: string;
}

/** Labels, each before a colon, and what stands behind it. Amounts and days are as they are shown. */
interface UsageWords {
  readonly sum: (digests: number, cost: string) => string;
  readonly today: string;
  readonly since: (day: string) => string;
  /** By digests that were not made again. */
  readonly saved: string;
  /** Of the day's limit. */
  readonly left: string;
  readonly leftOf: (left: string, limit: string) => string;
  /** A heading. */
  readonly channels: string;
  readonly here: string;
}

interface ReaderWords {
  readonly waiting: string;
  readonly previous: string;
  readonly next: string;
  readonly showOriginal: string;
  readonly hideOriginal: string;
}

/** Frames of pages. `close`, `save` and `digest` are buttons of at most 24 characters. */
interface PageWords {
  readonly close: string;
  readonly save: string;
  readonly digest: string;
  readonly badLink: string;
  readonly badNumber: string;
  /** For the longest that is shorter than the shortest. */
  readonly badRange: string;
  readonly tooLarge: string;
  /** Of the field where a digest is to be posted, when it is not for one person alone. */
  readonly channel: string;
  readonly badChannel: string;
  readonly badLanguage: string;
  readonly searchLanguage: string;
  readonly chooseDownload: string;
}

interface SettingsWords {
  readonly labels: Readonly<Record<SettingName, string>>;
  readonly translate: Readonly<Record<Settings['translate'], string>>;
  readonly fold: Readonly<Record<Settings['fold'], string>>;
  readonly whoChanges: Readonly<Record<Settings['whoChanges'], string>>;
  readonly yes: string;
  readonly no: string;
  readonly emptyForNone: string;
  /** Of the shortest, the longest and the budget: a heading and a button, at most 45 characters. */
  readonly limits: string;
  /** Discord's `whoChanges.admins`: whoever has its permission, as it calls it in this language. */
  readonly managers: string;
}
