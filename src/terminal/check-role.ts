import { VidigestError } from '../core/domain/errors.ts';
import type { Role } from './parse-operation.ts';

/** Throws `config-invalid` for a role that needs company, where there is no database that others could use too. */
export function checkRole(role: Role, databaseUrl: string | null): void {
  if (role === 'all' || databaseUrl !== null) return;
  const reason = `a ${role} shares its work through PostgreSQL: set DATABASE_URL, or start with --role all`;
  throw new VidigestError('config-invalid', reason, { reason });
}
