/** A caption's text with the marks of a new speaker blanked, and where they stood. */
export interface MarkedText {
  /** As long as the text that came in: positions stay. */
  readonly text: string;
  /** Positions at which a new speaker begins, ascending. */
  readonly turns: readonly number[];
}

/** `>>` as broadcast captions and speech recognition write it; `>>>` begins a new story. */
const arrows = /(?<=^|[\s.?!…"”'’)\]。？！])(?:>{2,4}|＞{2,3}|≫)/g;
/** A hyphen or dash that opens a row, before a word: two speakers share the caption. */
const dash = /^([^\S\n]*)([-‐–—―])(?=[^\S\n]*["'“‘«¿¡([…]*\p{L})/gmu;

/**
 * Finds where captions say that another person speaks. A long dash counts only where two rows of the caption begin with
 * one: a single one goes on with a broken-off sentence.
 */
export function readSpeakerMarks(text: string): MarkedText {
  const turns: number[] = [];
  const blank = (mark: string, at: number) => {
    turns.push(at);
    return ' '.repeat(mark.length);
  };
  const isPair = (text.match(dash) ?? []).length > 1;
  const marked = text
    .replace(arrows, (mark: string, at: number) => blank(mark, at))
    .replace(dash, (row: string, indent: string, mark: string, at: number) =>
      isPair || !/[—―]/.test(mark) ? indent + blank(mark, at + indent.length) : row,
    );
  return { text: marked, turns: turns.sort((a, b) => a - b) };
}
