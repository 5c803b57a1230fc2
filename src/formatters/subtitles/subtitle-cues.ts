import type { Digest, Passage } from '../../core/domain/digest.ts';
import { stringsFor } from '../strings/strings-for.ts';
import { type SubtitlePiece, splitText } from './split-text.ts';

/** One subtitle. `startMs` < `endMs` ≤ the next one's `startMs`. */
export interface SubtitleCue {
  readonly startMs: number;
  readonly endMs: number;
  readonly lines: readonly string[];
  /** Label of who speaks; null where it is not known. */
  readonly speaker: string | null;
}

/** A pause shorter than this keeps the subtitle on the screen. */
const bridgedMs = 1000;

/**
 * The full text as subtitles, in order; empty where the digest holds none. A passage's text is spread over the time its
 * lines are spoken, by its share of the text. `named`: a speaker's label is put before the text where it changes.
 */
export function subtitleCues(digest: Digest, options: { readonly named: boolean }): SubtitleCue[] {
  const labels = new Map(digest.cast.map(({ id, label }) => [id, label.replace(/[\p{Cc}\s]+/gu, ' ').trim()]));
  const { colon } = stringsFor(digest.language).punctuation;
  const cues: SubtitleCue[] = [];
  let previous: string | null = null;
  for (const passage of digest.passages) {
    const spoken: Spoken[] = [];
    for (const turn of passage.turns) {
      const label = turn.speaker === null ? null : labels.get(turn.speaker) || null;
      const prefix = options.named && label !== null && turn.speaker !== previous ? `${label}${colon}` : '';
      previous = turn.speaker;
      for (const piece of splitText(prefix + turn.text, digest.language)) spoken.push({ piece, speaker: label });
    }
    cues.push(...timed(spoken, speechOf(digest, passage)));
  }
  return separated(cues);
}

interface Spoken {
  readonly piece: SubtitlePiece;
  readonly speaker: string | null;
}

/** A stretch of speech, and how much of the passage's words it holds. */
interface Speech {
  readonly startMs: number;
  readonly endMs: number;
  readonly weight: number;
}

function speechOf({ lines }: Digest, passage: Passage): Speech[] {
  const speech = lines
    .slice(passage.lines.first - 1, passage.lines.last)
    .filter(({ text }) => text !== '')
    .map(({ startMs, endMs, text }) => ({ startMs, endMs, weight: text.length }));
  return speech.length > 0 ? speech : [{ startMs: passage.startMs, endMs: passage.endMs, weight: 1 }];
}

function timed(spoken: readonly Spoken[], speech: readonly Speech[]): SubtitleCue[] {
  const total = spoken.reduce((sum, { piece }) => sum + piece.width, 0);
  let done = 0;
  return spoken.map(({ piece, speaker }) => {
    const startMs = timeAt(speech, total === 0 ? 0 : done / total, 'after');
    done += piece.width;
    return { startMs, endMs: timeAt(speech, total === 0 ? 1 : done / total, 'before'), lines: piece.lines, speaker };
  });
}

/** When a share of the words has been spoken; between two stretches, the end of one or the start of the other. */
function timeAt(speech: readonly Speech[], share: number, side: 'before' | 'after'): number {
  const total = speech.reduce((sum, { weight }) => sum + weight, 0);
  let left = share * total;
  for (const [index, { startMs, endMs, weight }] of speech.entries()) {
    // Shares are fractions: a hair is no difference.
    const within = side === 'before' ? left <= weight + 1e-6 : left < weight - 1e-6;
    if (within || index === speech.length - 1)
      return Math.round(startMs + (endMs - startMs) * Math.min(1, Math.max(0, left / weight)));
    left -= weight;
  }
  return 0;
}

/** Puts right what rounding and captions without a length leave: cues follow one another and last at least 1 ms. */
function separated(cues: readonly SubtitleCue[]): SubtitleCue[] {
  let cursor = 0;
  return cues.map((cue, index) => {
    const startMs = Math.max(cursor, cue.startMs);
    const next = cues[index + 1]?.startMs ?? Number.POSITIVE_INFINITY;
    const bridged = next > cue.endMs && next - cue.endMs < bridgedMs ? next : cue.endMs;
    cursor = Math.max(startMs + 1, bridged);
    return { ...cue, startMs, endMs: cursor };
  });
}
