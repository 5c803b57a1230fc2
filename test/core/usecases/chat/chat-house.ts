import type { ChatAnswer } from '../../../../src/core/domain/chat-answer.ts';
import type { ChatWish, RequestFrame } from '../../../../src/core/domain/chat-request.ts';
import type { Digest } from '../../../../src/core/domain/digest.ts';
import type { MessageRef, PostRef } from '../../../../src/core/domain/reply.ts';
import type { RepliedRequest, ReplyStore } from '../../../../src/core/ports/reply-store.ts';
import type { DigestThread } from '../../../../src/core/ports/store.ts';
import { createAnotherLanguage } from '../../../../src/core/usecases/chat/another-language.ts';
import { createChangeSettings } from '../../../../src/core/usecases/chat/change-settings.ts';
import { createChannelSettings } from '../../../../src/core/usecases/chat/channel-settings.ts';
import type { ChatStories } from '../../../../src/core/usecases/chat/chat-stories.ts';
import { createDigestAgain } from '../../../../src/core/usecases/chat/digest-again.ts';
import { createDownloadDigest } from '../../../../src/core/usecases/chat/download-digest.ts';
import { createFindDigest } from '../../../../src/core/usecases/chat/find-digest.ts';
import { createHandleChatRequest } from '../../../../src/core/usecases/chat/handle-chat-request.ts';
import { createOrderAll } from '../../../../src/core/usecases/chat/order-all.ts';
import type { DigestOrder } from '../../../../src/core/usecases/chat/order-digests.ts';
import { createOrderFullText } from '../../../../src/core/usecases/chat/order-full-text.ts';
import { createReadPrivately } from '../../../../src/core/usecases/chat/read-privately.ts';
import { createReceiveLinks } from '../../../../src/core/usecases/chat/receive-links.ts';
import { createRecentDigests } from '../../../../src/core/usecases/chat/recent-digests.ts';
import { createRemoveReplies } from '../../../../src/core/usecases/chat/remove-replies.ts';
import { createRunOnce } from '../../../../src/core/usecases/chat/run-once.ts';
import { createShowHome } from '../../../../src/core/usecases/chat/show-home.ts';
import { createShowSection } from '../../../../src/core/usecases/chat/show-section.ts';
import { createSaveSettings } from '../../../../src/core/usecases/chat/show-settings.ts';
import { createWelcome } from '../../../../src/core/usecases/chat/welcome.ts';
import type { DigestVideo } from '../../../../src/core/usecases/digest-video.ts';
import { createManualClock } from '../../../support/manual-clock.ts';
import { createMemoryAnswers, createMemorySettings, frame, testSettings } from '../../../support/memory-answers.ts';
import { createQuietLogger } from '../../../support/quiet-logger.ts';
import { sampleDigest } from '../../../support/sample-digest.ts';

/** What a test can set of the world before it asks. */
export interface World {
  /** Digests that are kept. */
  kept: Digest[];
  /** Thrown by whatever orders. */
  failure: Error | null;
  /** What the posts in the channel answer. */
  answered: RepliedRequest[];
  /** People have written in the thread. */
  peopleWrote: boolean;
  /** Whether the bot may post in the channel of a command. */
  canPost: boolean;
  threads: DigestThread[];
  /** Channels that the viewer can open. */
  open: string[];
  /** Work on posting a full text; resolves at once. */
  posting: () => Promise<void>;
}

/** What is true before a test says otherwise. */
function initialWorld(): World {
  const posting = async () => undefined;
  return {
    kept: [sampleDigest()],
    failure: null,
    answered: [],
    peopleWrote: false,
    canPost: true,
    threads: [],
    open: [],
    posting,
  };
}

