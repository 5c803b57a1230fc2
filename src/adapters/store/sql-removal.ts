import type { RawBuilder } from 'kysely';
import type { DataRemoval } from '../../core/ports/data-removal.ts';
import { type RemovalRule, removalRules } from './removal-rules.ts';
import type { SqlContext } from './sql-context.ts';

/** Deletes by `removalRules`, in one transaction a call. */
export function createSqlRemoval({ db, run }: SqlContext): DataRemoval {
  type StatementOf = (rule: RemovalRule) => RawBuilder<unknown> | undefined;
  const apply = (operation: string, statementOf: StatementOf, keep: StatementOf = () => undefined) =>
    run(operation, () =>
      db.transaction().execute(async (transaction) => {
        const counts: Record<string, number> = {};
        for (const rule of removalRules) {
          await keep(rule)?.execute(transaction);
          const result = await statementOf(rule)?.execute(transaction);
          if (result !== undefined) counts[rule.kind] = Number(result.numAffectedRows ?? 0n);
        }
        return counts;
      }),
    );
  return {
    deleteOlderThan: (beforeMs) => apply('delete old data', (rule) => rule.olderThan?.(beforeMs)),
    deleteWorkspace: (place) =>
      apply(
        'delete a workspace',
        (rule) => rule.ofWorkspace?.(place),
        (rule) => rule.keepOfWorkspace?.(place),
      ),
  };
}
