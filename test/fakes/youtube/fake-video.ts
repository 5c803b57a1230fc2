/** A caption of a fake video; what a viewer sees between the two times. */
export interface FakeCue {
  readonly startMs: number;
  readonly endMs: number;
  readonly text: string;
}

export interface FakeTrack {
  /** YouTube's code, e.g. `en`, `pt-BR`, `zh-Hans`. */
  readonly language: string;
  readonly kind: 'manual' | 'auto';
  readonly cues: readonly FakeCue[];
  /** As its creator named it, e.g. `Commentary`. */
  readonly name?: string;
}

export interface FakeVideo {
  /** 11 characters of `[A-Za-z0-9_-]`. */
  readonly id: string;
  readonly title: string;
  /** The YouTube channel. A name alone gets an id made from it. */
  readonly feed: string | { readonly id: string; readonly name: string };
  readonly durationSeconds: number;
  readonly description?: string;
  /** `2025-12-22`, or with time and zone. Told by the web client and the watch page alone. */
  readonly publishedOn?: string;
  readonly unlisted?: boolean;
  /** Its own page is one of the Shorts. */
  readonly isShort?: boolean;
  /** `Music`; told where the publish date is. */
  readonly category?: string;
  /** Listed in this order; the real one's is alphabetical by English name. */
  readonly tracks: readonly FakeTrack[];
  /** Index into `tracks` of the one shown by default. Default: the first manual one in the automatic one's language. */
  readonly defaultTrack?: number | null;
  /** Ids such as `pt-BR.4` where there are several voices; the first is the default. */
  readonly voices?: readonly string[];
  /** Start of an upcoming stream. */
  readonly startsAtMs?: number;
  /** Every answer about this video is this late. */
  readonly delayMs?: number;
}

/** Who asks: a client of the player endpoint by its name, or a browser for the page. */
export const fakeClients = ['ANDROID', 'VISIONOS', 'IOS', 'WEB', 'watch'] as const;
export type FakeClient = (typeof fakeClients)[number];

/** What a client meets, named as the situation. Those that begin with `captions-` concern the caption request alone. */
export type Situation =
  | 'ok'
  // Playability
  | 'bot-check'
  | 'session-limited'
  | 'private'
  | 'members-only'
  | 'age-restricted'
  | 'country-blocked'
  | 'premium'
  | 'unplayable'
  | 'not-on-this-app'
  | 'removed'
  | 'live-now'
  | 'upcoming'
  | 'just-ended'
  | 'ended'
  | 'no-captions'
  // The answer
  | 'other-video'
  | 'not-json'
  | 'not-a-player-answer'
  | 'foreign-host'
  | 'gated-address'
  // The wire
  | 'captcha'
  | 'captcha-redirect'
  | 'consent'
  | 'consent-redirect'
  | 'too-many-requests'
  | 'forbidden'
  | 'server-error'
  | 'server-error-once'
  | 'hang'
  | 'hang-mid-body'
  | 'cut-mid-body'
  // The captions
  | 'captions-empty'
  | 'captions-no-words'
  | 'captions-unknown-format'
  | 'captions-ignore-format'
  | 'captions-page'
  | 'captions-captcha'
  | 'captions-too-many-requests'
  | 'captions-not-found'
  | 'captions-server-error'
  | 'captions-hang'
  | 'captions-hang-mid-body'
  | 'captions-cut-mid-body'
  | 'captions-endless';
