import { z } from 'zod';
import { type Captions, captionKindSchema } from '../../core/domain/transcript.ts';

const ms = z.number().int().nonnegative();

/** Captions as they lie in the store. Written by this program, yet read like anything from outside. */
export const storedCaptionsSchema: z.ZodType<Captions> = z.object({
  language: z.string(),
  kind: captionKindSchema,
  cues: z.array(
    z.object({
      startMs: ms,
      endMs: ms,
      text: z.string(),
      words: z.array(z.object({ startMs: ms, text: z.string() })).exactOptional(),
    }),
  ),
});

/** What a stored text holds, or why it holds nothing of use. */
export type Stored<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: string };

/** Parses stored JSON. The problem names the place in the document, never its content. */
export function parseStored<T>(schema: z.ZodType<T>, json: string): Stored<T> {
  const document = parseJson(json);
  if (!document.ok) return document;
  const result = schema.safeParse(document.value);
  if (result.success) return { ok: true, value: result.data };
  const [issue] = result.error.issues;
  return { ok: false, problem: issue === undefined ? 'invalid' : `${issue.path.join('.')}: ${issue.code}` };
}

function parseJson(json: string): Stored<unknown> {
  try {
    return { ok: true, value: JSON.parse(json) };
  } catch {
    // The parser's message quotes the text, which is not for the log.
    return { ok: false, problem: 'not JSON' };
  }
}