/** Everything that a request can lead to, over ports in memory. */
export function createChatHouse() {
  const world = initialWorld();
  const events: string[] = [];
  const orders: DigestOrder[] = [];
  const answers = createMemoryAnswers();
  const clock = createManualClock();
  const logger = createQuietLogger();
  const settings = createMemorySettings();
  const channelSettings = createChannelSettings({ settings, traits: { get: async () => null } }, testSettings);
  const order = (name: string) => async (given: DigestOrder) => {
    if (world.failure !== null) throw world.failure;
    orders.push(given);
    events.push(`${name} ${given.videos.map(({ videoId }) => videoId).join(' ')} ${given.language} ${given.scope}`);
  };
  const digestVideo: DigestVideo = async (videoId, language) => {
    if (world.failure !== null) throw world.failure;
    events.push(`make ${videoId} ${language}`);
    return { ...sampleDigest(), language };
  };
  const digests = {
    find: async ({ videoId, language }: { videoId: string; language: string }) =>
      world.kept.find((each) => each.video.id === videoId && each.language === language) ?? null,
  };
  const once = createRunOnce(clock, { quietMs: 60_000 });
  const findDigest = createFindDigest({ digests, digestVideo });
  const readPrivately = createReadPrivately(findDigest);
  const orderDigests = order('order');
  const openThread = async ({ at, asker }: RequestFrame): Promise<MessageRef | null> =>
    world.canPost ? { ...at, message: '300.1', author: asker.id } : null;
  const channelUsage: ChatStories['channelUsage'] = async ({ channel }, budgetUsd) => {
    events.push(`usage of ${channel}`);
    return { sinceMs: 0, digests: 2, costUsd: 0.5, budgetUsd };
  };
  const recentDigests = createRecentDigests({
    recent: { newest: async () => world.threads },
    digests,
    transcripts: { find: async () => null },
    sight: {
      canOpen: async ({ channel }) => {
        events.push(`look at ${channel}`);
        return world.open.includes(channel);
      },
    },
  });
  const replies: ReplyStore = {
    ofMessage: async () => world.answered,
    ofPost: async () => world.answered[0] ?? null,
  };
  const stories: ChatStories = {
    receiveLinks: createReceiveLinks(
      { orderDigests, readPrivately, openThread, digests, estimateUsd: async (ids) => ids.length / 10 },
      { answerApps: false },
    ),
    orderAll: createOrderAll(orderDigests),
    showSection: createShowSection(findDigest),
    anotherLanguage: createAnotherLanguage({ readPrivately, orderDigests }),
    downloadDigest: createDownloadDigest(findDigest, {
      md: ({ title }) => `# ${title}`,
      srt: () => '1',
      vtt: () => 'WEBVTT',
      json: () => '{}',
    }),
    digestAgain: createDigestAgain({ orderAnew: order('anew'), once }),
    removeReplies: createRemoveReplies({
      surface: {
        remove: async ({ message }: PostRef) => {
          events.push(`remove ${message}`);
        },
      },
      replies,
      requests: {
        change: async (ids, { state }, fence) => {
          events.push(`${state} ${ids.join(' ')}${fence === null ? '' : ' under a fence'}`);
          return true;
        },
      },
      talk: { hasPeople: async () => world.peopleWrote },
    }),
    orderFullText: createOrderFullText({
      replies,
      postFullText: async ({ ref, key }) => {
        events.push(`full text at ${ref.message} as ${key}`);
        await world.posting();
      },
      once,
    }),
    spendAnyway: order('spend'),
    saveSettings: createSaveSettings(createChangeSettings({ settings, channelSettings }), logger),
    channelUsage,
    showHome: createShowHome({ channelSettings, channelUsage, recentDigests }),
    welcome: createWelcome(once),
  };
  const handle = createHandleChatRequest({ answers, channelSettings, stories, logger });
  const stop = new AbortController();
  const ask = (wish: ChatWish, change: Partial<RequestFrame> = {}): Promise<void> =>
    handle({ ...frame(change), ...wish }, stop.signal);
  return { world, events, orders, said: answers.said, settings, clock, logger, ask, stop };
}

/** Answers in short: kinds, and what a note says. */
export function inShort(said: readonly ChatAnswer[]): string[] {
  return said.map((answer) => {
    if (answer.kind === 'note') return answer.note;
    return answer.kind === 'reply' ? `reply: ${answer.reply.kind}` : answer.kind;
  });
}
