import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import type { FakePortal } from './discord/application-routes.ts';
import { emitChannel, type RouteContext } from './discord/context.ts';
import { type ChooseFault, createFaults, type Fault } from './discord/faults.ts';
import { addressOf, createGateway, type Gateway, shardOf } from './discord/gateway.ts';
import { type FakeRequest, readRequest } from './discord/http-request.ts';
import { intentBits } from './discord/intents.ts';
import type { Interactions } from './discord/interaction-routes.ts';
import { guildPayload } from './discord/payloads.ts';
import { createPeople, type People } from './discord/people.ts';
import { createRateLimits, type RateLimit } from './discord/rate-limits.ts';
import { createRestApi, type RestApiOptions } from './discord/rest-api.ts';
import {
  channelTypes,
  createWorld,
  type FakeChannel,
  type FakeGuild,
  type FakeMessage,
  type FakeUser,
  type PermissionName,
  type World,
} from './discord/world.ts';

export interface FakeDiscordOptions {
  /** False: the developer portal does not allow the text of messages. */
  readonly messageContent?: boolean;
  readonly heartbeatMs?: number;
  /** How long an interaction waits for its first answer. Default 3 s, as Discord. */
  readonly interactionDeadlineMs?: number;
}

/** A Discord with one server, a person and the bot, over HTTP and WebSocket on the loopback. */
export interface FakeDiscord extends People {
  /** Without the version, as discord.js wants it. */
  readonly apiUrl: string;
  readonly token: string;
  readonly world: World;
  readonly gateway: Gateway;
  readonly guild: FakeGuild;
  readonly person: FakeUser;
  /** A text channel, a forum post, a voice channel and direct messages with the person. */
  readonly channels: {
    readonly text: FakeChannel;
    readonly post: FakeChannel;
    readonly voice: FakeChannel;
    readonly direct: FakeChannel;
  };
  /** May be changed while it runs. */
  readonly portal: FakePortal;
  /** Every request so far, refused ones included, in order of arrival. */
  readonly requests: readonly FakeRequest[];
  /** What was refused, in words, in order. */
  readonly refusals: readonly string[];
  /** The thread of a message; undefined while there is none. */
  thread(message: FakeMessage): FakeChannel | undefined;
  /** The bot's own messages in a channel, in order; not the notices that Discord writes in its name. */
  posts(channel: FakeChannel | undefined): FakeMessage[];
  /** What the bot may not do in a channel, or in that of a thread, from now on; a bot that is connected hears of it. */
  deny(channel: FakeChannel, ...permissions: PermissionName[]): void;
  /** The bot is added to another server. */
  join(name: string, locale: string): FakeGuild;
  /** Adds servers until each of so many shards has one. */
  spread(shards: number): void;
  fail(fault: Fault): void;
  /** Asks about each request that meets no planned fault which one it is to meet. */
  failWhere(choose: ChooseFault): void;
  limit(limit: RateLimit): void;
  /** As after some minutes: what comes under a nonce is posted. */
  forgetNonces(): void;
  /** What the portal allows from now on. */
  allowMessageContent(allowed: boolean): void;
  /** Resolves with what `look` finds soon after there is something to find. */
  waitFor<T>(look: () => T | null | undefined | false): Promise<T>;
  close(): Promise<void>;
}

const token = 'fake.discord.token';
const pollMs = 5;

