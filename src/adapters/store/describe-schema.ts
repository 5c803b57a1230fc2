import type { Kysely } from 'kysely';
import { VidigestError } from '../../core/domain/errors.ts';
import { type Finding, fine, toMend } from '../../core/ports/check.ts';
import { readSchema } from './migrate.ts';
import { migrations } from './migrations.ts';
import type { Tables } from './tables.ts';

/** How far the tables of a database have come, in words; it is called `name`. Throws what reading it throws. */
export async function describeSchema(db: Kysely<Tables>, subject: string, name: string): Promise<Finding> {
  const all = Object.keys(migrations).length;
  try {
    const done = await readSchema(db);
    if (done === 0) return fine(subject, `${name} can be used; its tables will be made at the first start`);
    if (done === all) return fine(subject, `${name} can be used and is up to date`);
    return fine(
      subject,
      `${name} can be used; the next start brings it up to date (${all - done} changes): back it up first`,
    );
  } catch (error) {
    if (!(error instanceof VidigestError)) throw error;
    return toMend(subject, error.reason ?? error.message, 'update the program, or use other data');
  }
}
