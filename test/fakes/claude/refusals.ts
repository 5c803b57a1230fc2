import type { IncomingHttpHeaders } from 'node:http';
import { type CatalogueModel, efforts, findModel } from './model-catalogue.ts';
import { badRequest, type Refusal } from './refusal.ts';
import { blocksOf, type MessagesBody, messagesBodySchema } from './request-body.ts';
import { refuseSchema } from './schema-refusals.ts';
import { countTokens } from './tokens.ts';

/** The version of the API that SDK 1.x speaks. */
const apiVersion = '2026-10-21';
/** Longest answer that the API gives without streaming. */
const maxUnstreamed = 21_333;
const removed = ['temperature', 'top_p', 'top_k'];

/** Refuses a request by its headers: key first, then version. */
export function refuseHeaders(headers: IncomingHttpHeaders, apiKey: string): Refusal | null {
  const unauthorised = (message: string): Refusal => ({ status: 401, type: 'authentication_error', message });
  if (headers.authorization === undefined) return unauthorised('authorization header is required');
  if (headers.authorization !== `Bearer ${apiKey}`) return unauthorised('invalid bearer token');
  const version = headers['anthropic-version'];
  if (version === undefined) return badRequest('anthropic-version: header is required');
  if (version !== apiVersion) return badRequest(`anthropic-version: "${version}" is not served here`);
  return null;
}

/** A body that parses, or why it does not. */
export function readBody(value: unknown): MessagesBody | Refusal {
  const gone = removed.find((name) => typeof value === 'object' && value !== null && name in value);
  if (gone !== undefined) return badRequest(`${gone}: this parameter has been removed`);
  const parsed = messagesBodySchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  if (issue?.code === 'unrecognized_keys') {
    return badRequest(`${[...issue.path, issue.keys[0]].join('.')}: Extra inputs are not permitted`);
  }
  return badRequest(`${issue?.path.join('.')}: ${issue?.message}`);
}

/** The first rule of the API that a request breaks, or null. */
export function refuseRequest(body: MessagesBody): Refusal | null {
  const model = findModel(body.model);
  if (model === undefined || model.lifecycle === 'retired') {
    return { status: 404, type: 'not_found_error', message: `model: ${body.model}` };
  }
  return (
    refuseThinking(body, model) ??
    refuseTools(body, model) ??
    refuseMessages(body, model) ??
    refuseCaching(body) ??
    refuseFormat(body) ??
    refuseLengths(body, model)
  );
}

function refuseThinking({ thinking, output_config }: MessagesBody, model: CatalogueModel): Refusal | null {
  const effort = output_config?.effort ?? '';
  const level = efforts.indexOf(effort);
  if (effort !== '' && level === -1) return badRequest(`output_config.effort: "${effort}" is not a level`);
  if (effort !== '' && !model.efforts.includes(effort)) {
    return badRequest('This model does not support the effort parameter.');
  }
  if (thinking === undefined) return null;
  const { type } = thinking;
  if (!model.thinking.includes(type)) {
    return badRequest(`"thinking.type.${type}" is not supported for this model.`);
  }
  if (type === 'enabled' && (thinking.budget_tokens ?? 0) < 1024) {
    return badRequest('thinking.enabled.budget_tokens: Input should be greater than or equal to 1024');
  }
  const highest = efforts.indexOf(model.highestCalmEffort);
  if ((type === 'disabled' || type === 'between_tools') && level > highest) {
    return badRequest(`"thinking.type.${type}" is not supported at effort "${effort}".`);
  }
  return null;
}

function refuseTools({ tool_choice }: MessagesBody, model: CatalogueModel): Refusal | null {
  const forced = tool_choice?.type === 'tool' || tool_choice?.type === 'any';
  return forced && !model.forcedTools ? badRequest('tool_choice forces tool use, which this model refuses') : null;
}

function refuseMessages(body: MessagesBody, model: CatalogueModel): Refusal | null {
  const { messages } = body;
  if (messages.length === 0) return badRequest('messages: at least one message is required');
  if (messages[0]?.role !== 'user') return badRequest('messages: first message must use the "user" role');
  if (messages.at(-1)?.role === 'assistant' && (!model.prefill || body.output_config?.format != null)) {
    return badRequest('This model does not support assistant message prefill.');
  }
  const { system, user } = blocksOf(body);
  if (user.length === 0) return badRequest('messages: content must not be empty');
  if ([...system, ...user].some((block) => block.type === 'text' && (block.text ?? '').trim() === '')) {
    return badRequest('messages: text content blocks must be non-empty');
  }
  return null;
}

function refuseCaching(body: MessagesBody): Refusal | null {
  const { system, user } = blocksOf(body);
  const found =
    [...system, ...user].filter((block) => block.cache_control != null).length + (body.cache_control ? 1 : 0);
  return found > 4 ? badRequest(`A maximum of 4 blocks with cache_control may be provided. Found ${found}.`) : null;
}

function refuseFormat(body: MessagesBody): Refusal | null {
  const schema = body.output_config?.format?.schema;
  if (schema === undefined) return null;
  const cited = blocksOf(body).user.some((block) => block.citations?.enabled === true);
  if (cited) return badRequest('Citations and output_config.format cannot be used together.');
  return refuseSchema(schema);
}

function refuseLengths(body: MessagesBody, model: CatalogueModel): Refusal | null {
  const { max_tokens: maxTokens, stream = false } = body;
  if (maxTokens > model.maxTokens) {
    return badRequest(`max_tokens: ${maxTokens} > ${model.maxTokens}, which is the maximum allowed for ${model.id}`);
  }
  if (!stream && maxTokens > maxUnstreamed) return badRequest('Streaming is required for long requests.');
  const forced = body.tool_choice?.type === 'tool' || body.tool_choice?.type === 'any';
  if (
    maxTokens === 0 &&
    (stream || body.output_config?.format != null || body.thinking?.type === 'enabled' || forced)
  ) {
    return badRequest(
      'max_tokens: 0 does not go with stream, output_config.format, enabled thinking or a forced tool.',
    );
  }
  const { system, user } = blocksOf(body);
  const tokens = [...system, ...user].reduce((sum, block) => sum + countTokens(block.text ?? ''), 0);
  return tokens + maxTokens > model.contextTokens
    ? badRequest(`prompt is too long: ${tokens} tokens > ${model.contextTokens - maxTokens} maximum`)
    : null;
}
