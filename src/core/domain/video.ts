import { z } from 'zod';

/**
 * What is known about a video before anything is made of it. All text is the creator's and therefore untrusted.
 * `durationMs` is 0 while a stream is live.
 */
export const videoSchema = z.object({
  /** 11 characters of `[A-Za-z0-9_-]`; `file` for captions that came without a video. */
  id: z.string().min(1),
  title: z.string(),
  /** The YouTube channel; called a feed so that *channel* always means a chat channel. Null for a caption file. */
  feed: z.object({ id: z.string(), name: z.string() }).nullable(),
  /** ISO 8601 date (`2025-12-22`), null where YouTube did not say. */
  publishedOn: z.string().nullable(),
  durationMs: z.number().int().nonnegative(),
  description: z.string(),
  /** The creator's own chapters, in order, as the description gives them; empty where there are none. */
  creatorChapters: z.array(z.object({ startMs: z.number().int().nonnegative(), title: z.string() })),
  unlisted: z.boolean(),
  /** Whether YouTube shows it as a Short; missing where it did not say, and in what was kept before it was asked. */
  isShort: z.boolean().optional(),
  /** YouTube's own, in English, such as `Education`; missing where it did not say, and in what was kept before. */
  category: z.string().optional(),
  /** Certain enough to be left alone unless somebody asks; missing where not, and where nobody looked. */
  music: z.literal(true).optional(),
  /** False when there is no page to link to (a caption file without an id). */
  linkable: z.boolean(),
});

export type Video = z.infer<typeof videoSchema>;

/** Address of the video, at `startMs` (rounded down to the second YouTube understands) when given. */
export function watchUrl(videoId: string, startMs?: number): string {
  const base = `https://www.youtube.com/watch?v=${encodeURIComponent(videoId)}`;
  const seconds = Math.floor((startMs ?? 0) / 1000);
  return seconds > 0 ? `${base}&t=${seconds}s` : base;
}
