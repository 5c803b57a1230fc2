import { z } from 'zod';
import { VidigestError } from '../errors.ts';
import type { Cue, Word } from '../transcript.ts';
import { stripTags } from './caption-text.ts';
import { type CueDraft, finishCues } from './cue-draft.ts';

/** Zero values may be left out of the answer, hence the defaults. */
const json3Schema = z.object({
  events: z.array(
    z.object({
      tStartMs: z.number().default(0),
      dDurationMs: z.number().optional(),
      segs: z.array(z.object({ utf8: z.string().default(''), tOffsetMs: z.number().default(0) })).optional(),
    }),
  ),
});
type Json3Event = z.infer<typeof json3Schema>['events'][number];

/**
 * `{ events: [{ tStartMs, dDurationMs, segs: [{ utf8, tOffsetMs }] }] }`: milliseconds, text not escaped. Events without
 * segments define windows; the `aAppend` ones that only begin a new row hold no text and give no cue.
 */
export function parseJson3(body: string): Cue[] {
  let data: unknown;
  try {
    data = JSON.parse(body);
  } catch (cause) {
    throw new VidigestError('captions-invalid', 'captions look like json3 but are not whole JSON', { cause });
  }
  const parsed = json3Schema.safeParse(data);
  if (!parsed.success) {
    throw new VidigestError('captions-invalid', 'captions are JSON, but not of the json3 form', {
      cause: parsed.error,
    });
  }
  return finishCues(parsed.data.events.flatMap(draftsOf));
}

function draftsOf(event: Json3Event): CueDraft[] {
  if (event.segs === undefined) return [];
  const startMs = event.tStartMs;
  const endMs = event.dDurationMs === undefined ? null : startMs + event.dDurationMs;
  const words: Word[] = event.segs.map((seg) => ({ startMs: startMs + seg.tOffsetMs, text: stripTags(seg.utf8) }));
  return [{ startMs, endMs, text: words.map((word) => word.text).join(''), words }];
}
