import { createSystemClock } from '../../../src/adapters/clock/system-clock.ts';
import { createAskedPermissions } from '../../../src/adapters/discord/asked-permissions.ts';
import { createDirectory, type Directory } from '../../../src/adapters/discord/directory.ts';
import { createDiscordAnswers } from '../../../src/adapters/discord/discord-answers.ts';
import { createDiscordApp, type DiscordApp, type DiscordAppDeps } from '../../../src/adapters/discord/discord-app.ts';
import { createDiscordCall, type DiscordCall } from '../../../src/adapters/discord/discord-call.ts';
import { createDiscordRest } from '../../../src/adapters/discord/discord-rest.ts';
import { createDiscordSurface, type DiscordSurface } from '../../../src/adapters/discord/discord-surface.ts';
import { createOpenInteractions } from '../../../src/adapters/discord/open-interactions.ts';
import type { ChatRequest } from '../../../src/core/domain/chat-request.ts';
import type { VidigestError } from '../../../src/core/domain/errors.ts';
import type { NoticedMessage } from '../../../src/core/domain/noticed-message.ts';
import type { MessageRef } from '../../../src/core/domain/reply.ts';
import type { ChatAnswers } from '../../../src/core/ports/chat-answers.ts';
import type { Outbox } from '../../../src/core/ports/outbox.ts';
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
  readonly answers: ChatAnswers;
  /** What the app has passed on, in order. */
  readonly seen: NoticedMessage[];
  readonly requests: ChatRequest[];
  readonly lost: VidigestError[];
  /** How much later it is for the answers than for all else. */
  readonly late: { ms: number };
  readonly signal: AbortSignal;
  /** An app over the fake, with these deps instead of those that write down what they hear. */
  app(deps?: Partial<DiscordAppDeps>, token?: string): DiscordApp;
  stop(): Promise<void>;
}

/** Starts the fake, or takes one that is there; no app runs yet. */
export async function setUpDiscord(
  options: FakeDiscordOptions & { timeoutMs?: number; outbox?: Outbox; over?: FakeDiscord } = {},
): Promise<DiscordSetup> {
  const fake = options.over ?? (await startFakeDiscord(options));
  const logger = createMemoryLogger();
  const directory = createDirectory();
  const { timeoutMs = 15_000 } = options;
  const rest = createDiscordRest({ token: fake.token, apiUrl: fake.apiUrl, timeoutMs });
  const clock = hastyClock;
  const asked = createAskedPermissions({ call: createDiscordCall({ rest, clock, logger }), clock, logger });
  const call = createDiscordCall({
    rest,
    clock,
    logger,
    missingFor: async (request, signal) => directory.missingFor(request) ?? (await asked(request, signal)),
  });
  let count = 0;
  const newKey = (): string => {
    count += 1;
    return `key-${count}`;
  };
  const apps: DiscordApp[] = [];
  const heard: Pick<DiscordSetup, 'seen' | 'requests' | 'lost'> = { seen: [], requests: [], lost: [] };
  const open = createOpenInteractions();
  const { outbox } = options;
  const surface = createDiscordSurface({ call, clock, logger, newKey, ...(outbox === undefined ? {} : { outbox }) });
  const late = { ms: 0 };
  const answers = createDiscordAnswers({ call, clock: { ...clock, now: () => Date.now() + late.ms }, surface, open });
  return {
    fake,
    logger,
    directory,
    call,
    surface,
    answers,
    late,
    ...heard,
    signal: new AbortController().signal,
    app(deps = {}, token = fake.token) {
      const app = createDiscordApp(
        {
          call,
          directory,
          clock: createSystemClock(),
          logger,
          open,
          isWelcome: () => true,
          onRequest: async (request) => void heard.requests.push(request),
          onSeen: async (message) => void heard.seen.push(message),
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
