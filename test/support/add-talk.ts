import type { FakeYouTube } from '../fakes/fake-youtube.ts';
import type { FakeVideo } from '../fakes/youtube/fake-video.ts';
import { talk } from './talk.ts';

/** Adds a talk of two voices with automatic English captions. In a `description` lines that begin with a time make chapters. */
export function addTalk(
  youtube: FakeYouTube,
  id: string,
  minutes = 12,
  more: Partial<
    Pick<
      FakeVideo,
      'title' | 'description' | 'delayMs' | 'isShort' | 'category' | 'feed' | 'tracks' | 'durationSeconds'
    >
  > = {},
): void {
  const { video, captions } = talk(minutes);
  youtube.addVideo({
    id,
    title: video.title,
    feed: 'The Feed',
    durationSeconds: video.durationMs / 1_000,
    publishedOn: '2026-01-02',
    tracks: [{ language: 'en', kind: 'auto', cues: captions.cues }],
    ...more,
  });
}
