import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { FaultQueue, SlackFault } from './faults.ts';
import { fakeSlackTokens } from './identity.ts';
import type { MethodArguments, MethodWorld } from './method.ts';
import type { Pace } from './pace.ts';
import { SlackRefusalError } from './refusal-error.ts';
import type { FakeTokens } from './tokens.ts';
import { webMethods } from './web-methods.ts';

/** A call as it arrived, and what became of it. */
export interface SlackCall {
  readonly method: string;
  readonly args: MethodArguments;
  readonly atMs: number;
  /** The workspace of its token; empty where it has none that is good. */
  team: string;
  /** `ok` when it was done and answered; else Slack's error, `429`, or the kind of the fault that was met. */
  outcome: string;
}

/** What the HTTP side needs to know. */
export interface WebApiContext {
  /** The first workspace's, for what needs none. */
  readonly world: MethodWorld;
  readonly worldOf: (team: string) => MethodWorld;
  readonly tokens: FakeTokens;
  readonly faults: FaultQueue;
  readonly pace: () => Pace | null;
  readonly scopes: ReadonlySet<string>;
  /** Whether the bot token has been revoked: the app was removed, or an admin did it. */
  readonly tokenRevoked: () => boolean;
  readonly nowMs: () => number;
  /** A call has arrived; its outcome may change until `onDone`. */
  readonly onCall: (call: SlackCall) => void;
  readonly onDone: () => void;
  /** A fresh address for a socket. */
  readonly openConnection: () => string;
}

/** The Web API over HTTP. Takes what the SDK sends: form fields, those with structure as JSON. */
export function webApiListener(context: WebApiContext): RequestListener {
  return (request, response) => {
    answer(context, request, response)
      .catch((error: unknown) => response.destroy(error instanceof Error ? error : new Error(String(error))))
      .finally(context.onDone);
  };
}

