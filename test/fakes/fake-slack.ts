import { once } from 'node:events';
import type { Server } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createFakeApp, type FakeApp } from './slack/app-settings.ts';
import type { MessageRules } from './slack/check-message.ts';
import { type ChooseFault, createFaultQueue, type SlackFault } from './slack/faults.ts';
import { createFakeFiles, type FakeFile } from './slack/files.ts';
import { createFakeHttpEvents, type FakeHttpEvents } from './slack/http-events.ts';
import { fakeSlackIds, idsOfTeam } from './slack/identity.ts';
import { createFakeInteractivity, type FakeResponse, type OpenView } from './slack/interactivity.ts';
import { createPace, type Pace } from './slack/pace.ts';
import { createFakeSocketMode, type FakeSocketMode, type SocketDelivery } from './slack/socket-mode.ts';
import { createFakeTeam, type FakeTeam, type SharedWorld } from './slack/team.ts';
import { createFakeTokens, type FakeTokens } from './slack/tokens.ts';
import { createWatchers } from './slack/watchers.ts';
import { type SlackCall, webApiListener } from './slack/web-api.ts';

/** How strict the fake is. All of it can be changed later through `rules`. */
export interface FakeSlackOptions {
  /** Over all strings of a message. Default 10,000. */
  readonly characterLimit?: number;
  /** Default true. False: container blocks are refused as unknown. */
  readonly containers?: boolean;
  /** Refuse more than a message a second in a channel. Default false. */
  readonly rateLimit?: boolean;
  /** Most messages of a page, whatever is asked for. Default 1,000; Slack gives apps sold elsewhere 15. */
  readonly pageLimit?: number;
  /** Scopes of the bot token. Default: those of the manifest. */
  readonly scopes?: readonly string[];
  /** An event that is not acknowledged by then is sent again. Default 3 s, as Slack. */
  readonly ackTimeoutMs?: number;
  /** Several connections get events in turn, as Slack may do it. Default false: the newest gets all. */
  readonly takeTurns?: boolean;
  /** The fake's clock, in ms since the epoch. Default: the real one. */
  readonly nowMs?: () => number;
}

/** Slack as far as this program knows it: Web API and Socket Mode on the loopback. */
export interface FakeSlack extends FakeTeam {
  /** What `SLACK_API_URL` is set to. */
  readonly apiUrl: string;
  /** May be changed while it runs. */
  readonly rules: MessageRules & {
    rateLimit: boolean;
    pageLimit: number;
    tokenRevoked: boolean;
    tokenSeconds: number | null;
  };
  /** How the app is set up. May be changed while it runs. */
  readonly app: FakeApp;
  /** Every call so far, refused ones included, in order of arrival. */
  readonly calls: readonly SlackCall[];
  /** Everything that was sent to the app, over sockets or to its address. */
  readonly deliveries: readonly SocketDelivery[];
  /** Another workspace; the first one is this fake itself. `T1TEAM`, `U1BOT` and so on. */
  addTeam(): FakeTeam;
  /** The next calls of a method meet these, in order. */
  fail(method: string, ...faults: SlackFault[]): void;
  /** Asked about each call for which none of these is planned. The last one given counts. */
  failWhere(choose: ChooseFault): void;
  /** Resolves once the predicate holds; looked at whenever something has happened. Default patience: 40 s. */
  waitFor(predicate: () => boolean, timeoutMs?: number): Promise<void>;
  /** Pages that people have open, and homes as they see them, oldest first. */
  readonly views: readonly OpenView[];
  /** What was said through response addresses. */
  readonly responses: readonly FakeResponse[];
  readonly files: readonly FakeFile[];
  readonly sockets: Pick<FakeSocketMode, 'connections' | 'refresh' | 'drop' | 'loseAcks'>;
  /** Slack's requests to the app: used once an address was given, instead of sockets. */
  readonly http: Pick<FakeHttpEvents, 'sendTo' | 'loseAcks' | 'statuses'>;
  readonly tokens: Omit<FakeTokens, 'exchange' | 'teamOf'>;
  close(): Promise<void>;
}

