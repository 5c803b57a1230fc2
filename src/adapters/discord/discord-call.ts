import type { RawFile, REST, RouteLike } from 'discord.js';
import { abortable } from '../../core/domain/abortable.ts';
import { asError } from '../../core/domain/errors.ts';
import type { Clock, Logger } from '../../core/ports/runtime.ts';
import { discordError, isDenial, readFailure } from './discord-failure.ts';

/** One request to Discord. */
export interface DiscordRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** From `Routes` of discord.js. */
  readonly route: RouteLike;
  readonly body?: unknown;
  readonly query?: URLSearchParams;
  readonly files?: readonly RawFile[];
  /** False where the route itself holds the right to use it, as those of interactions do. */
  readonly auth?: boolean;
  /** Whether it may be sent again when its answer got lost: nothing must come of it twice. */
  readonly repeatable: boolean;
  /** Whoever sends it can do without: no trouble is taken to find out why it was refused. Default false. */
  readonly optional?: boolean;
  /** What is being done, for the log. */
  readonly what: string;
}

/** Sends a request and gives the answer's body. Throws VidigestError `chat-refused`, or the signal's reason. */
export type DiscordCall = (request: DiscordRequest, signal: AbortSignal) => Promise<unknown>;

export interface DiscordCallDeps {
  readonly rest: REST;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Permissions by name that the bot lacks for a request that was refused for want of some; none where not known. */
  readonly missingFor?: (request: DiscordRequest, signal: AbortSignal) => Promise<readonly string[]>;
}

/** Waits before a request is sent again. Short: a nonce is remembered for minutes only, an interaction for seconds. */
const delaysMs = [300, 1_500, 5_000];
/** Of an answer's body, once its headers are there. */
const bodyTimeoutMs = 15_000;

/** Repeats what is repeatable a few times when Discord is out of reach or answers with an error of its own. */
export function createDiscordCall(deps: DiscordCallDeps): DiscordCall {
  const { clock, logger, missingFor } = deps;
  return async (request, signal) => {
    for (let attempt = 0; ; attempt += 1) {
      try {
        return await send(deps.rest, request, signal);
      } catch (error) {
        signal.throwIfAborted();
        const delayMs = delaysMs[attempt];
        const { kind } = readFailure(error);
        if (kind !== 'lost' || !request.repeatable || delayMs === undefined) {
          const missing = isDenial(error) ? ((await missingFor?.(request, signal)) ?? []) : [];
          throw discordError(error, { what: request.what, missing, nowMs: clock.now() });
        }
        logger.info('discord gave no answer', { what: request.what, attempt, error: asError(error) });
        await clock.sleep(delayMs, signal);
      }
    }
  };
}

async function send(rest: REST, request: DiscordRequest, signal: AbortSignal): Promise<unknown> {
  signal.throwIfAborted();
  // discord.js never takes its listener off a signal again: it gets one of its own each time.
  const own = AbortSignal.any([signal]);
  const { method, route: fullRoute, body, query, files, auth = true } = request;
  const response = await abortable(
    rest.queueRequest({
      method: method as Parameters<REST['queueRequest']>[0]['method'],
      fullRoute,
      ...(body === undefined ? {} : { body }),
      ...(query === undefined ? {} : { query }),
      ...(files === undefined ? {} : { files: [...files] }),
      auth,
      signal: own,
    }),
    signal,
  );
  if (response.status === 204) return null;
  const late = AbortSignal.any([signal, AbortSignal.timeout(bodyTimeoutMs)]);
  return await abortable(response.json(), late);
}
