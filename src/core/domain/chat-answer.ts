import type { DigestPart, DigestRef, DownloadFormat } from './chat-request.ts';
import type { Digest } from './digest.ts';
import type { Reply } from './reply.ts';
import type { Settings } from './settings.ts';

/** Digests of one place in a stretch of time, those from the store among them, and what they have cost. */
export interface Spent {
  readonly digests: number;
  readonly costUsd: number;
}

/** What digests of a workspace have cost, as far as somebody may know where. */
export interface UsageFacts {
  readonly today: Spent;
  /** Null: a day has no limit. `leftUsd` counts what runs under way may yet cost. */
  readonly day: { readonly limitUsd: number; readonly leftUsd: number } | null;
  /** From `sinceMs`, as all that follows. */
  readonly month: Spent;
  readonly sinceMs: number;
  /** What the digests from the store would have cost. */
  readonly savedUsd: number;
  /** The channel that is asked in, with its budget for a month, if it has one; null where none is. */
  readonly here: (Spent & { readonly budgetUsd: number | null }) | null;
  /** Others that the reader can open, by the platform's ids, the most expensive first; not all where they are many. */
  readonly channels: readonly (Spent & { readonly channel: string })[];
}

/** A digest as a list names it. `link` opens its thread. */
export interface RecentDigest {
  readonly title: string;
  readonly link: string;
  readonly postedAtMs: number;
}

/** Short things the bot says to somebody who asked; each is one sentence in the catalogue. */
export const chatNotes = [
  'no-video',
  'playlist',
  'not-in-channel',
  'not-allowed',
  'guest',
  'settings-saved',
  'questions-later',
  'removed',
  'working',
  'nothing-to-show',
  'outdated-button',
  'too-late',
  'file-sent',
  'file-refused',
] as const;
export type ChatNote = (typeof chatNotes)[number];

/**
 * All that the bot answers to a request, before any platform's form. `language` is of the words around it: the asker's
 * where one person reads it, else the channel's.
 */
export type ChatAnswer =
  | { readonly kind: 'reply'; readonly language: string; readonly reply: Reply }
  | { readonly kind: 'note'; readonly language: string; readonly note: ChatNote }
  | {
      readonly kind: 'section';
      readonly language: string;
      readonly digest: Digest;
      readonly chapter: number;
      readonly page: number;
      readonly original: boolean;
    }
  | { readonly kind: 'part'; readonly language: string; readonly digest: Digest; readonly part: DigestPart }
  | { readonly kind: 'language-choice' | 'download-choice'; readonly language: string; readonly digest: DigestRef }
  | {
      readonly kind: 'file';
      readonly language: string;
      readonly format: DownloadFormat;
      /** With its ending. */
      readonly name: string;
      readonly title: string;
      readonly content: string;
    }
  | {
      readonly kind: 'settings';
      readonly language: string;
      readonly settings: Settings;
      readonly mayChange: boolean;
      /** What became of a change that was asked for, where one was. */
      readonly note?: ChatNote;
    }
  | { readonly kind: 'usage'; readonly language: string; readonly usage: UsageFacts }
  | { readonly kind: 'help'; readonly language: string; readonly typed: string; readonly nearest: string | null }
  | { readonly kind: 'welcome'; readonly language: string; readonly channelLanguage: string }
  /** Many links in one message. `costUsd` is an estimate; null where none can be made. */
  | {
      readonly kind: 'digest-all';
      readonly language: string;
      readonly videoIds: readonly string[];
      readonly costUsd: number | null;
    }
  | {
      readonly kind: 'home';
      readonly language: string;
      /** Of the workspace as a whole: what holds where a channel decides nothing itself. */
      readonly settings: Settings;
      readonly mayChange: boolean;
      readonly usage: UsageFacts | null;
      /** Of channels that the viewer is in alone, newest first. */
      readonly recent: readonly RecentDigest[];
    };
