import { z } from 'zod';

/** One word of a cue with the time it is spoken, where the captions tell. */
export interface Word {
  readonly startMs: number;
  readonly text: string;
}

/**
 * A caption as fetched, decoded to plain text. Cues are in order of `startMs`; `endMs` may reach into the next cue,
 * because YouTube gives the time on screen, not the time spoken.
 */
export interface Cue {
  readonly startMs: number;
  readonly endMs: number;
  readonly text: string;
  readonly words?: readonly Word[];
}

/** `file` = captions the user brought; `auto` = speech recognition. */
export const captionKindSchema = z.enum(['manual', 'auto', 'file']);
export type CaptionKind = z.infer<typeof captionKindSchema>;

/** The captions of one video in one language, as they came. */
export interface Captions {
  /** BCP 47 tag of what is spoken, e.g. `en`, `pt-BR`. */
  readonly language: string;
  readonly kind: CaptionKind;
  readonly cues: readonly Cue[];
}

/**
 * A numbered, sentence-sized piece of the captions: what the model sees and answers with. Numbers start at 1 and have
 * no gaps; lines do not overlap (`endMs` ≤ next `startMs`). Times are integer milliseconds.
 */
export const lineSchema = z.object({
  number: z.number().int().positive(),
  startMs: z.number().int().nonnegative(),
  endMs: z.number().int().nonnegative(),
  text: z.string(),
  /** The captions mark a new speaker here (`>>`). */
  speakerChange: z.boolean(),
});
export type Line = z.infer<typeof lineSchema>;

/** Inclusive range of line numbers, `first` ≤ `last`. */
export const lineRangeSchema = z.object({ first: z.number().int().positive(), last: z.number().int().positive() });
export type LineRange = z.infer<typeof lineRangeSchema>;
