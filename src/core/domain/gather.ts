interface Waiting<T, R> {
  readonly item: T;
  readonly resolve: (result: R) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * One round of `work` for all who ask while the round before is under way, so that what costs the same for one as for
 * many, such as a commit, is paid once. The first goes at once; rounds follow one another, in the order in which was
 * asked, with at most `mostAtOnce` items each. `work` returns a result for each item, in their order. What it throws is
 * thrown to all of its round: it should fail for one item alone only where all of them may be asked for again.
 */
export function gather<T, R>(
  work: (items: readonly T[]) => Promise<readonly R[]>,
  mostAtOnce: number,
): (item: T) => Promise<R> {
  const waiting: Waiting<T, R>[] = [];
  let isRunning = false;
  const runAll = async (): Promise<void> => {
    isRunning = true;
    while (waiting.length > 0) await runRound(work, waiting.splice(0, mostAtOnce));
    isRunning = false;
  };
  return (item) => {
    const { promise, resolve, reject } = Promise.withResolvers<R>();
    waiting.push({ item, resolve, reject });
    if (!isRunning) void runAll();
    return promise;
  };
}

/** Never rejects. */
async function runRound<T, R>(
  work: (items: readonly T[]) => Promise<readonly R[]>,
  round: readonly Waiting<T, R>[],
): Promise<void> {
  try {
    const results = await work(round.map(({ item }) => item));
    if (results.length !== round.length) throw new Error(`${results.length} results for ${round.length} items`);
    for (const [index, result] of results.entries()) round[index]?.resolve(result);
  } catch (error) {
    for (const { reject } of round) reject(error);
  }
}
