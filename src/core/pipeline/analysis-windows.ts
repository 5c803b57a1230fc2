import type { AnalysisCounts } from './analysis-counts.ts';
import type { AnalysisAnswer } from './prompts/answers.ts';

/**
 * One analysis from those of the windows of a very long talk: arguments and quotes in turn from each window up to what
 * a digest of this length holds, companies and people merged by name. A single window passes unchanged but for the
 * upper ends.
 */
export function mergeAnalyses(answers: readonly AnalysisAnswer[], counts: AnalysisCounts): AnalysisAnswer {
  const [first] = answers;
  if (first === undefined) throw new RangeError('no analysis to merge');
  return {
    ...first,
    arguments: inOrder(
      takeInTurn(
        answers.map((answer) => answer.arguments),
        counts.arguments.most,
      ),
    ),
    quotes: inOrder(
      takeInTurn(
        answers.map((answer) => answer.quotes),
        counts.quotes.most,
      ),
    ),
    companies: byName(answers.flatMap((answer) => answer.companies)).sort((a, b) => b.importance - a.importance),
    people: byName(answers.flatMap((answer) => answer.people)),
  };
}

function takeInTurn<T>(lists: readonly (readonly T[])[], most: number): T[] {
  const longest = Math.max(...lists.map((list) => list.length));
  const rounds = Array.from({ length: longest }, (_, round) => lists.flatMap((list) => list.slice(round, round + 1)));
  return rounds.flat().slice(0, most);
}

function inOrder<T extends { readonly first: number }>(items: readonly T[]): T[] {
  return items.toSorted((a, b) => a.first - b.first);
}

/** The first mention stands; a later one may only raise the importance. */
function byName<T extends { readonly name: string; readonly importance?: number }>(items: readonly T[]): T[] {
  const merged = new Map<string, T>();
  for (const item of items) {
    const key = item.name.trim().toLowerCase();
    const before = merged.get(key);
    if (before === undefined) merged.set(key, item);
    else if ((item.importance ?? 0) > (before.importance ?? 0))
      merged.set(key, { ...before, importance: item.importance });
  }
  return [...merged.values()];
}
