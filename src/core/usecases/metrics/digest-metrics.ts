import type { Digest } from '../../domain/digest.ts';
import { errorCodeOf } from '../../domain/errors.ts';
import type { Stage } from '../../domain/usage.ts';
import type { DigestListener } from '../../pipeline/digest-events.ts';
import type { Metrics } from '../../ports/metrics.ts';
import type { Clock } from '../../ports/runtime.ts';

/** What measuring needs. */
export interface MeasuringDeps {
  readonly metrics: Metrics;
  readonly clock: Clock;
}

/** One call for a digest as it is measured. Tell it how the call ended, once. */
export interface DigestMetrics {
  readonly onEvent: DigestListener;
  made(digest: Digest): void;
  /** A cancellation is no failure: it is timed, and not counted among the causes. */
  failed(error: unknown): void;
}

/**
 * Begins to measure one call for a digest. Digests that come from the store have no stages, and none of theirs is
 * counted twice when several callers share one: give `onEvent` to one of them.
 */
export function createDigestMetrics({ metrics, clock }: MeasuringDeps): DigestMetrics {
  const beganAtMs = clock.now();
  const stages = new Map<Stage, number>();
  let isShown = false;
  return {
    onEvent(event) {
      if (event.kind === 'repair') metrics.count('repairs', { what: event.what }, event.count);
      if (event.kind === 'draft' && !isShown && event.draft.tldr !== null) {
        isShown = true;
        metrics.took('tldr_seconds', {}, clock.now() - beganAtMs);
      }
      if (event.kind !== 'stage') return;
      const { stage, state } = event;
      if (state === 'started') stages.set(stage, clock.now());
      else metrics.took('stage_seconds', { stage, outcome: state }, clock.now() - (stages.get(stage) ?? beganAtMs));
    },
    made({ method, missing }) {
      const outcome = missing.length > 0 ? 'incomplete' : method;
      metrics.took('digest_seconds', { outcome }, clock.now() - beganAtMs);
    },
    failed(error) {
      const code = errorCodeOf(error);
      metrics.took(
        'digest_seconds',
        { outcome: code === 'cancelled' ? 'cancelled' : 'failed' },
        clock.now() - beganAtMs,
      );
      if (code !== 'cancelled') metrics.count('failures', { code });
    },
  };
}
