import { createSystemClock } from '../../../src/adapters/clock/system-clock.ts';
import { createDirectory, type Directory } from '../../../src/adapters/discord/directory.ts';
import { createDiscordApp, type DiscordApp, type DiscordAppDeps } from '../../../src/adapters/discord/discord-app.ts';
import { createDiscordCall, type DiscordCall } from '../../../src/adapters/discord/discord-call.ts';
import { createDiscordRest } from '../../../src/adapters/discord/discord-rest.ts';
import { createDiscordSurface, type DiscordSurface } from '../../../src/adapters/discord/discord-surface.ts';
import type { DiscordReaction, JoinedServer } from '../../../src/adapters/discord/gateway-events.ts';
import type { DiscordInteraction } from '../../../src/adapters/discord/interactions.ts';
import type { DiscordNotice } from '../../../src/adapters/discord/message-events.ts';
import type { VidigestError } from '../../../src/core/domain/errors.ts';
import type { MessageRef } from '../../../src/core/domain/reply.ts';
import type { Clock } from '../../../src/core/ports/runtime.ts';
import type { FakeMessage } from '../../fakes/discord/world.ts';
import { type FakeDiscord, type FakeDiscordOptions, startFakeDiscord } from '../../fakes/fake-discord.ts';
import { createMemoryLogger, type MemoryLogger } from '../../support/memory-logger.ts';

/** A clock that does not make anybody wait for a request to be sent again. */
const hastyClock: Clock = {
  now: () => Date.now(),
  sleep: (ms, signal) => createSystemClock().sleep(Math.min(ms, 5), signal),
};

/** The adapter's parts over a fake Discord. */
export interface DiscordSetup {
  readonly fake: FakeDiscord;
  readonly logger: MemoryLogger;
  readonly directory: Directory;
  readonly call: DiscordCall;
  readonly surface: DiscordSurface;
  /** What the app has heard, in order. */
  readonly notices: DiscordNotice[];
  readonly interactions: DiscordInteraction[];
  readonly reactions: DiscordReaction[];
  readonly deleted: MessageRef[];
  readonly joined: JoinedServer[];
  readonly lost: VidigestError[];
  readonly signal: AbortSignal;
  /** An app over the fake, with these deps instead of those that write down what they hear. */
  app(deps?: Partial<DiscordAppDeps>, token?: string): DiscordApp;
  stop(): Promise<void>;
}

/** Starts the fake; no app runs yet. */
export async function setUpDiscord(options: FakeDiscordOptions & { timeoutMs?: number } = {}): Promise<DiscordSetup> {
  const fake = await startFakeDiscord(options);
  const logger = createMemoryLogger();
  const directory = createDirectory();
  const { timeoutMs = 15_000 } = options;
  const rest = createDiscordRest({ token: fake.token, apiUrl: fake.apiUrl, timeoutMs });
  const clock = hastyClock;
  const call = createDiscordCall({ rest, clock, logger, missingFor: (request) => directory.missingFor(request) });
  let count = 0;
  const nonce = (): string => {
    count += 1;
    return `nonce-${count}`;
  };
  const apps: DiscordApp[] = [];
  const heard = { notices: [], interactions: [], reactions: [], deleted: [], joined: [], lost: [] } as Pick<
    DiscordSetup,
    'notices' | 'interactions' | 'reactions' | 'deleted' | 'joined' | 'lost'
  >;
  const write =
    <T>(list: T[]) =>
    async (event: T): Promise<void> =>
      void list.push(event);
  return {
    fake,
    logger,
    directory,
    call,
    surface: createDiscordSurface({ call, clock, logger, nonce }),
    ...heard,
    signal: new AbortController().signal,
    app(deps = {}, token = fake.token) {
      const app = createDiscordApp(
        {
          call,
          directory,
          clock: createSystemClock(),
          logger,
          onMessage: write(heard.notices),
          onInteraction: write(heard.interactions),
          onReaction: write(heard.reactions),
          onDeleted: write(heard.deleted),
          onJoined: write(heard.joined),
          onLost: (error) => void heard.lost.push(error),
          ...deps,
        },
        { token, apiUrl: fake.apiUrl },
      );
      apps.push(app);
      return app;
    },
    async stop() {
      for (const app of apps) await app.stop();
      await fake.close();
    },
  };
}

/** A message of the fake as the core refers to it. */
export function refOf(fake: FakeDiscord, message: FakeMessage): MessageRef {
  const channel = fake.world.channels.get(message.channel);
  return {
    surface: 'discord',
    workspace: channel?.guild ?? '@me',
    channel: channel?.parent ?? message.channel,
    message: message.id,
    thread: channel?.parent === null ? null : message.channel,
    author: message.author.id,
  };
}
