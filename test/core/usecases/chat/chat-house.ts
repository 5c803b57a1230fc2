import type { BudgetNotice } from '../../../../src/core/domain/budget.ts';
import type { ChatAnswer } from '../../../../src/core/domain/chat-answer.ts';
import type { ChatWish, RequestFrame } from '../../../../src/core/domain/chat-request.ts';
import type { Digest } from '../../../../src/core/domain/digest.ts';
import type { RepliedRequest } from '../../../../src/core/ports/reply-store.ts';
import type { DigestRequest } from '../../../../src/core/ports/request-store.ts';
import type { DigestThread } from '../../../../src/core/ports/store.ts';
import { type ChatDeps, createChat } from '../../../../src/core/usecases/chat/create-chat.ts';
import type { DigestOrder } from '../../../../src/core/usecases/chat/order-digests.ts';
import type { DigestPlan } from '../../../../src/core/usecases/digest-video.ts';
import { createManualClock } from '../../../support/manual-clock.ts';
import { createMemoryAnswers, createMemorySettings, frame, testSettings } from '../../../support/memory-answers.ts';
import { createMemoryLeases } from '../../../support/memory-leases.ts';
import { createQuietLogger } from '../../../support/quiet-logger.ts';
import { sampleDigest } from '../../../support/sample-digest.ts';

/** What a test can set of the world before it asks. */
interface World {
  /** Digests that are kept. */
  kept: Digest[];
  /** Thrown by whatever orders or makes. */
  failure: Error | null;
  /** What the posts in the channel answer. */
  answered: RepliedRequest[];
  /** People have written in the thread. */
  peopleWrote: boolean;
  /** Whether the bot may post in the channel of a command or shortcut. */
  canPost: boolean;
  threads: DigestThread[];
  /** Channels that the viewer can open. */
  open: string[];
  /** Work on posting a full text. */
  posting: () => Promise<void>;
  /** How requests stand before they are cancelled, by id; the others are running. */
  requests: Record<string, Pick<DigestRequest, 'state' | 'code'>>;
  /** Why there is no money for what is made; null while there is. */
  noMoney: BudgetNotice | null;
  /** Who was to pay for what was made, in order. */
  charges: (DigestPlan['charge'] | null)[];
  /** Channels in which as much was spent as in any other, today. */
  spending: string[];
}

const someRequest: DigestRequest = {
  id: 'r1',
  ref: { surface: 'slack', workspace: 'T1', channel: 'C1', message: '100.1', thread: null, author: 'U1' },
  videoId: 'vdgSample01',
  language: 'zh-CN',
  jobKey: 'job',
  scope: 'all',
  asked: false,
  startMs: null,
  act: '',
  state: 'running',
  dueAtMs: 0,
  failures: 0,
  code: null,
  askedAtMs: 0,
  changedAtMs: 0,
};

