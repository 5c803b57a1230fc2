import { z } from 'zod';
import { captionKindSchema, lineRangeSchema, lineSchema } from './transcript.ts';
import { stageUsageSchema } from './usage.ts';
import { videoSchema } from './video.ts';

const text = z.string();
const ms = z.number().int().nonnegative();

/** Someone who speaks in the video or is presented in it. `id` is stable within one digest (`s1`, `s2`, …). */
export const castMemberSchema = z.object({
  id: text,
  /** The right spelling in the source language, e.g. `Ranjan Roy`. */
  name: text,
  /** First mention in the target language, e.g. `拉詹·罗伊（Ranjan Roy）`. */
  fullName: text,
  /** The one form used as a dialogue label and after the first mention, e.g. `拉詹`. */
  label: text,
  /** What they are in this video, in the target language; empty where the video does not tell. */
  role: text,
  speaks: z.boolean(),
});
export type CastMember = z.infer<typeof castMemberSchema>;

/** One name or term with every way the captions spell it and the one way the digest does. */
export const glossaryEntrySchema = z.object({
  /** Forms found in the captions, misheard ones included. */
  sources: z.array(text),
  /** The form used in the target language. */
  target: text,
  /** Other forms that count as kept, e.g. the Latin name. */
  accepted: z.array(text),
});
export type GlossaryEntry = z.infer<typeof glossaryEntrySchema>;

/** A titled span. Chapters partition the video: the first starts at 0, each starts where the last ended. */
export const chapterSchema = z.object({
  title: text,
  /** One sentence; empty in an extractive digest of a video without one. */
  gist: text,
  startMs: ms,
  endMs: ms,
  lines: lineRangeSchema,
});
export type Chapter = z.infer<typeof chapterSchema>;

/** A point the talk makes, with the lines that make it. `startMs` is theirs. */
export const argumentSchema = z.object({
  title: text,
  content: text,
  concepts: z.array(text),
  /** What it means in practice; null where the talk gives no ground to say. */
  implication: text.nullable(),
  lines: lineRangeSchema,
  startMs: ms,
});
export type Argument = z.infer<typeof argumentSchema>;

/** A company or product the video talks about, with lines that do. `startMs` is theirs. */
export const companySchema = z.object({
  name: text,
  context: text,
  /** 3 = what the video is about, 2 = discussed, 1 = mentioned. */
  importance: z.union([z.literal(1), z.literal(2), z.literal(3)]),
  lines: lineRangeSchema,
  startMs: ms,
});
export type Company = z.infer<typeof companySchema>;

/** Words that stand in the captions. `source` is the captions' own text, never the model's. */
export const quoteSchema = z.object({
  text,
  source: text,
  /** Cast id, null where it is not certain who says it. */
  speaker: text.nullable(),
  lines: lineRangeSchema,
  startMs: ms,
});
export type Quote = z.infer<typeof quoteSchema>;

/** Somebody who speaks or is spoken of at some length, with lines that show it. `startMs` is theirs. */
export const personSchema = z.object({
  name: text,
  identity: text,
  /** From the video alone; null where it says nothing. */
  background: text.nullable(),
  views: text.nullable(),
  /** What the model knows from elsewhere; shown as not from the video. */
  elsewhere: text.nullable(),
  lines: lineRangeSchema,
  startMs: ms,
});
export type Person = z.infer<typeof personSchema>;

/** One voice within a passage. `speaker` is a cast id, or null where the captions leave it open. */
export const turnSchema = z.object({ speaker: text.nullable(), text });
export type Turn = z.infer<typeof turnSchema>;

/**
 * A translated run of lines under one time. Passages partition each chapter's lines; a passage ends where the next
 * begins. `doubtful` failed its checks twice (shown, not counted); `source` could not be translated (source shown, not
 * counted); `original` is the cleaned transcript of a video already in the target language.
 */
export const passageSchema = z.object({
  /** Index into `chapters`. */
  chapter: z.number().int().nonnegative(),
  startMs: ms,
  endMs: ms,
  lines: lineRangeSchema,
  turns: z.array(turnSchema),
  state: z.enum(['translated', 'original', 'doubtful', 'source']),
  /** Why it is not counted; empty for `translated` and `original`. */
  problems: z.array(text),
});
export type Passage = z.infer<typeof passageSchema>;

/** What of the video the full text holds. Doubtful and untranslated passages are not counted. */
export const coverageSchema = z.object({
  lines: z.number().int().nonnegative(),
  coveredLines: z.number().int().nonnegative(),
  durationMs: ms,
  coveredMs: ms,
});
export type Coverage = z.infer<typeof coverageSchema>;

/** What kind of video it is, as the model judges it. */
export const videoTypeSchema = z.enum([
  'interview',
  'panel',
  'lecture',
  'presentation',
  'tutorial',
  'news',
  'review',
  'documentary',
  'vlog',
  'demo',
  'other',
]);
export type VideoType = z.infer<typeof videoTypeSchema>;

/** The finished document, in one language, complete enough to be rendered without anything else. */
export const digestSchema = z.object({
  schemaVersion: z.literal(1),
  /** `extractive`: made without a model, nothing is translated. */
  method: z.enum(['model', 'extractive']),
  /** BCP 47 tag of the digest's own text. */
  language: text,
  video: videoSchema,
  captions: z.object({ language: text, kind: captionKindSchema, truncated: z.boolean() }),
  /** The title in the target language; the video's own where it is in that language already. */
  title: text,
  introduction: text.nullable(),
  tldr: text,
  cast: z.array(castMemberSchema),
  glossary: z.array(glossaryEntrySchema),
  chapters: z.array(chapterSchema),
  arguments: z.array(argumentSchema),
  companies: z.array(companySchema),
  quotes: z.array(quoteSchema),
  people: z.array(personSchema),
  videoType: z.object({ type: videoTypeSchema, description: text }).nullable(),
  /** `none`: left for later or not possible; `original`: nothing to translate. */
  fullText: z.enum(['translated', 'original', 'none']),
  passages: z.array(passageSchema),
  lines: z.array(lineSchema),
  coverage: coverageSchema,
  usage: z.array(stageUsageSchema),
  /** Parts that failed and are missing for it, e.g. `analysis`; shown to the reader. */
  missing: z.array(z.enum(['outline', 'analysis', 'translation'])),
  promptVersion: text,
  /** ISO 8601 instant. */
  createdAt: text,
});
export type Digest = z.infer<typeof digestSchema>;

/** A digest in the making: what a chat surface can show already. Fields still null are not known yet. */
export interface DigestDraft {
  readonly video: Video;
  readonly language: string;
  readonly title: string | null;
  readonly tldr: string | null;
  readonly chapters: readonly Chapter[];
  readonly progress: DigestProgress;
}
type Video = z.infer<typeof videoSchema>;

/** How far the full text is; `chapters` is 0 until the outline is complete. */
export interface DigestProgress {
  readonly stage: 'outline' | 'translation' | 'done';
  readonly chaptersDone: number;
  readonly chapters: number;
}
