import type { BudgetNotice } from '../domain/budget.ts';
import type { DigestDraft } from '../domain/digest.ts';
import type { Stage } from '../domain/usage.ts';

/** What happens while a digest is made, for whoever shows it. Listeners must not throw and are not awaited. */
export type DigestEvent =
  | { readonly kind: 'stage'; readonly stage: Stage; readonly state: 'started' | 'done' | 'failed' }
  /** The part a reader can already see has grown. */
  | { readonly kind: 'draft'; readonly draft: DigestDraft }
  /** There is no money for a model: the digest will be extractive. */
  | { readonly kind: 'over-budget'; readonly notice: BudgetNotice }
  /** A call was repaired, a passage failed, a quote was dropped: for the log, with no text of the talk. */
  | { readonly kind: 'repair'; readonly what: RepairKind; readonly count: number };

/** What was mended or given up, counted in lines, passages, chunks, quotes or names. */
export type RepairKind =
  | 'lines-missing'
  | 'chunk-halved'
  | 'passage-asked-again'
  | 'passage-doubtful'
  | 'lines-left-in-source'
  | 'quote-snapped'
  | 'quote-dropped'
  | 'mention-dropped'
  | 'name-dropped';

/** Told of each event as it happens, in order. */
export type DigestListener = (event: DigestEvent) => void;
