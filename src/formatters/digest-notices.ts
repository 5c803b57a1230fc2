import type { Digest } from '../core/domain/digest.ts';
import { timecodeIn } from './moments.ts';
import type { Catalogue } from './strings/catalogue.ts';

/** Captions that end this much earlier leave something out; before that it is the music at the end. */
const endToleranceMs = 30_000;

/** What a reader must know about the digest as a whole, in plain sentences: how it was made, and what is missing. */
export function digestNotices(digest: Digest, { notices }: Catalogue): string[] {
  const { captions, lines, method, missing, video } = digest;
  const endMs = lines.at(-1)?.endMs ?? 0;
  const until = endMs < video.durationMs - endToleranceMs ? timecodeIn(video, endMs) : null;
  return [
    ...(method === 'extractive' ? [notices.extractive] : []),
    ...(captions.truncated ? [notices.truncated(until, timecodeIn(video, video.durationMs))] : []),
    ...missing.map((part) => notices.missing[part]),
  ];
}
