import type { AnswerMemory } from '../ports/answer-memory.ts';
import type { ModelAnswer } from '../ports/language-model.ts';
import type { Clock, Logger } from '../ports/runtime.ts';
import { patiently } from './patiently.ts';

/** What one run of a job gets from the memory of all its runs. */
export interface Recollection {
  /** The next answer to a call that this run has not had yet; null when there is none. Throws `store-failed`. */
  next(call: string): Promise<ModelAnswer | null>;
  /**
   * Remembers a new answer to a call. A memory that fails for some seconds is waited for: the answer is paid for. One
   * that fails for longer is only logged, and the answer lives as long as the run. Rejects only when cancelled.
   */
  add(call: string, answer: ModelAnswer, signal: AbortSignal): Promise<void>;
}

/** The recollection of a run that has not asked anything yet. */
export function createRecollection(
  deps: { readonly answers: AnswerMemory; readonly clock: Clock; readonly logger: Logger },
  jobKey: string,
): Recollection {
  const { answers, clock, logger } = deps;
  const calls = new Map<string, Promise<{ readonly unread: ModelAnswer[]; count: number }>>();
  const load = async (call: string) => {
    const remembered = await answers.recall(jobKey, call);
    return { unread: [...remembered], count: remembered.length };
  };
  const recall = (call: string) => {
    const known = calls.get(call);
    if (known !== undefined) return known;
    const loading = load(call);
    calls.set(call, loading);
    // A failed read is no knowledge: the next who asks reads again.
    loading.catch(() => calls.delete(call));
    return loading;
  };
  return {
    async next(call) {
      return (await recall(call)).unread.shift() ?? null;
    },
    async add(call, answer, signal) {
      const onFailure = (error: unknown) => {
        const fields = { job: jobKey, error: error instanceof Error ? error : undefined };
        logger.warn('a model answer could not be remembered', fields);
      };
      const state = await recall(call);
      const nth = state.count;
      state.count += 1;
      try {
        await patiently(() => answers.remember(jobKey, call, nth, answer), { clock, signal, onFailure });
      } catch (error) {
        signal.throwIfAborted();
        onFailure(error);
      }
    },
  };
}
