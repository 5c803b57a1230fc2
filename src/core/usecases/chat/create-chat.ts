import type { BudgetLimits } from '../../domain/budget.ts';
import type { Settings } from '../../domain/settings.ts';
import type { ChannelSight } from '../../ports/channel-sight.ts';
import type { ChatAnswers } from '../../ports/chat-answers.ts';
import type { ChatSurface } from '../../ports/chat-surface.ts';
import type { LeaseStore } from '../../ports/lease-store.ts';
import type { ReplyStore } from '../../ports/reply-store.ts';
import type { RequestStore } from '../../ports/request-store.ts';
import type { Clock, Logger } from '../../ports/runtime.ts';
import type { SettingsStore } from '../../ports/settings-store.ts';
import type {
  DigestStore,
  RecentThreads,
  ThreadStore,
  TranscriptStore,
  WorkspaceTraitStore,
} from '../../ports/store.ts';
import type { ThreadTalk } from '../../ports/thread-talk.ts';
import type { UsageLedger } from '../../ports/usage-ledger.ts';
import type { DigestVideo } from '../digest-video.ts';
import type { PostFullText } from '../post-full-text.ts';
import { createShowUsage } from '../show-usage.ts';
import type { SpendingLeave } from '../spending-leave.ts';
import { createAnotherLanguage } from './another-language.ts';
import { createChangeSettings } from './change-settings.ts';
import { createChannelSettings } from './channel-settings.ts';
import type { ChatStories } from './chat-stories.ts';
import { createDigestAgain } from './digest-again.ts';
import { createDownloadDigest, type FileFormats } from './download-digest.ts';
import { createFindDigest } from './find-digest.ts';
import { createHandleChatRequest, type HandleChatRequest } from './handle-chat-request.ts';
import { createOrderAll } from './order-all.ts';
import type { OrderDigests } from './order-digests.ts';
import { createOrderFullText } from './order-full-text.ts';
import { createOrderText } from './order-text.ts';
import { createReadPrivately } from './read-privately.ts';
import { createReceiveLinks, type ReceiveLinksDeps } from './receive-links.ts';
import { createRecentDigests } from './recent-digests.ts';
import { createRemoveReplies } from './remove-replies.ts';
import { createRunOnce } from './run-once.ts';
import { createShowHome } from './show-home.ts';
import { createShowPart } from './show-part.ts';
import { createShowSection } from './show-section.ts';
import { createSaveSettings } from './show-settings.ts';
import { createTellUsage } from './tell-usage.ts';
import { createWelcome } from './welcome.ts';

/** One platform, the house's store, and what orders go to. */
export interface ChatDeps extends Pick<ReceiveLinksDeps, 'openThread' | 'mayAnswer' | 'estimateUsd'> {
  readonly answers: ChatAnswers;
  readonly surface: Pick<ChatSurface, 'remove' | 'tell'>;
  readonly talk: ThreadTalk;
  readonly sight: ChannelSight;
  readonly store: {
    readonly settings: SettingsStore;
    readonly traits: WorkspaceTraitStore;
    readonly leases: LeaseStore;
    readonly digests: Pick<DigestStore, 'find'>;
    readonly transcripts: Pick<TranscriptStore, 'find'>;
    readonly recent: RecentThreads;
    readonly replies: ReplyStore;
    readonly requests: Pick<RequestStore, 'change' | 'find'>;
    readonly threads: Pick<ThreadStore, 'forget'>;
  };
  /** Names this process among those that share the store. */
  readonly owner: string;
  readonly ledger: Pick<UsageLedger, 'sums'>;
  readonly digestVideo: DigestVideo;
  readonly postFullText: PostFullText;
  readonly orders: {
    readonly order: OrderDigests;
    /** As `DigestAgainDeps.orderAnew`. */
    readonly anew: OrderDigests;
    /** Whatever the budget says. */
    readonly spendAnyway: OrderDigests;
  };
  readonly allowSpending: SpendingLeave['give'];
  readonly formats: FileFormats;
  readonly clock: Clock;
  readonly logger: Logger;
}

export interface ChatOptions {
  /** What holds where nobody has decided. */
  readonly configured: Settings;
  /** Whether links that other apps post are answered. */
  readonly answerApps: boolean;
  /** As of `createSpending`: what is left of a day is told. */
  readonly limits: Pick<BudgetLimits, 'dayUsd'>;
}

/** A second press within this time is taken for the first. */
const doubleClickMs = 10 * 60_000;

/** All that people can ask for on one platform. */
export function createChat(deps: ChatDeps, { configured, answerApps, limits }: ChatOptions): HandleChatRequest {
  const channelSettings = createChannelSettings(deps.store, configured);
  const stories: ChatStories = { ...digestStories(deps, answerApps), ...placeStories(deps, channelSettings, limits) };
  return createHandleChatRequest({ answers: deps.answers, channelSettings, stories, logger: deps.logger });
}

type PlaceStory = 'saveSettings' | 'tellUsage' | 'showHome' | 'welcome';

function digestStories(deps: ChatDeps, answerApps: boolean): Omit<ChatStories, PlaceStory> {
  const { store, orders, surface, talk } = deps;
  const { replies, requests, threads, digests } = store;
  const findDigest = createFindDigest({ digests, digestVideo: deps.digestVideo });
  const readPrivately = createReadPrivately(findDigest);
  const orderDigests = orders.order;
  const once = createRunOnce({ leases: store.leases, owner: deps.owner }, { quietMs: doubleClickMs });
  return {
    receiveLinks: createReceiveLinks({ ...deps, orderDigests, readPrivately, digests }, { answerApps }),
    orderAll: createOrderAll(orderDigests),
    showSection: createShowSection(findDigest),
    showPart: createShowPart(findDigest),
    anotherLanguage: createAnotherLanguage({ readPrivately, orderDigests }),
    downloadDigest: createDownloadDigest(findDigest, deps.formats),
    digestAgain: createDigestAgain({ orderAnew: orders.anew, once }),
    removeReplies: createRemoveReplies({ surface, replies, requests, threads, talk }),
    orderFullText: createOrderFullText({ findDigest, postFullText: deps.postFullText, replies, once }),
    orderText: createOrderText(orderDigests),
    spendAnyway: orders.spendAnyway,
    async spendToRead(context, digest) {
      await deps.allowSpending(context.request.at.workspace, digest.videoId, digest.language);
      await readPrivately(context, digest);
    },
  };
}

function placeStories(
  deps: ChatDeps,
  channelSettings: ReturnType<typeof createChannelSettings>,
  limits: ChatOptions['limits'],
): Pick<ChatStories, PlaceStory> {
  const { store, clock, logger, sight, ledger } = deps;
  const tellUsage = createTellUsage({ showUsage: createShowUsage({ ledger, clock }, limits), sight });
  const recentDigests = createRecentDigests({ ...store, sight });
  const changeSettings = createChangeSettings({ settings: store.settings, channelSettings });
  return {
    saveSettings: createSaveSettings(changeSettings, logger),
    tellUsage,
    showHome: createShowHome({ channelSettings, recentDigests, tellUsage }),
    // A channel that is left and joined again on another day is greeted again.
    welcome: createWelcome({
      once: createRunOnce({ leases: store.leases, owner: deps.owner }, { quietMs: 24 * 3_600_000 }),
      traits: store.traits,
      channelSettings,
    }),
  };
}
