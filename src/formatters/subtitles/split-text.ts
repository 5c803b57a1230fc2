import { type Atom, atomsOf, type BreakQuality } from './atoms.ts';

/** Text of one subtitle. */
export interface SubtitlePiece {
  /** One or two lines, each as wide as a screen takes; a grapheme wider than that stands alone. */
  readonly lines: readonly string[];
  /** Columns of its text: its share of the time. */
  readonly width: number;
}

/** Widest line: about 42 Latin letters or 20 Chinese characters. */
export const lineColumns = 42;

const breakCost: Readonly<Record<BreakQuality, number>> = { sentence: 0, clause: 6, word: 20, none: 40 };
const pieceCost = 10;
const innerSentenceCost = 3;
const shortCost = 8;
const shortColumns = lineColumns / 2;

/**
 * Parts a text into subtitles of at most two lines. Among all ways the cheapest wins: few pieces, parted behind
 * sentences rather than clauses, behind clauses rather than words, none very short. Nothing but white space is lost.
 */
export function splitText(text: string, language: string): SubtitlePiece[] {
  const atoms = atomsOf(text, language, lineColumns);
  const best = cheapestEnds(atoms);
  const pieces: SubtitlePiece[] = [];
  for (let from = 0; from < atoms.length; ) {
    const to = best[from] ?? atoms.length;
    pieces.push(pieceOf(atoms.slice(from, to)));
    from = to;
  }
  return pieces;
}

/** For every atom, the end of the piece that begins with it, when all that follows is parted at the least cost. */
function cheapestEnds(atoms: readonly Atom[]): number[] {
  const costs: number[] = Array.from({ length: atoms.length + 1 }, () => 0);
  const ends: number[] = [];
  for (let from = atoms.length - 1; from >= 0; from -= 1) {
    let cheapest = Number.POSITIVE_INFINITY;
    for (const { to, cost } of possiblePieces(atoms, from)) {
      const total = cost + (costs[to] ?? 0);
      if (total < cheapest) {
        cheapest = total;
        ends[from] = to;
      }
    }
    costs[from] = cheapest;
  }
  return ends;
}

function* possiblePieces(atoms: readonly Atom[], from: number): Generator<{ to: number; cost: number }> {
  let line = 0;
  let lines = 1;
  let width = 0;
  let sentences = 0;
  for (let index = from; index < atoms.length; index += 1) {
    const atom = atoms[index];
    if (atom === undefined) return;
    const gap = line > 0 && atoms[index - 1]?.spaced === true ? 1 : 0;
    if (line > 0 && line + gap + atom.width > lineColumns) {
      lines += 1;
      line = atom.width;
    } else {
      line += gap + atom.width;
    }
    if (lines > 2) return;
    width += gap + atom.width;
    const last = index === atoms.length - 1;
    const cost =
      pieceCost +
      (last ? 0 : breakCost[atom.after]) +
      sentences * innerSentenceCost +
      (width < shortColumns ? shortCost : 0);
    yield { to: index + 1, cost };
    if (atom.after === 'sentence') sentences += 1;
  }
}

function pieceOf(atoms: readonly Atom[]): SubtitlePiece {
  const whole = joined(atoms);
  if (whole.width <= lineColumns) return { lines: [whole.text], width: whole.width };
  let lines = [whole.text];
  let cheapest = Number.POSITIVE_INFINITY;
  for (let cut = 1; cut < atoms.length; cut += 1) {
    const [upper, lower] = [joined(atoms.slice(0, cut)), joined(atoms.slice(cut))];
    const tooWide = Math.max(0, upper.width - lineColumns) + Math.max(0, lower.width - lineColumns);
    const cost = tooWide * 1000 + Math.abs(upper.width - lower.width) + breakCost[atoms[cut - 1]?.after ?? 'none'];
    if (cost < cheapest) {
      cheapest = cost;
      lines = [upper.text, lower.text];
    }
  }
  return { lines, width: whole.width };
}

function joined(atoms: readonly Atom[]): { text: string; width: number } {
  let text = '';
  let width = 0;
  for (const [index, atom] of atoms.entries()) {
    const gap = atom.spaced && index < atoms.length - 1 ? ' ' : '';
    text += atom.text + gap;
    width += atom.width + gap.length;
  }
  return { text, width };
}
