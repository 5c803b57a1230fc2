import { errorCodeOf } from '../../domain/errors.ts';
import type { TranscriptSource } from '../../ports/transcript-source.ts';
import type { MeasuringDeps } from './digest-metrics.ts';

/** The same source, its fetches timed by what came of them: `fetched`, or the code of the situation. */
export function measuredSource(source: TranscriptSource, { metrics, clock }: MeasuringDeps): TranscriptSource {
  return {
    async fetch(videoId, options) {
      const beganAtMs = clock.now();
      const ended = (outcome: string) => metrics.took('captions_seconds', { outcome }, clock.now() - beganAtMs);
      try {
        const fetched = await source.fetch(videoId, options);
        ended('fetched');
        return fetched;
      } catch (error) {
        ended(errorCodeOf(error));
        throw error;
      }
    },
  };
}
