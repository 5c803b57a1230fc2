import type { DigestVideo } from '../digest-video.ts';
import { createDigestMetrics, type MeasuringDeps } from './digest-metrics.ts';

/** The same function, each call of it measured. */
export function measuredDigestVideo(digestVideo: DigestVideo, deps: MeasuringDeps): DigestVideo {
  return async (videoId, language, options) => {
    const measured = createDigestMetrics(deps);
    const onEvent: typeof options.onEvent = (event) => {
      measured.onEvent(event);
      options.onEvent(event);
    };
    try {
      const digest = await digestVideo(videoId, language, { ...options, onEvent });
      measured.made(digest);
      return digest;
    } catch (error) {
      measured.failed(error);
      throw error;
    }
  };
}
