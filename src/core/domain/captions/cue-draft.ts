import type { Cue, Word } from '../transcript.ts';
import { cleanText, cleanWord } from './caption-text.ts';

/** A caption while it is being read: text not cleaned yet, times in ms, possibly fractional or out of order. */
export interface CueDraft {
  readonly startMs: number;
  /** Null where the format does not tell. */
  readonly endMs: number | null;
  readonly text: string;
  readonly words?: readonly Word[];
}

/**
 * Drafts made into cues: text cleaned, empty ones gone, integer times, in order of start (stable). A cue whose end is
 * missing or not after its start lasts until the next one begins, or as long as its text takes to say.
 */
export function finishCues(drafts: readonly CueDraft[]): Cue[] {
  const kept: { draft: CueDraft; startMs: number; text: string }[] = [];
  for (const draft of drafts) {
    const text = cleanText(draft.text);
    const startMs = Math.max(0, Math.round(draft.startMs));
    if (text !== '' && Number.isSafeInteger(startMs)) kept.push({ draft, startMs, text });
  }
  kept.sort((a, b) => a.startMs - b.startMs);
  return kept.map(({ draft, startMs, text }, index) => {
    const endMs = endOf(draft, startMs, text, kept[index + 1]?.startMs);
    const words = finishWords(draft.words ?? [], startMs);
    return words.some((word) => word.startMs > startMs) ? { startMs, endMs, text, words } : { startMs, endMs, text };
  });
}

function endOf(draft: CueDraft, startMs: number, text: string, nextStartMs: number | undefined): number {
  const endMs = draft.endMs === null ? Number.NaN : Math.round(draft.endMs);
  if (Number.isSafeInteger(endMs) && endMs > startMs) return endMs;
  const spokenMs = startMs + 500 + text.length * 70;
  return nextStartMs !== undefined && nextStartMs > startMs ? Math.min(nextStartMs, spokenMs) : spokenMs;
}

/** Word times never run backwards nor begin before their cue. */
function finishWords(words: readonly Word[], cueStartMs: number): Word[] {
  const finished: Word[] = [];
  let lastMs = cueStartMs;
  for (const word of words) {
    const text = cleanWord(word.text);
    if (text === '') continue;
    const startMs = Math.round(word.startMs);
    lastMs = Number.isSafeInteger(startMs) ? Math.max(lastMs, startMs) : lastMs;
    finished.push({ startMs: lastMs, text });
  }
  return finished;
}