/** Slow machines are no failure. */
const patienceMs = 40_000;

const manifestScopes = [
  'chat:write',
  'reactions:write',
  'channels:history',
  'groups:history',
  'im:history',
  'mpim:history',
  'commands',
  'reactions:read',
  'channels:read',
  'groups:read',
  'im:read',
  'mpim:read',
  'users:read',
  'files:write',
];

/** Starts one with the channel `C0GENERAL`. Tokens and ids are in `slack/identity.ts`. */
export async function startFakeSlack(options: FakeSlackOptions = {}): Promise<FakeSlack> {
  const nowMs = options.nowMs ?? Date.now;
  const { characterLimit = 10_000, containers = true, rateLimit = false, pageLimit = 1_000 } = options;
  const rules = { characterLimit, containers, rateLimit, pageLimit, tokenRevoked: false, tokenSeconds: null };
  const faults = createFaultQueue();
  const watchers = createWatchers();
  const calls: SlackCall[] = [];
  const pace: Pace = createPace(nowMs, 1000);

  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const { ackTimeoutMs = 3000, takeTurns = false } = options;
  const sockets = createFakeSocketMode(server, { port, ackTimeoutMs, takeTurns, onChange: watchers.notify });

  const http = createFakeHttpEvents({ ackTimeoutMs, onChange: watchers.notify });
  const deliver: SharedWorld['deliver'] = (...sent) =>
    http.isUsed() ? http.deliver(...sent) : sockets.deliver(...sent);
  const interactivity = createFakeInteractivity(`http://127.0.0.1:${port}`, nowMs);
  const files = createFakeFiles(`http://127.0.0.1:${port}`);
  const app = createFakeApp();
  const shared: SharedWorld = { rules, interactivity, files, app, nowMs, deliver };
  const first = createFakeTeam(fakeSlackIds, shared);
  const teams = new Map([[fakeSlackIds.team as string, first]]);
  const worldOf = (team: string) => (teams.get(team) ?? first).world;
  const scopes = options.scopes ?? manifestScopes;
  const lastsSeconds = () => rules.tokenSeconds;
  const botUserOf = (team: string) => worldOf(team).ids.botUser;
  const tokens = createFakeTokens(fakeSlackIds.team, { scopes, lastsSeconds, botUserOf });
  const listener = webApiListener({
    world: first.world,
    worldOf,
    tokens,
    faults,
    pace: () => (rules.rateLimit ? pace : null),
    scopes: new Set(scopes),
    tokenRevoked: () => rules.tokenRevoked,
    nowMs,
    onCall: (call) => void calls.push(call),
    onDone: watchers.notify,
    openConnection: sockets.openConnection,
  });
  server.on('request', listener);
  return {
    ...first.team,
    apiUrl: `http://127.0.0.1:${port}/api/`,
    rules,
    app,
    calls,
    get deliveries() {
      return http.isUsed() ? http.deliveries : sockets.deliveries;
    },
    sockets,
    http,
    tokens,
    addTeam() {
      const added = createFakeTeam(idsOfTeam(teams.size), shared);
      teams.set(added.team.ids.team, added);
      return added.team;
    },
    views: interactivity.views,
    responses: interactivity.responses,
    files: files.shared,
    fail: (method, ...list) => faults.add(method, list),
    failWhere: faults.ask,
    waitFor: (predicate, timeoutMs = patienceMs) => watchers.waitFor(predicate, timeoutMs, () => describe(calls)),
    close() {
      http.close();
      return closeAll(server, sockets);
    },
  };
}

function describe(calls: readonly SlackCall[]): string {
  const last = calls.slice(-10).map(({ method, outcome }) => `${method} ${outcome}`);
  return `waited in vain; the last calls were: ${last.join(', ') || 'none'}`;
}

async function closeAll(server: Server, sockets: FakeSocketMode): Promise<void> {
  sockets.close();
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
