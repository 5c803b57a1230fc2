import { errorCodeOf, vidigestErrorIn } from '../core/domain/errors.ts';
import { describeFailure } from '../formatters/strings/describe-failure.ts';
import { stringsFor } from '../formatters/strings/strings-for.ts';

/**
 * What a person at a terminal reads of an error: the cause and what to do, then the technical word for a report. The
 * stack is for defects of this program alone.
 */
export function describeForTerminal(error: unknown): string {
  const code = errorCodeOf(error);
  const known = vidigestErrorIn(error);
  if (known === undefined) return error instanceof Error ? (error.stack ?? error.message) : String(error);
  const { cause, next } = describeFailure(stringsFor('en'), { code, reason: known.reason ?? null, retryAt: null });
  const id = known.requestId === undefined ? '' : `, request ${known.requestId}`;
  return `${cause} ${next}\n(${code}: ${known.message}${id})`;
}
