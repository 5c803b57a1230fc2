import { readFile } from 'node:fs/promises';
import { parseCaptions } from '../core/domain/captions/parse-captions.ts';
import { parseCreatorChapters } from '../core/domain/creator-chapters.ts';
import { VidigestError } from '../core/domain/errors.ts';
import type { Captions } from '../core/domain/transcript.ts';
import type { Video } from '../core/domain/video.ts';

export interface CaptionFileFacts {
  /** Null: the video the captions belong to is not known, and nothing links to it. */
  readonly videoId: string | null;
  readonly title: string | null;
  readonly feed: string | null;
  readonly language: string | null;
  readonly description?: string;
  readonly publishedOn?: string | null;
  readonly durationMs?: number;
}

/** A video made of a caption file. Throws `captions-invalid` when the file cannot be read or is none. */
export async function readCaptionFile(
  file: string,
  facts: CaptionFileFacts,
): Promise<{ video: Video; captions: Captions }> {
  const cues = parseCaptions(await readText(file));
  const durationMs = facts.durationMs ?? cues.at(-1)?.endMs ?? 0;
  const description = facts.description ?? '';
  const language = facts.language ?? (await guessLanguage(cues.map((cue) => cue.text).join(' ')));
  return {
    captions: { language, kind: 'file', cues },
    video: {
      id: facts.videoId ?? 'file',
      title: facts.title ?? file.replace(/^.*[\\/]/, ''),
      feed: facts.feed === null ? null : { id: 'file', name: facts.feed },
      publishedOn: facts.publishedOn ?? null,
      durationMs,
      description,
      creatorChapters: parseCreatorChapters(description, durationMs),
      unlisted: false,
      linkable: facts.videoId !== null,
    },
  };
}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new VidigestError('captions-invalid', `the caption file cannot be read: ${reason}`, { cause, reason });
  }
}

/** Enough to tell languages apart, little enough to be quick. */
const sampleLength = 5_000;

/** The detector is loaded on first use: it takes as much memory as the rest of the program. */
async function guessLanguage(text: string): Promise<string> {
  const { detect } = await import('tinyld');
  return detect(text.slice(0, sampleLength)) || 'en';
}
