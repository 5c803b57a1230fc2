import type { ServerResponse } from 'node:http';
import { currentApplication, type FakePortal, gatewayBot, listCommands, ownGuilds } from './application-routes.ts';
import {
  activeThreads,
  getChannel,
  getMember,
  listRoles,
  openDirect,
  startThread,
  updateThread,
} from './channel-routes.ts';
import { replaceCommands } from './command-routes.ts';
import { ok, type Route, type RouteAnswer, type RouteContext } from './context.ts';
import type { Faults, MetFault } from './faults.ts';
import type { FakeRequest } from './http-request.ts';
import { callback, followUp, type Interactions, original } from './interaction-routes.ts';
import { createMessage, deleteMessage, editMessage, getMessage, listMessages, ownReaction } from './message-routes.ts';
import { userPayload } from './payloads.ts';
import type { RateLimits } from './rate-limits.ts';
import { DiscordRefusalError, refusals } from './refusal.ts';

/** What the API is made of. */
export interface RestApiOptions {
  readonly token: string;
  readonly gatewayUrl: () => string;
  readonly portal: FakePortal;
  readonly interactions: Interactions;
  readonly faults: Faults;
  readonly limits: RateLimits;
  readonly onRefusal: (request: FakeRequest, error: DiscordRefusalError) => void;
}

interface Entry {
  readonly method: string;
  readonly path: RegExp;
  readonly route: Route;
  /** The path itself is the right to use it. */
  readonly open?: true;
}

const id = '(\\d+)';
const token = '([\\w-]+)';

/** The routes, each by its method and path. */
function routesOf({ gatewayUrl, portal, interactions }: RestApiOptions): readonly Entry[] {
  const at = (path: string): RegExp => new RegExp(`^${path}$`, 'u');
  const message = `/channels/${id}/messages/${id}`;
  return [
    { method: 'GET', path: at('/gateway/bot'), route: gatewayBot(portal, gatewayUrl) },
    { method: 'GET', path: at('/users/@me'), route: ({ world }) => ok(userPayload(world.bot)) },
    { method: 'GET', path: at('/users/@me/guilds'), route: ownGuilds },
    { method: 'POST', path: at('/users/@me/channels'), route: openDirect },
    { method: 'GET', path: at('/applications/@me'), route: currentApplication(portal) },
    { method: 'GET', path: at(`/applications/${id}/commands`), route: listCommands },
    { method: 'PUT', path: at(`/applications/${id}/commands`), route: replaceCommands },
    { method: 'GET', path: at(`/channels/${id}`), route: getChannel },
    { method: 'PATCH', path: at(`/channels/${id}`), route: updateThread },
    { method: 'POST', path: at(`/channels/${id}/messages`), route: createMessage },
    { method: 'GET', path: at(`/channels/${id}/messages`), route: listMessages },
    { method: 'GET', path: at(`/guilds/${id}/threads/active`), route: activeThreads },
    { method: 'GET', path: at(`/guilds/${id}/members/${id}`), route: getMember },
    { method: 'GET', path: at(`/guilds/${id}/roles`), route: listRoles },
    { method: 'GET', path: at(message), route: getMessage },
    { method: 'PATCH', path: at(message), route: editMessage },
    { method: 'DELETE', path: at(message), route: deleteMessage },
    { method: 'POST', path: at(`${message}/threads`), route: startThread },
    { method: 'PUT', path: at(`${message}/reactions/([^/]+)/@me`), route: ownReaction },
    { method: 'DELETE', path: at(`${message}/reactions/([^/]+)/@me`), route: ownReaction },
    { method: 'POST', path: at(`/interactions/${id}/${token}/callback`), route: callback(interactions), open: true },
    { method: 'POST', path: at(`/webhooks/${id}/${token}`), route: followUp(interactions), open: true },
    ...['GET', 'PATCH', 'DELETE'].map((method) => ({
      method,
      path: at(`/webhooks/${id}/${token}/messages/@original`),
      route: original(interactions),
      open: true as const,
    })),
  ];
}

/** What a proxy before Discord says while Discord is away. */
const page = '<html><head><title>502 Bad Gateway</title></head></html>';

/** Answers a request, or leaves it unanswered where a fault wants that. */
export type RestApi = (request: FakeRequest, response: ServerResponse) => void;

/** The REST API over a world. */
export function createRestApi(context: RouteContext, options: RestApiOptions): RestApi {
  const routes = routesOf(options);
  return (request, response) => {
    const fault = options.faults.take(request);
    if (fault?.kind === 'hang') return;
    if (fault?.kind === 'dropped') return void response.destroy();
    if (fault?.kind === 'page') return void response.writeHead(502, { 'content-type': 'text/html' }).end(page);
    let headers: Record<string, string> = {};
    try {
      if (fault?.kind === 'broken') throw refusals.broken();
      const found = routes.find(({ method, path }) => method === request.method && path.test(request.path));
      if (found === undefined) throw refusals.notFound();
      if (found.open !== true && request.authorization !== `Bot ${options.token}`) throw refusals.unauthorized();
      if (fault?.kind === 'limited') throw tooMany(fault);
      headers = options.limits.count(request.method, request.path);
      const [, ...params] = found.path.exec(request.path) ?? [];
      send(response, found.route(context, request, params), headers, fault);
    } catch (error) {
      if (!(error instanceof DiscordRefusalError)) throw error;
      options.onRefusal(request, error);
      refuse(response, error, headers, fault?.global === true);
    }
  };
}

function tooMany({ retryAfter = 0.05 }: MetFault): DiscordRefusalError {
  return new DiscordRefusalError(429, 0, 'You are being rate limited.', { retryAfter });
}

function send(
  response: ServerResponse,
  { status, body }: RouteAnswer,
  headers: Record<string, string>,
  fault: MetFault | null,
): void {
  if (fault?.kind === 'kept') return;
  if (fault?.kind === 'lost') {
    response.destroy();
    return;
  }
  if (body === null) {
    response.writeHead(status, headers).end();
    return;
  }
  const text = JSON.stringify(body);
  response.writeHead(status, {
    ...headers,
    'content-type': 'application/json',
    'content-length': String(Buffer.byteLength(text)),
  });
  if (fault?.kind === 'cut') response.write(text.slice(0, text.length >> 1), () => response.destroy());
  else response.end(text);
}

function refuse(
  response: ServerResponse,
  error: DiscordRefusalError,
  headers: Record<string, string>,
  global: boolean,
): void {
  const { status, code, message, problems, retryAfter } = error;
  const limited = retryAfter === null ? {} : { retry_after: retryAfter, global };
  const errors =
    problems.length === 0 ? {} : { errors: { _errors: problems.map((each) => ({ code: 'INVALID', message: each })) } };
  response.writeHead(status, {
    ...headers,
    'content-type': 'application/json',
    ...(retryAfter === null
      ? {}
      : { 'retry-after': String(retryAfter), 'x-ratelimit-scope': global ? 'global' : 'user' }),
    ...(global ? { 'x-ratelimit-global': 'true' } : {}),
  });
  response.end(JSON.stringify({ message, code, ...limited, ...errors }));
}
