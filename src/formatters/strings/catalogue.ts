import type { Digest, VideoType } from '../../core/domain/digest.ts';
import type { ErrorCode } from '../../core/domain/errors.ts';

/**
 * Every word the program itself says, in one language. All texts are plain: no Markdown, no chat markup, no emoji; the
 * formatters add those and escape. Times come in as timecodes, counts as numbers (formatted inside), dates as text.
 */
export interface Catalogue {
  /** BCP 47 tag for Intl; `stringsFor` sets it to the tag asked for, so that dates follow the region. */
  readonly locale: string;
  readonly punctuation: Punctuation;
  readonly document: DocumentStrings;
  readonly marks: MarkStrings;
  readonly notices: NoticeStrings;
  readonly videoTypes: Readonly<Record<VideoType, string>>;
  /** The stars of a company in words. */
  readonly importance: Readonly<Record<1 | 2 | 3, string>>;
  readonly counts: CountStrings;
  readonly chat: ChatStrings;
  readonly budget: BudgetStrings;
  readonly failures: FailureStrings;
}

/** How this language puts text together. */
interface Punctuation {
  /** Between a label and what follows, its spaces included. */
  readonly colon: string;
  /** The same in the list of facts at the top of a document. */
  readonly factColon: string;
  /** Between the items of a list, its spaces included. */
  readonly comma: string;
  /** Around words that somebody said. */
  readonly quotes: readonly [string, string];
  /** Around an aside, its outer spaces included. */
  readonly brackets: readonly [string, string];
  /** Between two sentences. */
  readonly sentenceGap: string;
  /** Published dates as `2025-12-22`, or the way the locale writes them. */
  readonly dates: 'iso' | 'locale';
}

/** Headings, table heads and labels of the document. */
interface DocumentStrings {
  readonly videoFacts: string;
  readonly feed: string;
  readonly published: string;
  readonly duration: string;
  readonly link: string;
  readonly originalTitle: string;
  readonly captions: string;
  readonly captionKinds: Readonly<Record<Digest['captions']['kind'], string>>;
  readonly tldr: string;
  readonly chapters: string;
  readonly chapterColumns: readonly [time: string, title: string, gist: string];
  readonly arguments: string;
  readonly argumentContent: string;
  readonly argumentConcepts: string;
  readonly argumentImplication: string;
  readonly companies: string;
  readonly companyColumns: readonly [name: string, context: string, importance: string];
  readonly quotes: string;
  /** The same above `count` of them, in a document. */
  readonly quotesCounted: (count: number) => string;
  readonly people: string;
  readonly personIdentity: string;
  readonly personBackground: string;
  readonly personViews: string;
  readonly videoType: string;
  readonly translation: string;
  /** Heading of the full text where nothing had to be translated. */
  readonly transcript: string;
  readonly generatedAt: string;
  /** `by` names the program, and the models where there were any. */
  readonly generatedBy: (by: string) => string;
}

/** Short marks beside a piece of text. */
export interface MarkStrings {
  readonly notFromVideo: string;
  readonly translatedByAi: string;
  /** A passage that failed its checks. */
  readonly doubtful: string;
  /** A passage that stands in the language of the talk. */
  readonly untranslated: string;
  readonly extractive: string;
}

/** Sentences about the document as a whole, on its top. */
interface NoticeStrings {
  readonly extractive: string;
  /** `until`: where the captions end, null when they reach the end with gaps. */
  readonly truncated: (until: string | null, total: string) => string;
  readonly missing: Readonly<Record<Digest['missing'][number], string>>;
}

/** Numbers in words. */
interface CountStrings {
  /** `41:39 of 41:39` */
  readonly time: (covered: string, total: string) => string;
  /** `41:39 of 41:39 covered` */
  readonly covered: (covered: string, total: string) => string;
  readonly lines: (covered: number, total: number) => string;
  readonly chapters: (count: number) => string;
}

/** Words of the chat messages. */
interface ChatStrings {
  readonly readInFull: string;
  readonly transcript: string;
  readonly postHere: (messages: number) => string;
  readonly anotherLanguage: string;
  readonly download: string;
  readonly digestAgain: string;
  readonly remove: string;
  /** The prompt of a menu of chapters. */
  readonly readChapter: string;
  /** Labels of the switch between the talk's own words and the digest's. */
  readonly original: string;
  readonly translation: string;
  /** When the bot answers links: all of them, those that somebody reacts to, none unless asked. */
  readonly modes: Readonly<Record<'auto' | 'react' | 'off', string>>;
  /** The message that holds arguments, companies, quotes and people, as a notification names it. */
  readonly details: string;
  readonly fullText: string;
  /** `part` is `1/2`, empty when there is one; chapter numbers start at 1. */
  readonly fullTextPart: (part: string, firstChapter: number, lastChapter: number) => string;
  /** The chapters beyond those listed. */
  readonly moreChapters: (count: number) => string;
  readonly outlining: string;
  readonly translating: (done: number, chapters: number) => string;
  /** Followed by an arrow and a link labelled `thread`. */
  readonly digestedOn: (date: string) => string;
  readonly thread: string;
  readonly welcome: WelcomeStrings;
}

/** What the bot says once to whoever invited it. */
interface WelcomeStrings {
  readonly what: string;
  /** `language` is its name in this catalogue's language. */
  readonly language: (language: string) => string;
  /** `how` is what to type. */
  readonly quieter: (how: string) => string;
  readonly privacy: string;
}

/** Why the language model was not asked, and what can be done. Use `describeBudget`; amounts come in formatted. */
interface BudgetStrings {
  /** Whoever runs the bot has set a limit for all workspaces; neither the reader nor theirs is to blame. */
  readonly total: string;
  readonly day: (limit: string, estimate: string) => string;
  readonly channel: (limit: string, estimate: string) => string;
  readonly video: (limit: string, estimate: string) => string;
  /** `count` digests an hour. */
  readonly person: (count: string) => string;
  readonly resets: (at: string) => string;
  /** The label of a button. */
  readonly spendAnyway: string;
}

/** What a person reads when there is no digest: the cause, and what happens next. */
interface FailureStrings {
  /** The next try, which the bot makes by itself at `at`. */
  readonly nextTry: (at: string) => string;
  readonly situations: Readonly<Record<ErrorCode, FailureText>>;
}

/** One situation in words. Use `describeFailure`, which puts it together. */
interface FailureText {
  readonly cause: string;
  /** When nothing is tried again by itself. */
  readonly next: string;
  /** When the bot waits for something better than a time of day; without it `nextTry` is said. */
  readonly waiting?: string;
}