/** Starts one. It refuses what Discord refuses, with Discord's numbers. */
export async function startFakeDiscord(options: FakeDiscordOptions = {}): Promise<FakeDiscord> {
  const world = createWorld();
  const requests: FakeRequest[] = [];
  const refusals: string[] = [];
  const onRefusal: RestApiOptions['onRefusal'] = ({ method, path }, { status, code, message, problems }) =>
    void refusals.push([method, path, status, code, message, ...problems].join(' '));
  const faults = createFaults();
  const limits = createRateLimits();
  const interactions: Interactions = { all: new Map(), deadlineMs: options.interactionDeadlineMs ?? 3_000 };
  const receive = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    const request = await readRequest(incoming);
    if (request === null) {
      response.writeHead(404).end();
      return;
    }
    requests.push(request);
    api(request, response);
  };
  const server = createServer((incoming, response) => {
    receive(incoming, response).catch((error: unknown) => response.destroy(error instanceof Error ? error : undefined));
  });
  const portal: FakePortal & { readonly token: string; readonly heartbeatMs: number } = {
    token,
    heartbeatMs: options.heartbeatMs ?? 41_250,
    allowedIntents: options.messageContent === false ? 0 : intentBits.messageContent,
    requireCodeGrant: false,
    interactionsUrl: null,
    shards: 1,
    maxConcurrency: 1,
    startsLeft: 999,
  };
  const gateway = createGateway(server, world, portal);
  const context: RouteContext = { world, emit: gateway.emit };
  const gatewayUrl = () => addressOf(server);
  const api = createRestApi(context, { token, gatewayUrl, portal, interactions, faults, limits, onRefusal });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  const { guild, person, channels } = furnish(world);
  const people = createPeople(context, interactions, { person, channel: channels.text });
  return {
    ...people,
    apiUrl: addressOf(server).replace(/^ws(.*)\/gateway$/, 'http$1/api'),
    token,
    world,
    gateway,
    guild,
    person,
    channels,
    portal,
    requests,
    refusals,
    thread: (message) => world.channels.get(message.id),
    posts: (channel) =>
      (channel?.messages ?? []).filter(({ author, type }) => author.id === world.bot.id && [0, 19].includes(type)),
    deny(channel, ...permissions) {
      const holder = world.channels.get(channel.parent ?? '') ?? channel;
      for (const permission of permissions) holder.denied.add(permission);
      emitChannel(context, 'CHANNEL_UPDATE', holder);
    },
    join(name, locale) {
      const joined = world.addGuild(name, locale);
      world.addChannel({ type: channelTypes.text, name: 'general', guild: joined.id });
      gateway.emit({ name: 'GUILD_CREATE', isDirect: false, data: () => guildPayload(world, joined) });
      return joined;
    },
    spread(shards) {
      for (let added = 0; added < 1_000; added += 1) {
        const taken = new Set([...world.guilds.keys()].map((id) => shardOf(id, shards)));
        if (taken.size === shards) return;
        const { id } = world.addGuild('Spread', 'en-US', Date.now() - added);
        if (taken.has(shardOf(id, shards))) world.guilds.delete(id);
        else world.addChannel({ type: channelTypes.text, name: 'general', guild: id });
      }
    },
    fail: (fault) => faults.plan(fault),
    failWhere: faults.ask,
    limit: (limit) => limits.set(limit),
    forgetNonces: () => world.nonces.clear(),
    allowMessageContent(allowed) {
      portal.allowedIntents = allowed ? intentBits.messageContent : 0;
    },
    async waitFor(look) {
      for (;;) {
        const found = look();
        if (found !== null && found !== undefined && found !== false) return found;
        await delay(pollMs);
      }
    },
    async close() {
      await gateway.close();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
}

function furnish(world: World): Pick<FakeDiscord, 'guild' | 'person' | 'channels'> {
  const guild = world.addGuild('Harbor');
  const person = world.addUser('mina');
  const text = world.addChannel({ type: channelTypes.text, name: 'videos', guild: guild.id });
  const voice = world.addChannel({ type: channelTypes.voice, name: 'lounge', guild: guild.id });
  const forum = world.addChannel({ type: channelTypes.forum, name: 'talks', guild: guild.id });
  const post = world.addChannel({ type: channelTypes.publicThread, name: 'A post', guild: guild.id, parent: forum.id });
  const direct = world.addChannel({ type: channelTypes.direct, name: '', guild: null });
  return { guild, person, channels: { text, post, voice, direct } };
}
