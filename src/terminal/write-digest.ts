import { writeFile } from 'node:fs/promises';
import type { Digest } from '../core/domain/digest.ts';
import { formatJson } from '../formatters/json.ts';
import { formatMarkdown } from '../formatters/markdown/format-markdown.ts';
import { formatSrt } from '../formatters/subtitles/srt.ts';
import { formatVtt } from '../formatters/subtitles/vtt.ts';
import type { OutputFormat } from './parse-arguments.ts';

const formatters: Readonly<Record<OutputFormat, (digest: Digest) => string>> = {
  md: formatMarkdown,
  json: formatJson,
  srt: formatSrt,
  vtt: formatVtt,
};

/** Writes the digest to the file, or to standard output where there is none, and waits until it is out. */
export async function writeDigest(digest: Digest, format: OutputFormat, out: string | null): Promise<void> {
  const text = formatters[format](digest);
  const ended = text.endsWith('\n') ? text : `${text}\n`;
  if (out !== null) return writeFile(out, ended);
  await new Promise<void>((resolve, reject) => {
    process.stdout.write(ended, (error) => (error ? reject(error) : resolve()));
  });
}
