import { decodeHTMLStrict } from 'entities';
import type { Cue } from '../transcript.ts';
import { stripOverrides, stripTags } from './caption-text.ts';
import { finishCues } from './cue-draft.ts';
import { readTimedBlocks } from './timed-blocks.ts';

/**
 * SubRip, as people's programs write it: BOM, CRLF, comma or dot before the milliseconds, numbers missing or doubled,
 * `<i>` and `{\an8}` in the text, blank lines within it.
 */
export function parseSrt(body: string): Cue[] {
  return finishCues(
    readTimedBlocks(body, () => false).map(({ startMs, endMs, rows }) => ({
      startMs,
      endMs,
      text: decodeHTMLStrict(stripTags(stripOverrides(rows.join('\n')))),
    })),
  );
}
