import { DiscordAPIError, HTTPError, RateLimitError } from 'discord.js';
import { VidigestError } from '../../core/domain/errors.ts';

/** How a request to Discord failed. */
export type DiscordFailure =
  /** Discord said no. `code` is its own number, 0 where it gave none. */
  | { readonly kind: 'refused'; readonly code: number; readonly status: number; readonly message: string }
  /** Not to be waited for: see `createDiscordRest`. */
  | { readonly kind: 'limited'; readonly retryAfterMs: number }
  /** An error on Discord's side (its `status`), or no answer (null): what was asked may have been done or not. */
  | { readonly kind: 'lost'; readonly status: number | null };

/** Discord's numbers for situations that are told apart here. */
export const discordCodes = {
  unknownChannel: 10_003,
  unknownMessage: 10_008,
  unknownEmoji: 10_014,
  unknownWebhook: 10_015,
  unknownInteraction: 10_062,
  tooManyThreads: 160_006,
  threadExists: 160_004,
  alreadyAcknowledged: 40_060,
  missingAccess: 50_001,
  replyWithoutHistory: 160_002,
  invalidForm: 50_035,
  cannotInChannelType: 50_024,
  missingPermissions: 50_013,
  invalidWebhookToken: 50_027,
  threadArchived: 50_083,
  reactionBlocked: 90_001,
  tooManyReactions: 30_010,
} as const;

/** What went wrong, as far as that can be told from the error that discord.js threw. */
export function readFailure(error: unknown): DiscordFailure {
  if (error instanceof DiscordAPIError) {
    const code = typeof error.code === 'number' ? error.code : 0;
    return { kind: 'refused', code, status: error.status, message: error.message };
  }
  if (error instanceof RateLimitError) return { kind: 'limited', retryAfterMs: error.retryAfter };
  return { kind: 'lost', status: error instanceof HTTPError ? error.status : null };
}

/** The failure behind what `DiscordCall` throws. */
export function failureBehind(error: unknown): DiscordFailure {
  return readFailure(error instanceof VidigestError ? error.cause : error);
}

/** The number with which Discord refused, or null for another failure. */
export function refusalCode(error: unknown): number | null {
  const failure = failureBehind(error);
  return failure.kind === 'refused' ? failure.code : null;
}

const denials: readonly (number | null)[] = [
  discordCodes.missingAccess,
  discordCodes.missingPermissions,
  discordCodes.replyWithoutHistory,
];

/** Whether the bot lacks a permission for it. */
export function isDenial(error: unknown): boolean {
  return denials.includes(refusalCode(error));
}

/** What is known of a failed request besides the error. */
export interface FailureContext {
  /** What was tried, for the log. */
  readonly what: string;
  /** Permissions that are missing, by name. */
  readonly missing: readonly string[];
  readonly nowMs: number;
}

/** When Discord is away it is worth coming back. */
const comeBackMs = 30_000;

/**
 * `chat-refused` with what people can do something about: Discord's words and number, permissions that are missing by
 * name; and when to try again, where that makes sense.
 */
export function discordError(error: unknown, { what, missing, nowMs }: FailureContext): VidigestError {
  const failure = readFailure(error);
  const reason = reasonOf(failure, missing);
  const waitMs = failure.kind === 'limited' ? failure.retryAfterMs : failure.kind === 'lost' ? comeBackMs : null;
  const retry = waitMs === null ? {} : { retryAtMs: nowMs + waitMs };
  return new VidigestError('chat-refused', `discord: ${what}: ${reason}`, { cause: error, reason, ...retry });
}

function reasonOf(failure: DiscordFailure, missing: readonly string[]): string {
  if (failure.kind === 'lost') return 'Discord cannot be reached';
  if (failure.kind === 'limited') return 'Discord wants a pause';
  const named = missing.length > 0 ? `Missing permissions: ${missing.join(', ')}` : failure.message;
  return failure.code === 0 ? `${named} (HTTP ${failure.status})` : `${named} (${failure.code})`;
}
