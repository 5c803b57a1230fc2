import type { Captions, Cue } from '../domain/transcript.ts';
import type { Video } from '../domain/video.ts';
import { assessCaptions } from './assess-captions.ts';
import { makeLines } from './lines.ts';

/** The signs between which captions set what is sung. */
const notes = /[\u2669-\u266c]/;
/** From this share of the captioned words on, what is sung is the matter, and not an example. */
const sungShare = 0.6;
/** Of a video that YouTube files under music: nobody talks so slowly throughout. Most songs have more. */
const fewestSpokenWpm = 60;
/** Of the feeds that YouTube itself makes of albums: they hold music, now and then a spoken one. */
const fewestAlbumWpm = 100;
const albumFeed = / - Topic$/;

/**
 * Whether a video is certain enough to be music: most of its captions are marked as sung, or YouTube takes it for music
 * and few words in it are spoken. A talk about music is none, and so is a song whose captions look like speech.
 */
export function isMusic(
  { durationMs, feed, category }: Pick<Video, 'durationMs' | 'feed' | 'category'>,
  captions: Captions,
): boolean {
  const spoken = captions.cues.filter(({ text }) => !notes.test(text));
  if (spoken.length < captions.cues.length && 1 - letters(spoken) / letters(captions.cues) >= sungShare) return true;
  const isAlbum = albumFeed.test(feed?.name ?? '');
  if (durationMs <= 0 || (!isAlbum && category !== 'Music')) return false;
  const talk = { ...captions, cues: spoken };
  const { wordsPerMinute } = assessCaptions(makeLines(talk), talk, durationMs);
  return wordsPerMinute < (isAlbum ? fewestAlbumWpm : fewestSpokenWpm);
}

/** At least 1: of captions without any, no share is sung. */
function letters(cues: readonly Cue[]): number {
  return Math.max(
    1,
    cues.reduce((sum, { text }) => sum + (text.match(/[\p{L}\p{N}]/gu)?.length ?? 0), 0),
  );
}
