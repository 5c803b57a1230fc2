/** A spoken word of a made-up talk. */
interface Spoken {
  readonly startMs: number;
  readonly text: string;
}

/** One row as speech recognition shows it. `clears`: the screen was empty before it. */
export interface SpokenRow {
  readonly words: readonly Spoken[];
  readonly endMs: number;
  readonly clears: boolean;
}

const clock = (ms: number) => new Date(ms).toISOString().slice(11, 23);
const plainRow = (row: SpokenRow) => row.words.map((word) => word.text).join(' ');
const timedRow = ({ words }: SpokenRow) =>
  words.map((word, index) => (index === 0 ? word.text : `<${clock(word.startMs)}><c> ${word.text}</c>`)).join('');

/** WebVTT as YouTube makes it of its speech recognition: each row is shown timed, then alone, then above the next. */
export function rollingVtt(rows: readonly SpokenRow[]): string {
  const cues: string[] = [];
  for (const [index, row] of rows.entries()) {
    const startMs = row.words[0]?.startMs ?? 0;
    const above = index === 0 || row.clears ? ' ' : plainRow(rows[index - 1] ?? row);
    const settings = 'align:start position:0%';
    cues.push(`${clock(startMs)} --> ${clock(row.endMs - 10)} ${settings}\n${above}\n${timedRow(row)}`);
    cues.push(`${clock(row.endMs - 10)} --> ${clock(row.endMs)} ${settings}\n${plainRow(row)}\n `);
  }
  return `WEBVTT\nKind: captions\nLanguage: en\n\n${cues.join('\n\n')}\n`;
}

/** The same after a converter has made SRT of it: word times are gone, the repeats are not. */
export function rollingSrt(rows: readonly SpokenRow[]): string {
  const cues = rows.flatMap((row, index) => {
    const startMs = row.words[0]?.startMs ?? 0;
    const above = index === 0 || row.clears ? ' ' : plainRow(rows[index - 1] ?? row);
    return [
      `${clock(startMs)} --> ${clock(row.endMs - 10)}\n${above}\n${plainRow(row)}`,
      `${clock(row.endMs - 10)} --> ${clock(row.endMs)}\n${plainRow(row)}\n `,
    ];
  });
  return cues.map((cue, index) => `${index + 1}\n${cue.replaceAll('.', ',')}\n`).join('\n');
}

/** Rows of the given words, one word each 300 ms, rows touching unless the screen is cleared between them. */
export function rowsOf(rows: readonly { readonly words: readonly string[]; readonly clears?: boolean }[]): SpokenRow[] {
  let at = 1_000;
  return rows.map(({ words, clears = false }) => {
    if (clears) at += 4_000;
    const spoken = words.map((text, index) => ({ startMs: at + index * 300, text }));
    at += words.length * 300 + 100;
    return { words: spoken, endMs: at, clears };
  });
}
