import { randomUUID } from 'node:crypto';
import type { Server } from 'node:http';
import { type WebSocket, WebSocketServer } from 'ws';
import { z } from 'zod';
import { type GatewayEvent, type GatewaySession, tell } from './gateway-session.ts';
import { intentsCloseCode, neededIntent } from './intents.ts';
import { guildPayload, userPayload } from './payloads.ts';
import type { World } from './world.ts';

export interface GatewayOptions {
  readonly token: string;
  readonly heartbeatMs: number;
  /** Privileged intents that the portal allows. */
  allowedIntents: number;
  maxConcurrency: number;
}

/** The gateway, over real WebSockets. */
export interface Gateway {
  readonly sessions: readonly GatewaySession[];
  /** What bots have sent, by name, in order. */
  readonly heard: readonly string[];
  emit(event: GatewayEvent): void;
  /** Closes every connection with this code; sessions can be resumed unless `forget`. */
  drop(code: number, forget?: boolean): void;
  /** Asks every bot to connect again (op 7). */
  askToReconnect(): void;
  /** Tells every bot that its session is invalid (op 9). */
  invalidate(resumable: boolean): void;
  /** Stops answering heartbeats, or answers them again. */
  setDeaf(deaf: boolean): void;
  close(): Promise<void>;
}

const opcodes = {
  heartbeat: 1,
  identify: 2,
  presence: 3,
  resume: 6,
  reconnect: 7,
  invalid: 9,
  hello: 10,
  ack: 11,
} as const;
const names = Object.fromEntries(Object.entries(opcodes).map(([name, op]) => [op, name]));

const frameSchema = z.object({ op: z.number(), d: z.unknown() });
const identifySchema = z.object({
  token: z.string(),
  intents: z.number(),
  properties: z.object({ os: z.string(), browser: z.string(), device: z.string() }),
  shard: z.tuple([z.number(), z.number()]).optional(),
});
const resumeSchema = z.object({ token: z.string(), session_id: z.string(), seq: z.number() });

const guildDelayMs = 20;
/** A little less than Discord's 5 s: clients wait exactly those. */
const identifyEveryMs = 4_900;
/** Frames that one connection may send in a minute. */
const framesPerMinute = 120;

