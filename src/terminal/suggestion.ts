import { editDistance } from '../core/domain/edit-distance.ts';

/** `; did you mean …?` for a word that is nearly one of those known, or nothing. */
export function suggestion(word: string, known: readonly string[]): string {
  const [nearest] = known.toSorted((a, b) => editDistance(word, a) - editDistance(word, b));
  return nearest !== undefined && editDistance(word, nearest) <= 2 ? `; did you mean ${nearest}?` : '';
}
