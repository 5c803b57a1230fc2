import { glueBetween, hasUnspacedScript } from '../domain/scripts.ts';
import type { Cue } from '../domain/transcript.ts';
import { createCueTimes } from './cue-times.ts';
import { blankSoundCues } from './sound-cues.ts';
import { readSpeakerMarks } from './speaker-marks.ts';

/** A word of the captions, or in unspaced scripts a run up to the next punctuation or known time. Never empty. */
export interface Token {
  readonly text: string;
  /** What stands between the token before and this one. */
  readonly glue: '' | ' ';
  /** Integer; never before the start of the token before. */
  readonly startMs: number;
  /** Integer; never after the start of the token after. */
  readonly endMs: number;
  /** The captions mark a new speaker here. */
  readonly turn: boolean;
  readonly startsCue: boolean;
  /** Length in words: two ideographs count as one word, bare punctuation as none. */
  readonly weight: number;
}

interface Piece {
  readonly text: string;
  readonly at: number;
  /** Null where the captions leave it open: at the start of a row, or where something was taken out. */
  readonly glue: '' | ' ' | null;
}

/** In a run without spaces, the parts that end with punctuation; closing marks stay with it. */
const unspacedParts = /[^。！？｡!?、，；：]*(?:[。！？｡!?、，；：]+[”’」』）】〉》]*|$)/g;

/**
 * All words of the cues, in order, each exactly once, without notes on sound and marks of speakers. A word's time is the
 * captions' own where they give one, else its share of the cue by characters; where a cue is still on screen when the
 * next begins, its speech is taken to have ended there.
 */
export function cueTokens(cues: readonly Cue[]): Token[] {
  const tokens: Token[] = [];
  const merged = mergeSimultaneous(cues);
  let turn = false;
  for (const [index, cue] of merged.entries()) {
    const { text, turns } = readSpeakerMarks(blankSoundCues(cue.text));
    const times = createCueTimes(cue, merged[index + 1]?.startMs ?? Number.POSITIVE_INFINITY);
    let nextTurn = 0;
    let startsCue = true;
    for (const piece of piecesOf(text, cue.text, times.offsets)) {
      for (; (turns[nextTurn] ?? Number.POSITIVE_INFINITY) <= piece.at; nextTurn += 1) turn = true;
      const before = tokens.at(-1);
      const span = times.span(piece.at, piece.text.length);
      const startMs = Math.max(before?.startMs ?? 0, span.startMs);
      const endMs = Math.max(startMs, span.endMs);
      const glue = piece.glue ?? (before === undefined ? '' : glueBetween(before.text, piece.text));
      tokens.push({ text: piece.text, glue, startMs, endMs, turn, startsCue, weight: weightOf(piece.text) });
      startsCue = false;
      turn = false;
    }
    if (nextTurn < turns.length) turn = true;
  }
  return tokens.map((token, index) => clip(token, tokens[index + 1]?.startMs ?? token.endMs));
}

/** Captions shown together, as for two speakers, share their time instead of leaving none to the first. */
function mergeSimultaneous(cues: readonly Cue[]): Cue[] {
  const groups: Cue[][] = [];
  for (const cue of cues) {
    const group = groups.at(-1);
    const first = group?.[0];
    const isTogether = first?.startMs === cue.startMs && first.words === undefined && cue.words === undefined;
    if (isTogether) group?.push(cue);
    else groups.push([cue]);
  }
  return groups.flatMap((group) => {
    const [first] = group;
    if (first === undefined || group.length === 1) return group;
    const endMs = group.reduce((latest, cue) => Math.max(latest, cue.endMs), 0);
    return [{ startMs: first.startMs, endMs, text: group.map((cue) => cue.text).join('\n') }];
  });
}

/** `text` is `original` with blanks for what was taken out; both have the same positions. */
function* piecesOf(text: string, original: string, offsets: readonly number[]): Generator<Piece> {
  let gapFrom = 0;
  let offset = 0;
  for (const { 0: chunk, index } of text.matchAll(/\S+/g)) {
    const gap = original.slice(gapFrom, index);
    let glue: Piece['glue'] = gapFrom > 0 && /^[^\S\n]+$/.test(gap) ? ' ' : null;
    gapFrom = index + chunk.length;
    const cuts = hasUnspacedScript(chunk) ? cutsIn(chunk) : [];
    for (; (offsets[offset] ?? gapFrom) < gapFrom; offset += 1) {
      if (cuts.length > 0) cuts.push((offsets[offset] ?? 0) - index);
    }
    let from = 0;
    for (const cut of cuts.sort((a, b) => a - b)) {
      if (cut <= from) continue;
      yield { text: chunk.slice(from, cut), at: index + from, glue };
      glue = '';
      from = cut;
    }
    if (from < chunk.length) yield { text: chunk.slice(from), at: index + from, glue };
  }
}

/** Positions in a run without spaces at which it may be divided; its end is always one. */
function cutsIn(chunk: string): number[] {
  return [...chunk.matchAll(unspacedParts)].map((part) => part.index + part[0].length);
}

function weightOf(text: string): number {
  const letters = text.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
  if (!hasUnspacedScript(text)) return letters > 0 ? 1 : 0;
  return letters / 2;
}

function clip(token: Token, nextStartMs: number): Token {
  return token.endMs <= nextStartMs ? token : { ...token, endMs: nextStartMs };
}
