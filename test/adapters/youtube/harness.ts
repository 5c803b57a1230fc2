import { createYouTubeSource, type YouTubeOptions } from '../../../src/adapters/youtube/youtube-source.ts';
import { VidigestError } from '../../../src/core/domain/errors.ts';
import type { SourceVideo } from '../../../src/core/ports/transcript-source.ts';
import { type FakeYouTube, startFakeYouTube } from '../../fakes/fake-youtube.ts';
import type { FakeCue, FakeVideo } from '../../fakes/youtube/fake-video.ts';
import { createManualClock, type ManualClock } from '../../support/manual-clock.ts';
import { createMemoryLogger, type MemoryLogger } from '../../support/memory-logger.ts';

/** A source that speaks to a fake YouTube, on a clock that stands still. */
export interface Harness extends AsyncDisposable {
  readonly fake: FakeYouTube;
  readonly clock: ManualClock;
  /** Resolves once somebody has begun to sleep that long. */
  untilAskedToSleep(ms: number): Promise<void>;
  readonly logger: MemoryLogger;
  fetch(videoId?: string, options?: { signal?: AbortSignal; language?: string }): Promise<SourceVideo>;
  /** The error of a fetch that must fail with one of ours. */
  failure(videoId?: string, options?: { signal?: AbortSignal; language?: string }): Promise<VidigestError>;
  /** Who asked for what, in order, the publish date aside: `ANDROID player`, `ANDROID captions`, `watch page`. */
  asked(): string[];
}

/** Id of the made-up video. */
export const kilnId = 'kiln_-00001';

/** Its manual captions: with characters that each format escapes in its own way, and one very long cue. */
export const kilnCues: readonly FakeCue[] = [
  { startMs: 0, endMs: 2_500, text: 'Good morning & welcome to the kiln.' },
  { startMs: 2_500, endMs: 61_500, text: "It's hot: <1,200 degrees>." },
  { startMs: 61_500, endMs: 64_000, text: 'Stand back.' },
];

/** A made-up video with an automatic and a manual track in its language, and a foreign one that comes first. */
export const kiln: FakeVideo = {
  id: kilnId,
  title: 'Firing a {wood kiln',
  feed: { id: 'UCmadeupmadeupmadeup0001', name: 'Clay & Co' },
  durationSeconds: 1_800,
  description: 'All about fire.\n\n0:00 Welcome\n5:00 Loading\n12:30 Firing',
  publishedOn: '2025-12-22T09:00:00-08:00',
  tracks: [
    { language: 'ar', kind: 'manual', cues: [{ startMs: 0, endMs: 1000, text: 'صباح الخير' }] },
    { language: 'en', kind: 'auto', cues: [{ startMs: 0, endMs: 3000, text: 'good morning and welcome to the kill' }] },
    { language: 'en', kind: 'manual', cues: kilnCues },
  ],
};

/** A source that speaks to a fake YouTube which knows `kiln`; time stands still. The test closes it. */
export async function startHarness(options: YouTubeOptions & { fetch?: typeof fetch } = {}): Promise<Harness> {
  const fake = await startFakeYouTube();
  fake.addVideo(kiln);
  const manual = createManualClock();
  const sleeps: number[] = [];
  const clock: ManualClock = {
    ...manual,
    sleep(ms, signal) {
      sleeps.push(ms);
      return manual.sleep(ms, signal);
    },
  };
  const logger = createMemoryLogger();
  const source = createYouTubeSource(
    { fetch: options.fetch ?? fetch, clock, logger },
    { origin: fake.origin, ...options },
  );
  const run: Harness['fetch'] = (videoId = kilnId, { signal = new AbortController().signal, language } = {}) =>
    source.fetch(videoId, { signal, ...(language === undefined ? {} : { language }) });
  return {
    fake,
    clock,
    logger,
    fetch: run,
    async untilAskedToSleep(ms) {
      while (!sleeps.includes(ms)) await new Promise(setImmediate);
    },
    async failure(videoId, given) {
      try {
        await run(videoId, given);
      } catch (error) {
        if (error instanceof VidigestError) return error;
        throw error;
      }
      throw new Error('the fetch was expected to fail');
    },
    asked: () => fake.requests.filter(({ client }) => client !== 'WEB').map(nameOf),
    [Symbol.asyncDispose]: () => fake.close(),
  };
}

function nameOf({ path, client, query }: FakeYouTube['requests'][number]): string {
  if (path === '/watch') return 'watch page';
  if (path === '/api/timedtext') return `${query.get('ei')?.replace('made-up-', '')} captions`;
  return `${client} player`;
}
