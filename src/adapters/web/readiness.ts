import { abortable } from '../../core/domain/abortable.ts';
import { errorCodeOf, VidigestError } from '../../core/domain/errors.ts';
import type { Metrics } from '../../core/ports/metrics.ts';
import type { Clock, Logger } from '../../core/ports/runtime.ts';

/** One thing the bot needs to do its work. */
export interface ReadinessCheck {
  /** Stable and short: `store`, `slack`, `discord`. */
  readonly name: string;
  /** Rejects while it is not there. Cheap: asked every few seconds. */
  readonly run: (signal: AbortSignal) => Promise<void>;
}

/** What the checks said. `failed` has the names of those that did not pass, in order. */
export interface ReadinessReport {
  readonly ready: boolean;
  readonly failed: readonly string[];
}

export interface Readiness {
  /** Runs all checks at once, for everybody who asks meanwhile. Never rejects; resolves within the time limit. */
  report(): Promise<ReadinessReport>;
  /** From now on it is not ready, and the name `stopping` says why. */
  close(): void;
}

/** What it asks, and where its answers go. */
export interface ReadinessDeps {
  readonly checks: readonly ReadinessCheck[];
  readonly metrics: Metrics;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** A check without an answer within `timeoutMs` (default 2 s) has failed. A change of its result is logged, not its state. */
export function createReadiness(deps: ReadinessDeps, { timeoutMs = 2_000 } = {}): Readiness {
  const { checks, metrics, logger } = deps;
  const passedBefore = new Map<string, boolean>();
  let running: Promise<ReadinessReport> | null = null;
  let isClosed = false;

  const note = (name: string, error: unknown): boolean => {
    const passed = error === null;
    metrics.gauge('ready', { check: name }, passed ? 1 : 0);
    const before = passedBefore.get(name) ?? true;
    passedBefore.set(name, passed);
    if (passed && !before) logger.info('ready again', { check: name });
    if (!passed && before) {
      logger.warn('not ready', { check: name, code: errorCodeOf(error), error: error instanceof Error ? error : null });
    }
    return passed;
  };
  const run = async (): Promise<ReadinessReport> => {
    const errors = await Promise.all(checks.map((check) => failureOf(check, deps.clock, timeoutMs)));
    const failed = checks.filter(({ name }, index) => !note(name, errors[index])).map(({ name }) => name);
    return { ready: failed.length === 0, failed };
  };
  return {
    async report() {
      running ??= run().finally(() => {
        running = null;
      });
      const { failed } = await running;
      return isClosed ? { ready: false, failed: [...failed, 'stopping'] } : { ready: failed.length === 0, failed };
    },
    close() {
      isClosed = true;
    },
  };
}

/** Null when the check passed in time. */
async function failureOf({ name, run }: ReadinessCheck, clock: Clock, timeoutMs: number): Promise<unknown> {
  const late = new AbortController();
  const done = new AbortController();
  clock.sleep(timeoutMs, done.signal).then(
    () => late.abort(new VidigestError('internal', `the check ${name} took too long`)),
    // Only `done` ends it early.
    () => undefined,
  );
  try {
    await abortable(run(late.signal), late.signal);
    return null;
  } catch (error) {
    return error ?? new VidigestError('internal', `the check ${name} failed`);
  } finally {
    done.abort();
  }
}
