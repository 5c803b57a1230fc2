import { createOneWorkspace } from '../../../src/adapters/slack/one-workspace.ts';
import { createSlackCall } from '../../../src/adapters/slack/slack-call.ts';
import { createSlackClient } from '../../../src/adapters/slack/slack-client.ts';
import {
  createSlackSurface,
  type SlackSurface,
  type SlackSurfaceOptions,
} from '../../../src/adapters/slack/slack-surface.ts';
import type { SlackWorkspaces } from '../../../src/adapters/slack/workspaces.ts';
import type { MessageRef, Reply } from '../../../src/core/domain/reply.ts';
import type { Outbox } from '../../../src/core/ports/outbox.ts';
import type { Clock, Logger } from '../../../src/core/ports/runtime.ts';
import type { WorkspaceTraitStore } from '../../../src/core/ports/store.ts';
import { type FakeSlack, type FakeSlackOptions, startFakeSlack } from '../../fakes/fake-slack.ts';
import { fakeSlackIds, fakeSlackTokens } from '../../fakes/slack/identity.ts';
import { createManualClock, type ManualClock } from '../../support/manual-clock.ts';
import { createMemoryLogger, type MemoryLogger } from '../../support/memory-logger.ts';

/** A surface that speaks to a fake Slack through the real client; both live on a clock that stands still. */
export interface SurfaceHarness extends AsyncDisposable {
  readonly fake: FakeSlack;
  readonly clock: ManualClock;
  readonly logger: MemoryLogger;
  readonly surface: SlackSurface;
  readonly traits: Map<string, string>;
  /** Somebody's message with a link, to answer to. */
  said(text?: string, channel?: string): MessageRef;
  /** Runs until the promise settles, moving the clock whenever something sleeps. */
  settle<T>(promise: Promise<T>): Promise<T>;
}

/** All optional: by default a lenient fake, the right token and Slack's own limits. */
export interface SurfaceHarnessOptions {
  readonly fake?: FakeSlackOptions;
  readonly surface?: SlackSurfaceOptions;
  /** None by default. */
  readonly outbox?: (runtime: { readonly clock: Clock; readonly logger: Logger }) => Outbox;
  readonly token?: string;
  readonly timeoutMs?: number;
  readonly apiUrl?: string;
}

/** Never aborted. */
export const signal = new AbortController().signal;

/** One line that takes one message. */
export const again: Reply = { kind: 'again', language: 'en', postedAtMs: 0, link: 'https://fake.slack.test/1' };

/** The workspace of a fake, as its bot speaks in it. */
export function oneWorkspace(
  runtime: { readonly clock: Clock; readonly logger: Logger },
  options: { readonly apiUrl: string; readonly token?: string; readonly timeoutMs?: number | undefined },
): SlackWorkspaces {
  const client = createSlackClient(runtime, { token: fakeSlackTokens.bot, ...options });
  return createOneWorkspace({ client, call: createSlackCall(runtime), logger: runtime.logger });
}

/** Starts a fake and a surface on it; dispose of it. */
export async function startSurface(options: SurfaceHarnessOptions = {}): Promise<SurfaceHarness> {
  const clock = createManualClock();
  const fake = await startFakeSlack({ nowMs: clock.now, ...options.fake });
  const logger = createMemoryLogger();
  const traits = new Map<string, string>();
  const store: WorkspaceTraitStore = {
    get: async (workspace, trait) => traits.get(`${workspace} ${trait}`) ?? null,
    set: async (workspace, trait, value) => void traits.set(`${workspace} ${trait}`, value),
  };
  const { token = fakeSlackTokens.bot, apiUrl = fake.apiUrl, timeoutMs } = options;
  const { speakAs } = oneWorkspace({ clock, logger }, { token, apiUrl, timeoutMs });
  const kept = options.outbox === undefined ? {} : { outbox: options.outbox({ clock, logger }) };
  const surface = createSlackSurface({ speakAs, clock, logger, traits: store, ...kept }, options.surface);
  return {
    fake,
    clock,
    logger,
    surface,
    traits,
    said(text = 'see https://youtu.be/vdgSample01', channel = 'C0GENERAL') {
      const message = fake.say({ text, channel });
      const { team: workspace, person: author } = fakeSlackIds;
      return { surface: 'slack', workspace, channel, message, thread: null, author };
    },
    async settle(promise) {
      let settled = false;
      const end = () => {
        settled = true;
      };
      promise.then(end, end);
      while (!settled) {
        await new Promise((resolve) => setTimeout(resolve, 1));
        if (clock.sleepers() > 0) await clock.advance(100);
      }
      return promise;
    },
    async [Symbol.asyncDispose]() {
      await fake.close();
    },
  };
}
