import { z } from 'zod';
import { tokenUsageSchema } from '../../core/domain/usage.ts';
import type { AnswerMemory } from '../../core/ports/answer-memory.ts';
import type { ModelAnswer } from '../../core/ports/language-model.ts';
import type { SqlContext } from './sql-context.ts';
import { parseStored } from './stored-json.ts';

const answerSchema: z.ZodType<ModelAnswer> = z.object({
  text: z.string(),
  stop: z.enum(['complete', 'truncated', 'refused']),
  usage: tokenUsageSchema,
});

/** Answers of models as JSON documents. One that no longer parses is logged and counts as never given. */
export function createSqlAnswers({ db, clock, logger, run }: SqlContext): AnswerMemory {
  return {
    recall: (jobKey, call) =>
      run('recall answers', async () => {
        const rows = await db
          .selectFrom('answers')
          .select('answer')
          .where('job_key', '=', jobKey)
          .where('call', '=', call)
          .orderBy('nth')
          .execute();
        return rows.flatMap((row) => {
          const stored = parseStored(answerSchema, row.answer);
          if (stored.ok) return [stored.value];
          logger.warn('stored answer is unreadable', { job: jobKey, problem: stored.problem });
          return [];
        });
      }),

    remember: (jobKey, call, nth, answer) =>
      run('remember answer', async () => {
        await db
          .insertInto('answers')
          .values({ job_key: jobKey, call, nth, answer: JSON.stringify(answer), saved_at_ms: clock.now() })
          .onConflict((conflict) => conflict.columns(['job_key', 'call', 'nth']).doNothing())
          .execute();
      }),

    forget: (jobKey) =>
      run('forget answers', async () => {
        await db.deleteFrom('answers').where('job_key', '=', jobKey).execute();
      }),
  };
}
