import { decodeHTMLStrict } from 'entities';
import type { Cue, Word } from '../transcript.ts';
import { cleanText, stripOverrides, stripTags } from './caption-text.ts';
import { type CueDraft, finishCues } from './cue-draft.ts';
import { parseInlineTime, readTimedBlocks, type TimedBlock } from './timed-blocks.ts';
import { carriedRows, touchingMs } from './unroll.ts';

const foreignBlock = /^(?:WEBVTT|NOTE|STYLE|REGION|X-TIMESTAMP-MAP)(?:[\s:=]|$)/;
const inlineTime = /<((?:\d{1,4}:)?\d{1,2}:\d{2}[.,]\d{1,3})>/;

/**
 * WebVTT. Speech recognition's files show each row up to three times while it rolls up the screen: a row that carries
 * word times is new, an untimed one that was just on screen is not. A voice (`<v Ana>`) that differs from the one before
 * becomes `>> Ana: `, the mark that captions use for a new speaker.
 */
export function parseVtt(body: string): Cue[] {
  const blocks = readTimedBlocks(body, (firstLine) => foreignBlock.test(firstLine));
  return finishCues(inlineTime.test(body) ? rollingDrafts(blocks) : plainDrafts(blocks));
}

function plainDrafts(blocks: readonly TimedBlock[]): CueDraft[] {
  let voice = '';
  return blocks.map(({ startMs, endMs, rows }) => {
    const marked = rows.join('\n').replace(/<v(?:\.[^\s<>]*)?\s([^<>]*)>/g, (_tag, name: string) => {
      const isNew = name.trim() !== voice;
      voice = name.trim();
      return isNew ? `\n>> ${voice}: ` : '';
    });
    return { startMs, endMs, text: plain(marked) };
  });
}

function rollingDrafts(blocks: readonly TimedBlock[]): CueDraft[] {
  const drafts: CueDraft[] = [];
  let shown: string[] = [];
  let shownUntilMs = Number.NEGATIVE_INFINITY;
  for (const { startMs, endMs, rows } of blocks) {
    const read = rows.map((row) => readRow(row, startMs));
    const visible = read.filter((row) => row.text !== '');
    // A blank first row says that the screen was cleared: what follows is new, even if it was said before.
    const isCleared = read[0]?.text === '' || startMs > shownUntilMs + touchingMs;
    const firstTimed = visible.findIndex((row) => row.isTimed);
    const untimed = (firstTimed < 0 ? visible : visible.slice(0, firstTimed)).map((row) => row.text);
    const fresh = visible.slice(isCleared ? 0 : carriedRows(shown, untimed));
    if (fresh.length > 0) {
      const words = fresh.flatMap((row) => row.words);
      drafts.push({ startMs, endMs, text: fresh.map((row) => row.text).join('\n'), words });
    }
    shown = visible.map((row) => row.text);
    shownUntilMs = endMs;
  }
  return drafts;
}

interface Row {
  readonly text: string;
  readonly isTimed: boolean;
  readonly words: readonly Word[];
}

function readRow(row: string, cueStartMs: number): Row {
  const words: Word[] = [];
  let text = '';
  let wordMs = cueStartMs;
  for (const [index, part] of row.split(inlineTime).entries()) {
    // Every second part is a time: that is how `split` gives back what its pattern captured.
    if (index % 2 === 1) {
      wordMs = parseInlineTime(part) ?? wordMs;
      continue;
    }
    const spoken = plain(part);
    text += spoken;
    words.push({ startMs: wordMs, text: spoken });
  }
  return { text: cleanText(text).replaceAll('\n', ' '), isTimed: words.length > 1, words };
}

function plain(text: string): string {
  return decodeHTMLStrict(stripTags(stripOverrides(text)));
}
