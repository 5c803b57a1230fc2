import { VidigestError, vidigestErrorIn } from '../core/domain/errors.ts';
import { within } from '../core/pipeline/within.ts';
import { type Check, type Finding, toMend, unseen } from '../core/ports/check.ts';
import type { Clock } from '../core/ports/runtime.ts';

/**
 * Runs all checks at once, each for `timeoutMs` at most, and gives their findings in the order of the checks; those that
 * follow each other and say the same are one. A check that fails or takes too long becomes a finding of its own and keeps no other back. Throws the signal's
 * reason alone.
 */
export async function* runChecks(
  checks: readonly Check[],
  { clock, timeoutMs, signal }: { readonly clock: Clock; readonly timeoutMs: number; readonly signal: AbortSignal },
): AsyncGenerator<Finding, void, undefined> {
  const running = checks.map((check) => {
    const late = () => new VidigestError('internal', 'late', { reason: `no answer within ${timeoutMs / 1_000} s` });
    return within(timeoutMs, (own) => check.run(own), { clock, signal, late }).catch((error: unknown) => {
      signal.throwIfAborted();
      return [findingOf(check.subject, error)];
    });
  });
  // Whoever stops reading early hears of none of the others.
  for (const each of running) each.catch(() => undefined);
  let last: Finding | null = null;
  for (const each of running) {
    for (const finding of await each) {
      const both: Finding | null = last === null ? finding : joined(last, finding);
      if (both === null && last !== null) yield last;
      last = both ?? finding;
    }
  }
  if (last !== null) yield last;
}

/** Null for two that say different things. */
function joined(first: Finding, second: Finding): Finding | null {
  const same = first.state === second.state && first.text === second.text && first.advice === second.advice;
  if (!same) return null;
  const subjects = new Set([...first.subject.split(', '), second.subject]);
  return { ...first, subject: [...subjects].join(', ') };
}

function findingOf(subject: string, error: unknown): Finding {
  const known = vidigestErrorIn(error);
  if (known !== undefined) {
    const advice = 'see that it can be reached from here (network, proxy, firewall), and run this again';
    return toMend(subject, known.reason ?? known.message, advice);
  }
  const reason = error instanceof Error ? error.message : String(error);
  return unseen(subject, `the check itself failed: ${reason}`, 'run this again; if it stays, report it');
}
