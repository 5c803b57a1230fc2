import { z } from 'zod';
import { videoTypeSchema } from '../../domain/digest.ts';

/**
 * What the model is asked to write, per stage. Deliberately without times, limits or defaults: numbers are line
 * numbers, and every rule is checked in code afterwards. Field order matters: it is the order of the stream.
 */
const lineNumber = z.number();

/** The streamed first call: what people see first, then the names every other call needs, then the chapters. */
export const outlineAnswerSchema = z.object({
  title: z.string(),
  tldr: z.string(),
  cast: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      fullName: z.string(),
      label: z.string(),
      role: z.string(),
      speaks: z.boolean(),
    }),
  ),
  glossary: z.array(z.object({ sources: z.array(z.string()), target: z.string(), accepted: z.array(z.string()) })),
  chapters: z.array(z.object({ first: lineNumber, title: z.string(), gist: z.string() })),
});
export type OutlineAnswer = z.infer<typeof outlineAnswerSchema>;

/** Asked over the outlines of the windows of a video too long to be read at once. */
export const joinAnswerSchema = z.object({ title: z.string(), tldr: z.string() });

/** One schema for both analysis calls (they share a prompt cache); the call that is not asked for a part leaves it empty. */
export const analysisAnswerSchema = z.object({
  introduction: z.string(),
  videoType: z.object({ type: videoTypeSchema, description: z.string() }),
  arguments: z.array(
    z.object({
      title: z.string(),
      content: z.string(),
      concepts: z.array(z.string()),
      implication: z.string(),
      first: lineNumber,
      last: lineNumber,
    }),
  ),
  companies: z.array(
    z.object({ name: z.string(), context: z.string(), importance: z.number(), first: lineNumber, last: lineNumber }),
  ),
  quotes: z.array(
    z.object({
      source: z.string(),
      text: z.string(),
      speaker: z.string().nullable(),
      first: lineNumber,
      last: lineNumber,
    }),
  ),
  people: z.array(
    z.object({
      name: z.string(),
      identity: z.string(),
      background: z.string(),
      views: z.string(),
      elsewhere: z.string(),
      first: lineNumber,
      last: lineNumber,
    }),
  ),
});
export type AnalysisAnswer = z.infer<typeof analysisAnswerSchema>;

/** What a translation call answers with: passages of the lines it was asked for. */
export const translationAnswerSchema = z.object({
  passages: z.array(
    z.object({
      first: lineNumber,
      last: lineNumber,
      turns: z.array(z.object({ speaker: z.string().nullable(), text: z.string() })),
    }),
  ),
});
export type TranslationAnswer = z.infer<typeof translationAnswerSchema>;
