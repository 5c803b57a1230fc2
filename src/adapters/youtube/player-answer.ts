import { z } from 'zod';
import { clientFailure } from './client-failure.ts';

/** Fields that are of help but whose loss must not cost the answer. */
const lenient = <T extends z.ZodType>(schema: T) => schema.optional().catch(undefined);

const richTextSchema = z.union([
  z.object({ simpleText: z.string() }).transform(({ simpleText }) => simpleText),
  z.object({ runs: z.array(z.object({ text: z.string() })) }).transform(({ runs }) => runs.map((r) => r.text).join('')),
]);

const trackSchema = z.object({
  baseUrl: z.string(),
  languageCode: z.string(),
  kind: lenient(z.string()),
  trackName: lenient(z.string()),
});

const audioTrackSchema = z.object({
  captionTrackIndices: lenient(z.array(z.number().int())),
  /** Index into captionTracks, not into captionTrackIndices. */
  defaultCaptionTrackIndex: lenient(z.number().int()),
  /** Only where there are several, e.g. `pt-BR.4`: language and kind of voice. */
  audioTrackId: lenient(z.string()),
});

const captionsSchema = z.object({
  playerCaptionsTracklistRenderer: z.object({
    captionTracks: z.array(trackSchema).optional(),
    audioTracks: lenient(z.array(audioTrackSchema)),
    defaultAudioTrackIndex: lenient(z.number().int()),
  }),
});

const playabilitySchema = z.object({
  status: z.string(),
  reason: lenient(z.string()),
  messages: lenient(z.array(z.string())),
  desktopLegacyAgeGateReason: lenient(z.number()),
  errorScreen: lenient(
    z.object({
      playerErrorMessageRenderer: lenient(
        z.object({ reason: lenient(richTextSchema), subreason: lenient(richTextSchema) }),
      ),
    }),
  ),
  liveStreamability: lenient(
    z.object({
      liveStreamabilityRenderer: z.object({
        offlineSlate: z.object({ liveStreamOfflineSlateRenderer: z.object({ scheduledStartTime: z.coerce.number() }) }),
      }),
    }),
  ),
});

/** The player's verdict and the words it gives for it. */
export type Playability = z.infer<typeof playabilitySchema>;

const detailsSchema = z.object({
  videoId: z.string(),
  title: z.string().catch(''),
  lengthSeconds: z.coerce.number().nonnegative().catch(0),
  channelId: lenient(z.string()),
  author: lenient(z.string()),
  shortDescription: z.string().catch(''),
  isLive: lenient(z.boolean()),
  isUpcoming: lenient(z.boolean()),
  isPostLiveDvr: lenient(z.boolean()),
  isCrawlable: lenient(z.boolean()),
});

/** Facts of the video. Tolerant: a fact of another shape than known counts as not told. */
export type VideoDetails = z.infer<typeof detailsSchema>;

const microformatSchema = z.object({
  playerMicroformatRenderer: z.object({
    publishDate: lenient(z.string()),
    isUnlisted: lenient(z.boolean()),
    lengthSeconds: lenient(z.coerce.number().positive()),
    canonicalUrl: lenient(z.string()),
    isShortsEligible: lenient(z.boolean()),
    category: lenient(z.string().max(60)),
    liveBroadcastDetails: lenient(z.object({ startTimestamp: lenient(z.string()) })),
  }),
});

type Microformat = z.infer<typeof microformatSchema>['playerMicroformatRenderer'];

const playerAnswerSchema = z.object({
  playabilityStatus: playabilitySchema,
  videoDetails: detailsSchema.optional(),
  captions: captionsSchema.optional(),
  microformat: lenient(microformatSchema),
});

/** What of YouTube's player answer is used, as it came. All text is untrusted. */
export type PlayerAnswer = z.infer<typeof playerAnswerSchema>;

/** What the page or the web client tells beyond the player answer of the apps. */
export interface Publication {
  /** ISO 8601 date in the zone YouTube gives it in, as its page shows it. */
  readonly publishedOn: string | null;
  readonly unlisted: boolean | null;
  readonly isShort: boolean | null;
  /** In English, whatever the language of the request. */
  readonly category: string | null;
  /** When an upcoming stream or premiere starts. */
  readonly startsAtMs: number | null;
}

/** Throws a ClientFailure (`youtube-unreadable`) for anything that is no player answer. */
export function parsePlayerAnswer(json: string): PlayerAnswer {
  const answer = playerAnswerSchema.safeParse(parseJson(json));
  if (answer.success) return answer.data;
  throw clientFailure('youtube-unreadable', 'always', 'not a player answer', { cause: answer.error });
}

/** The part of a web client's answer that `$fields` asks for. Throws like `parsePlayerAnswer`. */
export function parsePublication(json: string): Publication {
  const answer = z.object({ microformat: microformatSchema }).safeParse(parseJson(json));
  if (answer.success) return publicationOf(answer.data.microformat);
  throw clientFailure('youtube-unreadable', 'always', 'not a microformat', { cause: answer.error });
}

/** The facts in a microformat; every one may be missing. */
export function publicationOf(microformat: z.infer<typeof microformatSchema>): Publication {
  const renderer = microformat.playerMicroformatRenderer;
  const { publishDate, isUnlisted, liveBroadcastDetails } = renderer;
  const startsAtMs = Date.parse(liveBroadcastDetails?.startTimestamp ?? '');
  return {
    publishedOn: isoDate(publishDate),
    unlisted: isUnlisted ?? null,
    isShort: isShort(renderer),
    category: renderer.category ?? null,
    startsAtMs: Number.isNaN(startsAtMs) ? null : startsAtMs,
  };
}

/** No Short is longer. */
const longestShortSeconds = 180;

/**
 * By the page that YouTube itself calls the video's own. `isShortsEligible` is true of ordinary videos too, so that
 * without such a page it says yes only of what is short enough.
 */
function isShort({ canonicalUrl, isShortsEligible, lengthSeconds }: Microformat): boolean | null {
  if (canonicalUrl !== undefined) return canonicalUrl.includes('/shorts/');
  if (isShortsEligible !== true) return isShortsEligible ?? null;
  return lengthSeconds === undefined ? null : lengthSeconds <= longestShortSeconds;
}

/** The date of `2015-01-27` or `2015-01-27T21:14:36-08:00`. */
export function isoDate(value: string | undefined): string | null {
  return /^(\d{4}-\d{2}-\d{2})(?:$|T)/.exec(value ?? '')?.[1] ?? null;
}

function parseJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (cause) {
    throw clientFailure('youtube-unreadable', 'always', 'the answer is not JSON', { cause });
  }
}
