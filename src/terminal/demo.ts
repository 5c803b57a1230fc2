import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { SourceVideo } from '../core/ports/transcript-source.ts';
import { readCaptionFile } from './caption-file.ts';
import { type PreparedAnswer, preparedAnswerSchema } from './prepared-answers.ts';

/** The language the prepared answers are in. */
export const demoLanguage = 'zh-CN';

const talkSchema = z.object({
  id: z.string(),
  title: z.string(),
  feed: z.object({ id: z.string(), name: z.string() }),
  publishedOn: z.string(),
  description: z.string(),
  durationMs: z.number(),
});

/** The talk that ships with the program, and what a model answered about it. */
export async function loadDemo(): Promise<{ source: SourceVideo; answers: readonly PreparedAnswer[] }> {
  const talk = talkSchema.parse(await readAsset('talk.json'));
  const answers = z.array(preparedAnswerSchema).parse(await readAsset(`answers.${demoLanguage}.json`));
  const facts = { ...talk, videoId: talk.id, feed: talk.feed.name, language: 'en' };
  const { video, captions } = await readCaptionFile(assetPath('captions.vtt'), facts);
  // The talk is made up: there is no page to link to, but the links must be seen.
  return { source: { video: { ...video, feed: talk.feed }, captions }, answers };
}

/** `assets/` lies beside `src/` in a clone and beside `dist/` in the package. */
function assetPath(name: string): string {
  return fileURLToPath(new URL(`../../assets/talk/${name}`, import.meta.url));
}

async function readAsset(name: string): Promise<unknown> {
  return JSON.parse(await readFile(assetPath(name), 'utf8'));
}
