import type { ModelAnswer } from './language-model.ts';

/**
 * What a model has already said in jobs that are not finished. Making a digest is deterministic given these answers, so
 * remembering them is what makes its progress durable.
 */
export interface AnswerMemory {
  /** What was remembered for a call of a job, in the order it was answered; empty for a new one. */
  recall(jobKey: string, call: string): Promise<readonly ModelAnswer[]>;
  /** Adds an answer behind those of the same call. Resolves when it survives the process. */
  remember(jobKey: string, call: string, answer: ModelAnswer): Promise<void>;
  /** Drops all of a job: its digest is saved, or it has failed for good. */
  forget(jobKey: string): Promise<void>;
}
