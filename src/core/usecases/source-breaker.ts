import { z } from 'zod';
import { errorCodeOf, retryClassOf, VidigestError, vidigestErrorIn } from '../domain/errors.ts';
import type { Fence, LeaseStore, LeaseTerms } from '../ports/lease-store.ts';
import type { Clock, Logger } from '../ports/runtime.ts';
import type { WorkspaceTraitStore } from '../ports/store.ts';
import type { SourceVideo, TranscriptSource } from '../ports/transcript-source.ts';

/** The source to spare, and what all workers know of it. */
export interface BreakerSourceDeps {
  readonly source: TranscriptSource;
  readonly traits: WorkspaceTraitStore;
  readonly leases: LeaseStore;
  readonly clock: Clock;
  readonly logger: Logger;
}

export interface BreakerSourceSettings {
  /** Names this process among those that share the store. */
  readonly owner: string;
  /** Pause after a first block; each further one in a row doubles it, up to `longestPauseMs`. */
  readonly pauseMs: number;
  readonly longestPauseMs: number;
}

/** What is known of the source: blocked so many times in a row, and left alone until then. */
const blockSchema = z.object({ blocks: z.number().int().nonnegative(), untilMs: z.number().int() });
type Block = z.infer<typeof blockSchema>;

const place = ['youtube', 'block'] as const;
const unblocked: Block = { blocks: 0, untilMs: 0 };
/** A probe that takes longer has died with its process. */
const probeMs = 60_000;
const probeKey = 'probe/youtube';
const lookEveryMs = 1_000;

/**
 * A source that leaves YouTube alone for a while after it has refused this address: fetches then fail at once with
 * `youtube-blocked` and the end of the pause. After it one fetch tries, of all workers that share the store, and the
 * others wait for what it finds. Adds `store-failed` to what the source throws.
 */
export function createBreakerSource(deps: BreakerSourceDeps, settings: BreakerSourceSettings): TranscriptSource {
  return {
    async fetch(videoId, options) {
      for (;;) {
        const block = await readBlock(deps);
        if (block.blocks === 0) return attempt(deps, settings, block, () => deps.source.fetch(videoId, options));
        if (deps.clock.now() < block.untilMs) throw blockedUntil(block.untilMs);
        const terms: LeaseTerms = { owner: settings.owner, ttlMs: probeMs };
        const probe = await deps.leases.take(probeKey, terms);
        if (probe !== null) return await probing(deps, settings, probe, () => deps.source.fetch(videoId, options));
        await deps.clock.sleep(lookEveryMs, options.signal);
      }
    },
  };
}

type Fetch = () => Promise<SourceVideo>;

async function probing(
  deps: BreakerSourceDeps,
  settings: BreakerSourceSettings,
  probe: Fence,
  fetchVideo: Fetch,
): Promise<SourceVideo> {
  try {
    // Another probe may have ended since this one looked.
    const block = await readBlock(deps);
    if (block.blocks > 0 && deps.clock.now() < block.untilMs) throw blockedUntil(block.untilMs);
    return await attempt(deps, settings, block, fetchVideo);
  } finally {
    await deps.leases.release(probe);
  }
}

/** One fetch, and what it tells about the block as it stood before. */
async function attempt(
  deps: BreakerSourceDeps,
  settings: BreakerSourceSettings,
  before: Block,
  fetchVideo: Fetch,
): Promise<SourceVideo> {
  try {
    const found = await fetchVideo();
    if (before.blocks > 0) await lift(deps);
    return found;
  } catch (error) {
    const code = errorCodeOf(error);
    if (code === 'youtube-blocked') throw await blocked(deps, settings, before, error);
    // YouTube has answered about the video: the address is let in again.
    if (before.blocks > 0 && answeredCodes(code)) await lift(deps);
    throw error;
  }
}

function answeredCodes(code: ReturnType<typeof errorCodeOf>): boolean {
  const ofTheWay = ['youtube-consent', 'youtube-unreachable', 'youtube-unreadable', 'cancelled', 'internal'];
  return !ofTheWay.includes(code) && retryClassOf(code) !== 'admin';
}

async function lift({ traits, logger }: BreakerSourceDeps): Promise<void> {
  await traits.set(...place, JSON.stringify(unblocked));
  logger.info('youtube lets this address in again');
}

/** Writes the block down and returns what to throw. Fetches that ran side by side count as one refusal. */
async function blocked(
  deps: BreakerSourceDeps,
  { pauseMs, longestPauseMs }: BreakerSourceSettings,
  before: Block,
  cause: unknown,
): Promise<VidigestError> {
  const now = await readBlock(deps);
  if (now.blocks > before.blocks) return blockedUntil(now.untilMs, cause);
  const blocks = before.blocks + 1;
  const untilMs = deps.clock.now() + Math.min(longestPauseMs, pauseMs * 2 ** (blocks - 1));
  await deps.traits.set(...place, JSON.stringify({ blocks, untilMs }));
  deps.logger.warn('youtube refuses this address', { blocks, untilMs });
  return blockedUntil(untilMs, cause);
}

function blockedUntil(retryAtMs: number, cause?: unknown): VidigestError {
  const reason = vidigestErrorIn(cause)?.reason;
  return new VidigestError('youtube-blocked', 'YouTube is left alone after it refused this address', {
    ...(cause === undefined ? {} : { cause }),
    ...(reason === undefined ? {} : { reason }),
    retryAtMs,
  });
}

async function readBlock({ traits }: BreakerSourceDeps): Promise<Block> {
  const value = await traits.get(...place);
  if (value === null) return unblocked;
  return blockSchema.catch(unblocked).parse(parseJson(value));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // An older program's note: it then counts as none.
    return null;
  }
}
