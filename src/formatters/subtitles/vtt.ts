import type { Digest } from '../../core/domain/digest.ts';
import { cueTime } from './cue-time.ts';
import { type SubtitleCue, subtitleCues } from './subtitle-cues.ts';

/** The full text as WebVTT; a header alone where the digest holds none. Every cue names its speaker where one is known. */
export function formatVtt(digest: Digest): string {
  const language = /^[A-Za-z0-9-]+$/u.test(digest.language) ? `\nLanguage: ${digest.language}` : '';
  const cues = subtitleCues(digest, { named: false }).map(formatCue);
  return `${[`WEBVTT\nKind: captions${language}`, ...cues].join('\n\n')}\n`;
}

function formatCue({ startMs, endMs, lines, speaker }: SubtitleCue): string {
  const voice = speaker === null ? '' : `<v ${inert(speaker)}>`;
  return `${cueTime(startMs, '.')} --> ${cueTime(endMs, '.')}\n${voice}${lines.map(inert).join('\n')}`;
}

function inert(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
