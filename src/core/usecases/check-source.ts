import { type ErrorCode, errorCodeOf, vidigestErrorIn } from '../domain/errors.ts';
import { type Check, type Finding, fine, toMend, unseen } from '../ports/check.ts';
import type { TranscriptSource } from '../ports/transcript-source.ts';

/** What the check tries with, and whether the requests go through a proxy already. */
export interface SourceCheckOptions {
  /** Of a video that is likely to stay, with captions. */
  readonly videoId: string;
  readonly proxy: boolean;
}

const subject = 'YouTube';

/** Fetches the captions of one video, to see whether this address may. */
export function createSourceCheck(source: TranscriptSource, { videoId, proxy }: SourceCheckOptions): Check {
  return {
    subject,
    async run(signal) {
      try {
        const { video, captions } = await source.fetch(videoId, { signal });
        const how = proxy ? 'through YOUTUBE_PROXY' : 'from this address';
        return [fine(subject, `gives captions ${how} (${captions.cues.length} of "${video.title}")`)];
      } catch (error) {
        signal.throwIfAborted();
        if (vidigestErrorIn(error) === undefined) throw error;
        return [findingOf(errorCodeOf(error), { videoId, proxy })];
      }
    },
  };
}

const refused: ReadonlySet<ErrorCode> = new Set(['youtube-blocked', 'youtube-consent', 'captions-gated']);

function findingOf(code: ErrorCode, { videoId, proxy }: SourceCheckOptions): Finding {
  if (refused.has(code)) {
    const text = `refuses ${proxy ? 'the address of YOUTUBE_PROXY' : 'this address'} (${code})`;
    const advice = proxy
      ? 'take another proxy, or wait: blocks of an address end by themselves after hours or days'
      : 'set YOUTUBE_PROXY to a proxy with another address, or wait: blocks end by themselves after hours or days';
    return toMend(subject, text, advice);
  }
  if (code === 'youtube-unreachable') {
    const advice = `see that ${proxy ? 'the proxy of YOUTUBE_PROXY' : 'www.youtube.com'} can be reached from here`;
    return toMend(subject, `cannot be reached (${code})`, advice);
  }
  if (code === 'youtube-unreadable')
    return toMend(subject, `answers in a form that this version does not know (${code})`, 'update the program');
  const advice = 'digest a video that you know to have captions: `vidigest digest <link>`';
  return unseen(subject, `cannot be judged by the video ${videoId} (${code})`, advice);
}
