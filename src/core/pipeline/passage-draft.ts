import type { CastMember, Passage, Turn } from '../domain/digest.ts';
import type { Line, LineRange } from '../domain/transcript.ts';
import { linesIn } from './line-ranges.ts';
import { normaliseTypography } from './typography.ts';

/** A passage before its place in chapters and time is known. */
export type PassageDraft = Pick<Passage, 'lines' | 'turns' | 'state' | 'problems'>;

/** Text of the lines as spoken, for checks and for showing the source. */
export function sourceText(range: LineRange, lines: readonly Line[]): string {
  return linesIn(range, lines)
    .map((line) => line.text)
    .join(' ');
}

/**
 * What the model wrote as turns of the passage: typography mended, voices that are not in the cast unlabelled. Two turns
 * of one voice in a row are paragraphs.
 */
export function cleanTurns(
  turns: readonly { readonly speaker: string | null; readonly text: string }[],
  cast: readonly CastMember[],
  language: string,
): Turn[] {
  const speakers = new Set(cast.filter((member) => member.speaks).map((member) => member.id));
  const clean: Turn[] = [];
  for (const turn of turns) {
    const text = normaliseTypography(turn.text.replace(/\s+/g, ' ').trim(), language);
    if (text === '') continue;
    const speaker = turn.speaker !== null && speakers.has(turn.speaker) ? turn.speaker : null;
    clean.push({ speaker, text });
  }
  return clean;
}

const sourcePassageMs = 75_000;

/** Lines nobody could translate, shown as they are, in passages of about the usual length. */
export function sourcePassages(range: LineRange, lines: readonly Line[], problems: readonly string[]): PassageDraft[] {
  const groups: Line[][] = [];
  for (const line of linesIn(range, lines)) {
    const group = groups.at(-1);
    const startMs = group?.[0]?.startMs;
    if (group === undefined || startMs === undefined || line.endMs - startMs > sourcePassageMs) groups.push([line]);
    else group.push(line);
  }
  return groups.map((group) => {
    const numbers = { first: group[0]?.number ?? range.first, last: group.at(-1)?.number ?? range.last };
    return { lines: numbers, turns: spokenTurns(group), state: 'source', problems: [...problems] };
  });
}

function spokenTurns(group: readonly Line[]): Turn[] {
  const turns: Turn[] = [];
  for (const line of group) {
    const last = turns.at(-1);
    if (last === undefined || line.speakerChange) turns.push({ speaker: null, text: line.text });
    else last.text = `${last.text} ${line.text}`;
  }
  return turns;
}
