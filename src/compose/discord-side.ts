import { randomUUID } from 'node:crypto';
import { RESTEvents } from 'discord.js';
import { createAskedPermissions } from '../adapters/discord/asked-permissions.ts';
import { createDiscordHistory } from '../adapters/discord/channel-history.ts';
import { createDiscordSight } from '../adapters/discord/channel-sight.ts';
import { createDirectory, type Directory } from '../adapters/discord/directory.ts';
import { createDiscordAnswers } from '../adapters/discord/discord-answers.ts';
import { createDiscordApp, type DiscordApp, type KnownServer } from '../adapters/discord/discord-app.ts';
import { createDiscordCall, type DiscordCall } from '../adapters/discord/discord-call.ts';
import { createDiscordRest } from '../adapters/discord/discord-rest.ts';
import { createDiscordSurface, type DiscordSurface } from '../adapters/discord/discord-surface.ts';
import { createOpenInteractions, type OpenInteractions } from '../adapters/discord/open-interactions.ts';
import { createShardManager } from '../adapters/discord/shard-manager.ts';
import { createDiscordThreadTalk } from '../adapters/discord/thread-talk.ts';
import type { Config, DiscordConfig } from '../config.ts';
import type { VidigestError } from '../core/domain/errors.ts';
import type { NoticedMessage } from '../core/domain/noticed-message.ts';
import type { Outbox } from '../core/ports/outbox.ts';
import { workspaceLocaleTrait } from '../core/usecases/chat/channel-settings.ts';
import type { HandleChatRequest } from '../core/usecases/chat/handle-chat-request.ts';
import type { IsWelcome } from '../core/usecases/guest-list.ts';
import type { Role } from '../terminal/parse-operation.ts';
import { addressOf } from './address-of.ts';
import { composeCatchUp } from './catch-up.ts';
import { type ChatOrders, composeChat } from './chat.ts';
import type { ChatEars, ChatVoice } from './chat-side.ts';
import type { Runtime } from './runtime.ts';
import type { Storage } from './storage.ts';

/** Discord as this installation speaks on it. */
export interface DiscordVoice extends ChatVoice {
  readonly surface: DiscordSurface;
  readonly call: DiscordCall;
  /** Knows channels and permissions once ears have connected. */
  readonly directory: Directory;
}

/** Over REST alone: a worker without ears has it too. */
export function composeDiscordVoice(discord: DiscordConfig, outbox: Outbox, runtime: Runtime): DiscordVoice {
  const rest = createDiscordRest({ token: discord.token, ...addressOf(discord) });
  rest.on(RESTEvents.RateLimited, () => runtime.metrics.count('rate_limits', { service: 'discord' }));
  const directory = createDirectory();
  const asked = createAskedPermissions({ ...runtime, call: createDiscordCall({ ...runtime, rest }) });
  const call = createDiscordCall({
    ...runtime,
    rest,
    missingFor: async (request, signal) => directory.missingFor(request) ?? (await asked(request, signal)),
  });
  return { call, directory, surface: createDiscordSurface({ ...runtime, call, outbox, newKey: randomUUID }) };
}

/** What hearing needs of the rest of the bot. */
export interface DiscordEarsParts extends ChatOrders {
  readonly voice: DiscordVoice;
  readonly isWelcome: IsWelcome;
  /** Discord has closed the connection for good. */
  readonly onLost: (error: VidigestError) => void;
  readonly role: Role;
}

/**
 * Hears all that people ask for, and reads up what was said while nobody listened. A gateway, which shares its store with
 * other processes, has one for each shard; else one process holds all of them.
 */
export function composeDiscordEars(
  config: Config,
  discord: DiscordConfig,
  parts: DiscordEarsParts,
  storage: Storage,
  runtime: Runtime,
): ChatEars {
  const { voice, role, onLost } = parts;
  if (role !== 'gateway' || discord.shards === 1) return composeDiscordApp(config, discord, parts, storage, runtime);
  const { token, shards } = discord;
  const program = { file: process.argv[1] ?? '', args: ['start', '--role', 'shard'], execArgs: process.execArgv };
  return createShardManager({ ...runtime, call: voice.call, onLost }, { token, shards, ...program });
}

function composeDiscordApp(
  config: Config,
  discord: DiscordConfig,
  parts: DiscordEarsParts,
  storage: Storage,
  runtime: Runtime,
): DiscordApp {
  const { store } = storage;
  const { call, directory } = parts.voice;
  const open = createOpenInteractions();
  const learnLanguage = async ({ workspace, language }: KnownServer): Promise<void> => {
    const known = await store.traits.get(workspace, workspaceLocaleTrait);
    if ((language ?? '') !== (known ?? '')) await store.traits.set(workspace, workspaceLocaleTrait, language ?? '');
  };
  const app: DiscordApp = createDiscordApp(
    {
      ...runtime,
      call,
      directory,
      open,
      isWelcome: parts.isWelcome,
      onRequest: (request, signal) => onRequest(request, signal),
      onSeen: async ({ ref, postedAtMs }: NoticedMessage) => {
        await store.channels.saw({ ...ref, postedAtMs });
      },
      onServer: learnLanguage,
      async onSession(servers, signal) {
        for (const server of servers) await learnLanguage(server);
        const places = servers.map(({ workspace }) => ({ surface: 'discord', workspace }));
        await catchUp.backFill(places, signal);
      },
      onLost: parts.onLost,
    },
    { token: discord.token, shards: parts.role === 'shard' ? 'given' : discord.shards, ...addressOf(discord) },
  );
  const history = createDiscordHistory({ call, ...runtime });
  const catchUp = composeCatchUp({ history, noticeLinks: app.notice, channels: store.channels }, runtime);
  const onRequest = catchUp.over(composeDiscordChat(config, { ...parts, open }, storage, runtime));
  return app;
}

type ChatParts = DiscordEarsParts & { readonly open: OpenInteractions };

function composeDiscordChat(config: Config, parts: ChatParts, storage: Storage, runtime: Runtime): HandleChatRequest {
  const { call, directory, surface } = parts.voice;
  return composeChat(
    config,
    {
      answers: createDiscordAnswers({ ...runtime, call, surface, open: parts.open }),
      surface,
      talk: createDiscordThreadTalk({ call }),
      sight: createDiscordSight({ ...runtime, directory }),
      openThread: surface.openThread,
      // Whoever may manage a channel decides what the bot does in it, as for all bots here.
      defaults: { whoChanges: 'admins' },
    },
    parts,
    storage,
    runtime,
  );
}
