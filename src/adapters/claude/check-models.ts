import type Anthropic from '@anthropic-ai/sdk';
import { APIError, NotFoundError } from '@anthropic-ai/sdk';
import { z } from 'zod';
import { type ErrorCode, VidigestError } from '../../core/domain/errors.ts';
import { type Stage, stageSchema } from '../../core/domain/usage.ts';
import type { Clock, Logger } from '../../core/ports/runtime.ts';
import { failureOfRequest } from './api-failure.ts';
import { callError } from './call-error.ts';
import { type ClaudeAccess, createClient } from './claude-client.ts';
import type { ModelLimits } from './model-limits.ts';
import { nearNames } from './near-names.ts';
import { createWatchdog } from './watchdog.ts';

export interface CheckOptions extends ClaudeAccess {
  readonly models: Readonly<Record<Stage, string>>;
  /** What the person must change when a stage's model is wrong, e.g. the name of an environment variable. */
  readonly settings: Readonly<Record<Stage, string>>;
  readonly timeoutMs: number;
}

/** What was seen beside a model's room. `why` is the failure in words, `near` names that may have been meant. */
export type ModelNote =
  | { readonly kind: 'unreachable'; readonly why: string }
  | { readonly kind: 'lists-none' }
  | { readonly kind: 'unlisted'; readonly near: string }
  | { readonly kind: 'deprecated'; readonly retiresAt: string | null };

/** `fetch` is how the SDK reaches the service; its usual one where none is given. `onNote` hears what is logged too. */
export interface CheckDeps {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly fetch?: typeof fetch;
  readonly onNote?: (note: ModelNote) => void;
}

/**
 * Asks the service for its models before work starts, and returns the room of those in use. Throws `model-unknown` for
 * one that it does not know or has retired, naming the setting and what may have been meant, and `model-auth` or
 * `model-credit` when it refuses the key. A server without a model list of this kind, or one that fails or is out of
 * reach at the moment, is not checked: the calls themselves will tell.
 */
export async function checkModels(
  deps: CheckDeps,
  options: CheckOptions,
  { signal }: { readonly signal: AbortSignal },
): Promise<ReadonlyMap<string, ModelLimits>> {
  const { clock, logger } = deps;
  const client = createClient(options, deps.fetch);
  const watchdog = createWatchdog(clock, {
    firstTokenMs: options.timeoutMs,
    idleMs: options.timeoutMs,
    totalAtMs: Number.POSITIVE_INFINITY,
  });
  const limits = new Map<string, ModelLimits>();
  try {
    const within = AbortSignal.any([signal, watchdog.signal]);
    const catalogue = await listModels(client, within);
    for (const stage of stageSchema.options) {
      const id = options.models[stage];
      const found = catalogue.find((model) => model.id === id) ?? (await resolveAlias(client, id, catalogue, within));
      if (found === null || found.lifecycle === 'retired') refuse(deps, options, stage, catalogue, found);
      else limits.set(id, warnOfEnd(deps, found));
    }
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof VidigestError) throw error;
    const failure = failureOfRequest(error, clock.now());
    if (conclusive.has(failure.facts.code)) {
      const call = { stage: 'model check', model: options.baseUrl, apiKey: options.apiKey, request: null };
      throw callError(failure, { ...call, nowMs: clock.now() });
    }
    const missing = error instanceof APIError && [404, 405, 501].includes(error.status ?? 0);
    if (missing) logger.info('the server lists no models; the configured ones are used unchecked');
    else logger.warn('models could not be checked', { failure: failure.message });
    deps.onNote?.(missing ? { kind: 'lists-none' } : { kind: 'unreachable', why: failure.message });
  } finally {
    watchdog.stop();
  }
  return limits;
}

const conclusive: ReadonlySet<ErrorCode> = new Set(['model-auth', 'model-credit']);

const listedModelSchema = z.object({
  id: z.string(),
  /** `model` on the API itself; other servers list in shapes of their own. */
  type: z.string().optional().catch(undefined),
  lifecycle: z.string().optional().catch(undefined),
  retires_at: z.string().nullish().catch(null),
  max_input_tokens: z.number().int().positive().nullish().catch(null),
  max_tokens: z.number().int().positive().nullish().catch(null),
});
type ListedModel = z.infer<typeof listedModelSchema>;

/** More than any service has, and an end for one whose pages go in circles. */
const mostModels = 2_000;

async function listModels(client: Anthropic, signal: AbortSignal): Promise<ListedModel[]> {
  const models: ListedModel[] = [];
  for await (const item of client.models.list({ limit: 1_000 }, { signal })) {
    const parsed = listedModelSchema.safeParse(item);
    if (parsed.success) models.push(parsed.data);
    if (models.length >= mostModels) break;
  }
  return models;
}

/** Aliases and retired models are not listed, but can be asked for. Null for a name the service does not know. */
async function resolveAlias(
  client: Anthropic,
  id: string,
  catalogue: readonly ListedModel[],
  signal: AbortSignal,
): Promise<ListedModel | null> {
  if (!isComplete(catalogue)) return null;
  try {
    return listedModelSchema.parse(await client.models.retrieve(id, {}, { signal }));
  } catch (error) {
    if (error instanceof NotFoundError) return null;
    throw error;
  }
}

/** Only a list in the API's own shape holds every valid name; other servers leave out aliases and tags. */
function isComplete(catalogue: readonly ListedModel[]): boolean {
  return catalogue.some((model) => model.type === 'model');
}

function refuse(
  { logger, onNote }: CheckDeps,
  options: CheckOptions,
  stage: Stage,
  catalogue: readonly ListedModel[],
  found: ListedModel | null,
): void {
  const id = options.models[stage];
  const setting = options.settings[stage];
  const near = nearNames(
    id,
    catalogue.map((model) => model.id),
  ).join(', ');
  if (!isComplete(catalogue)) {
    logger.warn('the server does not list this model', { setting, model: id, near });
    onNote?.({ kind: 'unlisted', near });
    return;
  }
  const verdict = `${setting}: model "${id}" ${found === null ? 'is unknown' : 'has been retired'}`;
  const reason = near === '' ? verdict : `${verdict}; did you mean ${near}?`;
  throw new VidigestError('model-unknown', reason, { reason });
}

function warnOfEnd({ logger, onNote }: CheckDeps, { id, lifecycle, retires_at, ...room }: ListedModel): ModelLimits {
  if (lifecycle === 'deprecated') {
    logger.warn('a configured model is deprecated', { model: id, lifecycle, retiresAt: retires_at });
    onNote?.({ kind: 'deprecated', retiresAt: retires_at ?? null });
  }
  return { contextTokens: room.max_input_tokens ?? null, maxOutputTokens: room.max_tokens ?? null };
}