async function answer(context: WebApiContext, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await readBody(request);
  const path = request.url ?? '';
  if (path.startsWith('/response/')) {
    const { status, text } = context.world.interactivity.respond(path, body, context.world.rules);
    response.writeHead(status, { 'content-type': 'text/plain' });
    response.end(text);
    return;
  }
  if (path.startsWith('/upload/')) {
    const taken = context.world.files.upload(path, contentOf(body, request.headers['content-type'] ?? ''));
    response.writeHead(taken ? 200 : 400, { 'content-type': 'text/plain' });
    response.end(taken ? 'OK' : 'bad upload');
    return;
  }
  const method = (request.url ?? '').replace(/^\/api\//, '');
  const args: MethodArguments = Object.fromEntries(new URLSearchParams(body));
  const call: SlackCall = { method, args, atMs: context.nowMs(), team: teamIn(context, request), outcome: 'ok' };
  context.onCall(call);
  const fault = context.faults.next(method, args);
  if (fault !== undefined && !carriedOut.has(fault.kind)) {
    call.outcome = fault.kind === 'error' ? fault.error : fault.kind;
    meet(fault, response);
    return;
  }
  const waitSeconds =
    method === 'chat.postMessage' ? (context.pace()?.take(`${call.team} ${args.channel ?? ''}`) ?? null) : null;
  if (waitSeconds !== null) {
    call.outcome = '429';
    meet({ kind: 'rate-limit', retryAfterSeconds: waitSeconds }, response);
    return;
  }
  const result = run(context, request, method, args);
  call.outcome = result.ok ? (fault?.kind ?? 'ok') : result.error;
  const headers = { 'x-oauth-scopes': [...context.scopes].join(',') };
  if (fault?.kind === 'lose-answer') response.destroy();
  else if (fault?.kind === 'cut-answer') cutAnswer(response, result);
  else if (fault?.kind !== 'keep-answer') sendJson(response, result, headers);
}

/** Faults of the answer alone. */
const carriedOut: ReadonlySet<SlackFault['kind']> = new Set(['lose-answer', 'cut-answer', 'keep-answer']);

type Result = { readonly ok: true } | { readonly ok: false; readonly error: string };

/** Never throws: what a method refuses is its result. */
function run(context: WebApiContext, request: IncomingMessage, name: string, args: MethodArguments): Result {
  try {
    if (request.method !== 'POST') throw new SlackRefusalError('invalid_post_type');
    const token = tokenIn(request) ?? args.token;
    if (name === 'oauth.v2.access') return { ...context.tokens.exchange(args), ok: true };
    if (name === 'apps.connections.open') {
      checkToken(token, 'app');
      const opened = { ok: true, url: context.openConnection() } as const;
      return opened;
    }
    const method = webMethods[name];
    if (method === undefined) throw new SlackRefusalError('unknown_method', { req_method: name });
    const world = worldFor(context, token, method.token);
    checkScope(context, world, method.scope, args);
    return { ...method.run(args, world), ok: true };
  } catch (error) {
    if (!(error instanceof SlackRefusalError)) throw error;
    return { ...error.extra, ok: false, error: error.error };
  }
}

function tokenIn(request: IncomingMessage): string | undefined {
  return request.headers.authorization?.replace(/^Bearer /, '');
}

function teamIn({ tokens }: WebApiContext, request: IncomingMessage): string {
  try {
    return tokens.teamOf(tokenIn(request) ?? '');
  } catch {
    return '';
  }
}

/** The workspace that a token opens. */
function worldFor(
  context: WebApiContext,
  token: string | undefined,
  wanted: keyof typeof fakeSlackTokens,
): MethodWorld {
  const others: readonly string[] = [fakeSlackTokens.app, fakeSlackTokens.config];
  if (wanted !== 'bot' || token === undefined || token === '' || others.includes(token)) {
    checkToken(token, wanted);
    return context.world;
  }
  const world = context.worldOf(context.tokens.teamOf(token));
  if (world === context.world && context.tokenRevoked()) throw new SlackRefusalError('token_revoked');
  return world;
}

function checkToken(token: string | undefined, wanted: keyof typeof fakeSlackTokens): void {
  if (token === undefined || token === '') throw new SlackRefusalError('not_authed');
  if (token === fakeSlackTokens[wanted]) return;
  const known: readonly string[] = Object.values(fakeSlackTokens);
  throw new SlackRefusalError(known.includes(token) ? 'not_allowed_token_type' : 'invalid_auth');
}

function checkScope(
  { scopes }: WebApiContext,
  world: MethodWorld,
  scope: (typeof webMethods)[string]['scope'],
  { channel }: MethodArguments,
): void {
  if (scope === null) return;
  const needed = typeof scope === 'string' ? scope : scope[world.workspace.channel(channel).kind];
  if (!scopes.has(needed)) throw new SlackRefusalError('missing_scope', { needed, provided: [...scopes].join(',') });
}

function meet(fault: SlackFault, response: ServerResponse): void {
  if (fault.kind === 'error') sendJson(response, { ok: false, error: fault.error });
  if (fault.kind === 'page') sendPage(response, 200);
  if (fault.kind === 'status') sendPage(response, fault.status);
  if (fault.kind === 'cut') response.destroy();
  if (fault.kind !== 'rate-limit') return;
  const after = fault.retryAfterSeconds === null ? {} : { 'retry-after': String(fault.retryAfterSeconds) };
  response.writeHead(429, { 'content-type': 'application/json', ...after });
  response.end(JSON.stringify({ ok: false, error: 'ratelimited' }));
}

function sendPage(response: ServerResponse, status: number): void {
  response.writeHead(status, { 'content-type': 'text/html' });
  response.end('<html><body>Something stands between you and Slack</body></html>');
}

function cutAnswer(response: ServerResponse, result: Result): void {
  const body = JSON.stringify(result);
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body)) });
  response.write(body.slice(0, 5), () => response.destroy());
}

function sendJson(response: ServerResponse, body: unknown, headers: Readonly<Record<string, string>> = {}): void {
  response.writeHead(200, { 'content-type': 'application/json; charset=utf-8', ...headers });
  response.end(JSON.stringify(body));
}

/** The bytes of an upload, which may come as a form with one part. */
function contentOf(body: string, type: string): string {
  const [, boundary] = /boundary=([^;]+)/.exec(type) ?? [];
  if (boundary === undefined) return body;
  const [, part = ''] = body.split(`--${boundary}`);
  return part.slice(part.indexOf('\r\n\r\n') + 4).replace(/\r\n$/, '');
}

async function readBody(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(Buffer.from(part));
  return Buffer.concat(parts).toString('utf8');
}
