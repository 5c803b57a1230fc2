import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createSystemClock } from '../../src/adapters/clock/system-clock.ts';
import type { Clock } from '../../src/core/ports/runtime.ts';
import { answerText } from './claude/answer-text.ts';
import type { Pace } from './claude/delivery.ts';
import { createFaultPlan, type FaultRule } from './claude/faults.ts';
import { type Exchange, handleMessages, type MessagesContext } from './claude/handle-messages.ts';
import { catalogue, describeModel, findModel } from './claude/model-catalogue.ts';
import type { Prompt } from './claude/prompt.ts';
import { createPromptCache } from './claude/prompt-cache.ts';
import { badRequest, errorBody } from './claude/refusal.ts';
import { readBody, refuseHeaders } from './claude/refusals.ts';
import { blocksOf } from './claude/request-body.ts';
import { type FakeClaudeStats, type RecordedRequest, sumUp } from './claude/request-log.ts';
import type { TokenBudget } from './claude/token-budget.ts';
import { countTokens } from './claude/tokens.ts';

export interface FakeClaudeOptions extends Partial<Pace> {
  /** Key that is accepted; default `test-key`. */
  readonly apiKey?: string;
  readonly faults?: readonly FaultRule[];
  /** Text to answer with; null or no function: the fake's own. Faults of content do not touch it. */
  readonly answer?: (prompt: Prompt) => string | null;
  /** Tokens an answer takes; null or no function: as many as its text has. */
  readonly budget?: (prompt: Prompt) => TokenBudget | null;
  /** False: a server of this API without `GET /v1/models`, as some local ones are. */
  readonly listsModels?: boolean;
  /** Answers `GET /v1/models` in place of the catalogue, for servers with a list of another shape. */
  readonly listed?: unknown;
  /** The status of a server without a list; default 404. */
  readonly missingStatus?: number;
  /** What the time between pings passes on; default: the machine's. */
  readonly clock?: Pick<Clock, 'sleep'>;
}

/** A Messages API on loopback that refuses what the real one refuses. */
export interface FakeClaude {
  readonly baseUrl: string;
  readonly apiKey: string;
  /** In order of arrival. */
  readonly requests: readonly RecordedRequest[];
  stats(): FakeClaudeStats;
  /** Plans a fault after those planned before. */
  fail(rule: FaultRule): void;
  /** Ends every connection. */
  close(): Promise<void>;
}

/** Starts a fake on a free port. Whoever starts it closes it. */
export async function startFakeClaude(options: FakeClaudeOptions = {}): Promise<FakeClaude> {
  const requests: RecordedRequest[] = [];
  const plan = createFaultPlan(options.faults ?? []);
  const closing = new AbortController();
  const context: MessagesContext = {
    cache: createPromptCache(),
    plan,
    pace: { ttftMs: options.ttftMs ?? 0, tokensPerSecond: options.tokensPerSecond ?? 0 },
    answer: (prompt, fault) => options.answer?.(prompt) ?? answerText(prompt, fault),
    budget: (prompt) => options.budget?.(prompt) ?? null,
    clock: options.clock ?? createSystemClock(),
    closing: closing.signal,
    running: 0,
    peak: 0,
  };
  const apiKey = options.apiKey ?? 'test-key';
  const server = createServer((request, response) => {
    serve(request, response, { ...options, apiKey }, context, requests).catch((error: unknown) => {
      // A client that went away while it was sending is no fault of the fake's.
      if (!request.destroyed) throw error;
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `http://127.0.0.1:${port}`,
    apiKey,
    requests,
    stats: () => sumUp(requests, context),
    fail: (rule) => plan.add(rule),
    async close() {
      closing.abort();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function serve(
  request: IncomingMessage,
  response: ServerResponse,
  options: FakeClaudeOptions & { readonly apiKey: string },
  context: MessagesContext,
  requests: RecordedRequest[],
): Promise<void> {
  const { pathname } = new URL(request.url ?? '/', 'http://fake');
  const value = parseJson(await readText(request));
  const record = recordOf(request, pathname, value);
  requests.push(record);
  const exchange = openExchange(record, response, `req_fake${String(requests.length).padStart(6, '0')}`);
  const refusal = refuseHeaders(request.headers, options.apiKey);
  if (refusal !== null) return exchange.refuse(refusal);
  if (request.method === 'GET' && pathname.startsWith('/v1/models')) return serveModels(pathname, exchange, options);
  if (request.method !== 'POST' || !/^\/v1\/messages(\/count_tokens)?$/.test(pathname)) {
    return exchange.refuse({ status: 404, type: 'not_found_error', message: 'Not found' });
  }
  if (value === undefined) return exchange.refuse(badRequest('body: not JSON'));
  if (pathname.endsWith('/count_tokens')) return serveCount(value, exchange);
  return handleMessages(value, exchange, context);
}

function recordOf({ method = 'GET', headers }: IncomingMessage, path: string, value: unknown): RecordedRequest {
  const body = value ?? null;
  const nothingYet = { stage: null, warmUp: false, status: 0, refusal: null, input: null, outputTokens: 0, stop: null };
  return { method, path, headers, body, ...nothingYet };
}

function openExchange(record: RecordedRequest, response: ServerResponse, requestId: string): Exchange {
  const send = (status: number, body: string, extra: Readonly<Record<string, string>>): void => {
    record.status = status;
    response.writeHead(status, { 'content-type': 'application/json', 'request-id': requestId, ...extra });
    response.end(body);
  };
  return {
    record,
    response,
    requestId,
    give: (body) => send(200, JSON.stringify(body), {}),
    refuse(refusal, headers = {}) {
      record.refusal = refusal.message;
      send(refusal.status, errorBody(refusal, requestId), headers);
    },
  };
}

function serveModels(pathname: string, { give, refuse }: Exchange, options: FakeClaudeOptions): void {
  const id = decodeURIComponent(pathname.replace(/^\/v1\/models\/?/, ''));
  const model = findModel(id);
  if (options.listsModels === false) {
    refuse({ status: options.missingStatus ?? 404, type: 'not_found_error', message: 'Not found' });
  } else if (options.listed !== undefined) {
    give(options.listed);
  } else if (id === '') {
    const data = catalogue.filter(({ lifecycle }) => lifecycle !== 'retired').map(describeModel);
    give({ data, has_more: false, first_id: catalogue[0]?.id, last_id: catalogue.at(-1)?.id });
  } else if (model === undefined) {
    refuse({ status: 404, type: 'not_found_error', message: `model: ${id}` });
  } else {
    give(describeModel(model));
  }
}

function serveCount(value: unknown, { give, refuse }: Exchange): void {
  const body = readBody({ max_tokens: 1, ...(value as object) });
  if ('status' in body) {
    refuse(body);
  } else {
    const { system, user } = blocksOf(body);
    give({ input_tokens: [...system, ...user].reduce((sum, block) => sum + countTokens(block.text ?? ''), 0) });
  }
}

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

/** Undefined for what is not JSON. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