/** Listens on the server under `/gateway`. */
export function createGateway(server: Server, world: World, options: GatewayOptions): Gateway {
  const sockets = new WebSocketServer({ server, path: '/gateway' });
  const sessions: GatewaySession[] = [];
  const heard: string[] = [];
  const timers = new Set<NodeJS.Timeout>();
  let deaf = false;

  const identifiedAtMs = new Map<number, number>();
  /** One shard of each remainder may identify in 5 s. */
  const isTooSoon = ([shard, shards]: readonly [number, number]): boolean => {
    const bucket = shard % options.maxConcurrency;
    const nowMs = Date.now();
    const isSoon = shards > 1 && nowMs - (identifiedAtMs.get(bucket) ?? 0) < identifyEveryMs;
    if (!isSoon) identifiedAtMs.set(bucket, nowMs);
    return isSoon;
  };

  const identify = (socket: WebSocket, data: unknown): GatewaySession | number | 'invalid' => {
    const parsed = identifySchema.safeParse(data);
    if (!parsed.success) return 4002;
    const { token, intents, shard = [0, 1] } = parsed.data;
    if (token !== options.token) return 4004;
    if (shard[0] < 0 || shard[0] >= shard[1]) return 4010;
    const refusal = intentsCloseCode(intents, options.allowedIntents);
    if (refusal !== null) return refusal;
    if (isTooSoon(shard)) return 'invalid';
    const session = { id: randomUUID(), intents, shard, socket, sequence: 0, told: [], resumable: true };
    sessions.push(session);
    const guilds = [...world.guilds.values()].filter(({ id }) => shardOf(id, shard[1]) === shard[0]);
    tell(session, 'READY', {
      v: 10,
      user: userPayload(world.bot),
      guilds: guilds.map(({ id }) => ({ id, unavailable: true })),
      session_id: session.id,
      resume_gateway_url: addressOf(server),
      application: { id: world.applicationId, flags: 0 },
      shard,
    });
    // Discord takes a moment for these; a client that gets them together with READY may deal with them before it.
    const timer = setTimeout(() => {
      for (const guild of guilds) tell(session, 'GUILD_CREATE', guildPayload(world, guild));
      timers.delete(timer);
    }, guildDelayMs);
    timers.add(timer);
    return session;
  };

  const resume = (socket: WebSocket, data: unknown): GatewaySession | number | 'invalid' => {
    const parsed = resumeSchema.safeParse(data);
    if (!parsed.success) return 4002;
    const { token, session_id, seq } = parsed.data;
    if (token !== options.token) return 4004;
    const session = sessions.find(({ id }) => id === session_id);
    if (session === undefined || !session.resumable) return 'invalid';
    if (seq > session.sequence) return 4007;
    session.socket = socket;
    for (const { sequence, payload } of session.told) if (sequence > seq) socket.send(payload);
    tell(session, 'RESUMED', {});
    return session;
  };

  const connected = (socket: WebSocket): void => {
    let session: GatewaySession | null = null;
    let frames = 0;
    /** Gives the code to close with; null to go on. */
    const receive = (text: string): number | null => {
      frames += 1;
      const frame = parseFrame(text);
      if (frames > framesPerMinute || frame === null) return frame === null ? 4002 : 4008;
      heard.push(names[frame.op] ?? `op ${frame.op}`);
      if (frame.op === opcodes.heartbeat) {
        if (!deaf) socket.send(JSON.stringify({ op: opcodes.ack }));
        return null;
      }
      if (frame.op === opcodes.presence && session !== null) return null;
      if (frame.op !== opcodes.identify && frame.op !== opcodes.resume) return session === null ? 4003 : 4001;
      if (session !== null) return 4005;
      const result = frame.op === opcodes.identify ? identify(socket, frame.d) : resume(socket, frame.d);
      if (typeof result === 'number') return result;
      if (result === 'invalid') socket.send(JSON.stringify({ op: opcodes.invalid, d: false }));
      else session = result;
      return null;
    };
    socket.on('message', (data) => {
      const code = receive(String(data));
      if (code !== null) socket.close(code);
    });
    socket.on('close', (code) => {
      if (session !== null && session.socket === socket) {
        session.socket = null;
        // A bot that closes normally ends its session.
        if (code === 1000 || code === 1001) session.resumable = false;
      }
    });
    socket.send(JSON.stringify({ op: opcodes.hello, d: { heartbeat_interval: options.heartbeatMs } }));
  };

  sockets.on('connection', (socket, request) => {
    const query = new URL(request.url ?? '/', 'ws://x').searchParams;
    if (query.get('v') !== '10' || query.get('encoding') !== 'json') socket.close(4012);
    else connected(socket);
  });

  return {
    sessions,
    heard,
    emit({ name, isDirect, data }) {
      const needed = neededIntent(name, isDirect);
      for (const session of sessions) {
        if (!session.resumable || (session.intents & needed) !== needed) continue;
        const told = data(session);
        if (isFor(session, name, told)) tell(session, name, told);
      }
    },
    drop(code, forget = false) {
      for (const session of sessions) {
        if (forget) session.resumable = false;
        session.socket?.close(code);
      }
    },
    askToReconnect() {
      for (const { socket } of sessions) socket?.send(JSON.stringify({ op: opcodes.reconnect, d: null }));
    },
    invalidate(resumable) {
      for (const session of sessions) {
        session.resumable &&= resumable;
        session.socket?.send(JSON.stringify({ op: opcodes.invalid, d: resumable }));
      }
    },
    setDeaf(next) {
      deaf = next;
    },
    async close() {
      for (const timer of timers) clearTimeout(timer);
      for (const socket of sockets.clients) socket.terminate();
      await new Promise<void>((resolve) => sockets.close(() => resolve()));
    },
  };
}

/** Where the gateway of a server is. */
export function addressOf(server: Server): string {
  const address = server.address();
  return typeof address === 'object' && address !== null ? `ws://127.0.0.1:${address.port}/gateway` : '';
}

/** Each server is told to one shard, and direct messages to the first. */
function isFor({ shard: [id, shards] }: GatewaySession, name: string, data: unknown): boolean {
  const { guild_id, id: own } = data as { readonly guild_id?: string | null; readonly id?: string };
  const guild = guild_id ?? (name === 'GUILD_CREATE' ? own : undefined);
  return (guild === undefined ? 0 : shardOf(guild, shards)) === id;
}

/** The shard that hears of a server. */
export function shardOf(guild: string, shards: number): number {
  return Number((BigInt(guild) >> 22n) % BigInt(shards));
}

function parseFrame(text: string): z.infer<typeof frameSchema> | null {
  try {
    const parsed = frameSchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