/** Everything that a request can lead to, over ports in memory. What happens is told as `events`. */
export function createChatHouse() {
  const world: World = {
    kept: [sampleDigest()],
    failure: null,
    answered: [],
    peopleWrote: false,
    canPost: true,
    threads: [],
    open: [],
    posting: async () => undefined,
    requests: {},
    noMoney: null,
    charges: [],
    spending: ['C1', 'C2'],
  };
  const events: string[] = [];
  const orders: DigestOrder[] = [];
  const answers = createMemoryAnswers();
  const clock = createManualClock();
  const logger = createQuietLogger();
  const settings = createMemorySettings();
  const traits = new Map<string, string>();
  const cancelled = new Set<string>();
  const order = (name: string) => async (given: DigestOrder) => {
    if (world.failure !== null) throw world.failure;
    orders.push(given);
    events.push(`${name} ${given.videos.map(({ videoId }) => videoId).join(' ')} ${given.language} ${given.scope}`);
  };
  const store: ChatDeps['store'] = {
    settings,
    traits: {
      get: async (_, trait) => traits.get(trait) ?? null,
      set: async (_, trait, value) => void traits.set(trait, value),
    },
    leases: createMemoryLeases(clock),
    digests: {
      find: async ({ videoId, language }) =>
        world.kept.find((each) => each.video.id === videoId && each.language === language) ?? null,
    },
    transcripts: { find: async () => null },
    recent: { newest: async () => world.threads },
    replies: { ofMessage: async () => world.answered, ofPost: async () => world.answered[0] ?? null },
    threads: { forget: async ({ videoId }) => void events.push(`forget ${videoId}`) },
    requests: {
      async find(id) {
        const before = { ...someRequest, id, ...world.requests[id] };
        return cancelled.has(id) && before.state !== 'done' ? { ...before, state: 'cancelled' } : before;
      },
      change: async (ids, { state, code }, fence) => {
        for (const id of ids) cancelled.add(id);
        events.push(
          `${code === 'cancelled' ? 'gone' : state} ${ids.join(' ')}${fence === null ? '' : ' under a fence'}`,
        );
        return true;
      },
    },
  };
  const deps: ChatDeps = {
    answers,
    owner: 'test',
    store,
    clock,
    logger,
    surface: {
      remove: async ({ message }) => void events.push(`remove ${message}`),
      async tell({ author }, reply, { key }) {
        events.push(`tell ${author} ${reply.kind === 'left-alone' ? reply.why : reply.kind} ${key}`);
        return true;
      },
    },
    talk: { hasPeople: async () => world.peopleWrote },
    sight: {
      canOpen: async ({ channel }) => {
        events.push(`look at ${channel}`);
        return world.open.includes(channel);
      },
    },
    ledger: {
      sums: async (_, { fromMs, toMs }) => {
        events.push(toMs - fromMs > 86_400_000 ? 'usage of the month' : 'usage of the day');
        const sum = { spentUsd: 0.25, reservedUsd: 1, savedUsd: 9, unpriced: 0, digests: 1, served: 2 };
        return world.spending.map((each) => ({ channel: each, ...sum }));
      },
    },
    digestVideo: async (videoId, language, { plan, onEvent }) => {
      if (world.failure !== null) throw world.failure;
      const planned = await plan?.(sampleDigest().video);
      world.charges.push(planned?.charge ?? null);
      if (world.noMoney !== null) onEvent({ kind: 'over-budget', notice: world.noMoney });
      events.push(`make ${videoId} ${language}`);
      return { ...sampleDigest(), language };
    },
    allowSpending: async (workspace, videoId, language) =>
      void events.push(`allow ${workspace} ${videoId} ${language}`),
    postFullText: async ({ ref, key }) => {
      events.push(`full text at ${ref.message} as ${key}`);
      await world.posting();
    },
    orders: { order: order('order'), anew: order('anew'), spendAnyway: order('spend') },
    openThread: async ({ at, asker }) => (world.canPost ? { ...at, message: '300.1', author: asker.id } : null),
    mayAnswer: async () => world.canPost,
    estimateUsd: async ({ videoIds }) => videoIds.length / 10,
    formats: { md: ({ title }) => `# ${title}`, srt: () => '1', vtt: () => 'WEBVTT', json: () => '{}' },
  };
  const handle = createChat(deps, { configured: testSettings, answerApps: false, limits: { dayUsd: 5 } });
  const stop = new AbortController();
  const ask = (wish: ChatWish, change: Partial<RequestFrame> = {}): Promise<void> =>
    handle({ ...frame(change), ...wish }, stop.signal);
  return { world, traits, events, orders, said: answers.said, settings, clock, logger, ask, stop };
}

/** Answers in short: kinds, and what a note says. */
export function inShort(said: readonly ChatAnswer[]): string[] {
  return said.map((answer) => {
    if (answer.kind === 'note') return answer.note;
    return answer.kind === 'reply' ? `reply: ${answer.reply.kind}` : answer.kind;
  });
}
