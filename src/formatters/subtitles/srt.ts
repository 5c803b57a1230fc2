import type { Digest } from '../../core/domain/digest.ts';
import { cueTime } from './cue-time.ts';
import { type SubtitleCue, subtitleCues } from './subtitle-cues.ts';

/** The full text as SubRip subtitles; empty where the digest holds none. Speakers are named where they change. */
export function formatSrt(digest: Digest): string {
  return subtitleCues(digest, { named: true })
    .map((cue, index) => `${index + 1}\n${formatCue(cue)}\n`)
    .join('\n');
}

function formatCue({ startMs, endMs, lines }: SubtitleCue): string {
  return [`${cueTime(startMs, ',')} --> ${cueTime(endMs, ',')}`, ...lines.map(inert)].join('\n');
}

/** The format knows no escape: a word joiner, which cannot be seen, keeps players from reading tags and arrows. */
function inert(line: string): string {
  return line.replace(/[<{]/gu, '$&\u2060').replaceAll('-->', '--\u2060>');
}
