import type { ModelAnswer } from './language-model.ts';

/**
 * What a model has already said in jobs that are not finished. Making a digest is deterministic given these answers, so
 * remembering them is what makes its progress durable. `call` is a short name of the request, at most 100 characters.
 */
export interface AnswerMemory {
  /** What was remembered for a call of a job, first answered first; empty for a new one. */
  recall(jobKey: string, call: string): Promise<readonly ModelAnswer[]>;
  /**
   * Keeps the answer number `nth` (from 0) to a call; one that is there already stays. Resolves when it survives the
   * process and the power.
   */
  remember(jobKey: string, call: string, nth: number, answer: ModelAnswer): Promise<void>;
  /** Drops all of a job: its digest is saved, or it has failed for good. */
  forget(jobKey: string): Promise<void>;
}
