import { baseLanguage, parseLanguage, sameLanguage } from '../../core/domain/language.ts';
import type { PlayerAnswer } from './player-answer.ts';

/** One caption track as YouTube lists it. */
export interface CaptionTrack {
  /** BCP 47, canonical; `und` where YouTube's code is none. */
  readonly language: string;
  readonly kind: 'manual' | 'auto';
  /** A name its creator gave it, e.g. `Commentary`; empty for the plain one. */
  readonly name: string;
  readonly baseUrl: string;
}

export interface TrackList {
  /** In YouTube's order: alphabetical by English name, which means nothing. */
  readonly tracks: readonly CaptionTrack[];
  /** Language of the original voice; null where YouTube lists a single voice, whose language it does not tell. */
  readonly voiceLanguage: string | null;
  /** The track YouTube shows with that voice; absent with automatic captions only, among others. */
  readonly byDefault: CaptionTrack | null;
}

/** The tracks of a player answer. Machine-translated ones (`tlang`) are not among them, and are never asked for. */
export function trackListOf(answer: PlayerAnswer): TrackList {
  const list = answer.captions?.playerCaptionsTracklistRenderer;
  const tracks = (list?.captionTracks ?? []).map(
    (track): CaptionTrack => ({
      language: languageOf(track.languageCode),
      kind: track.kind === 'asr' ? 'auto' : 'manual',
      name: track.trackName ?? '',
      baseUrl: track.baseUrl,
    }),
  );
  const voices = list?.audioTracks ?? [];
  // A dub is the default for who asks in its language; the original's id ends in `.4` (an automatic dub's in `.10`).
  const original = voices.find(({ audioTrackId }) => audioTrackId?.endsWith('.4'));
  const voice = original ?? voices[list?.defaultAudioTrackIndex ?? 0];
  return {
    tracks,
    voiceLanguage: original?.audioTrackId?.replace(/\.4$/, '') ?? null,
    byDefault: tracks[voice?.defaultCaptionTrackIndex ?? -1] ?? null,
  };
}

/**
 * The track to read, null when there is none. A manual one in `wanted` if given; else manual in the spoken language,
 * then automatic. What is spoken follows from the original voice where YouTube names it, then from the default track,
 * then from the automatic captions. YouTube errs in the language of the last at times (Japanese for English speech was
 * seen); without a default track nothing shows it, and the wrong captions are taken. With no evidence at all, which is
 * captions by people alone in several languages, `guess` (a language, from the title; called only then) decides, then
 * English, then the order.
 */
export async function chooseTrack(
  list: TrackList,
  guess: () => Promise<string | null>,
  wanted?: string,
): Promise<CaptionTrack | null> {
  const { tracks, voiceLanguage, byDefault } = list;
  const manual = tracks.filter(({ kind }) => kind === 'manual');
  const automatic = tracks.filter(({ kind }) => kind === 'auto');
  const asked = wanted === undefined ? null : closest(manual, wanted, sameWritten);
  if (asked !== null) return asked;
  const spoken = voiceLanguage ?? byDefault?.language ?? automatic[0]?.language ?? null;
  if (spoken !== null) {
    if (byDefault?.kind === 'manual' && sameBase(byDefault.language, spoken)) return byDefault;
    const found =
      closest(manual, spoken, sameBase) ?? closest(automatic, spoken, sameBase) ?? byDefault ?? automatic[0];
    if (found !== undefined) return found;
  }
  if (manual.length < 2) return tracks[0] ?? null;
  return closest(manual, (await guess()) ?? 'en', sameBase) ?? closest(manual, 'en', sameBase) ?? tracks[0] ?? null;
}

/** The plain track of exactly `tag`, else a named one, else the same for a variant that `matches`. */
function closest(
  tracks: readonly CaptionTrack[],
  tag: string,
  matches: (a: string, b: string) => boolean,
): CaptionTrack | null {
  const exact = tracks.filter(({ language }) => language.toLowerCase() === tag.toLowerCase());
  const written = tracks.filter(({ language }) => sameWritten(language, tag));
  const similar = tracks.filter(({ language }) => matches(language, tag));
  const candidates = [exact, written, similar].find(({ length }) => length > 0) ?? [];
  return candidates.find(({ name }) => name === '') ?? candidates[0] ?? null;
}

/** YouTube's codes are BCP 47 but for old and odd ones. */
function languageOf(code: string): string {
  try {
    return parseLanguage(code);
  } catch {
    return 'und';
  }
}

function sameWritten(a: string, b: string): boolean {
  return known(a) && known(b) && sameLanguage(a, b);
}

function sameBase(a: string, b: string): boolean {
  return known(a) && known(b) && baseLanguage(a) === baseLanguage(b);
}

/** `und` would pass for English, the likeliest language of all. */
function known(tag: string): boolean {
  return languageOf(tag) !== 'und';
}
