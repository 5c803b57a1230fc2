import type { Config } from '../config.ts';
import { defaultSettings, mergeSettings, type Settings, type SettingsLayer } from '../core/domain/settings.ts';
import { type ChatDeps, createChat } from '../core/usecases/chat/create-chat.ts';
import { createFileOrders } from '../core/usecases/chat/file-orders.ts';
import type { HandleChatRequest } from '../core/usecases/chat/handle-chat-request.ts';
import type { DigestVideo } from '../core/usecases/digest-video.ts';
import type { Estimates } from '../core/usecases/estimate-digests.ts';
import type { FileRequests } from '../core/usecases/file-requests.ts';
import { createPostFullText } from '../core/usecases/post-full-text.ts';
import { createSpendingLeave } from '../core/usecases/spending-leave.ts';
import { formatJson } from '../formatters/json.ts';
import { formatMarkdown } from '../formatters/markdown/format-markdown.ts';
import { formatSrt } from '../formatters/subtitles/srt.ts';
import { formatVtt } from '../formatters/subtitles/vtt.ts';
import type { ChatVoice } from './chat-side.ts';
import type { Runtime } from './runtime.ts';
import type { Storage } from './storage.ts';

/** How one platform tells what the chat must know and say. */
export type ChatPlatform = Pick<ChatDeps, 'answers' | 'talk' | 'sight' | 'openThread' | 'mayAnswer'> &
  ChatVoice & {
    /** Whether links that other apps post are answered. Default false. */
    readonly answerApps?: boolean;
    /** What holds here where nobody has decided, before what holds on all platforms. */
    readonly defaults?: SettingsLayer;
  };

/** What the chat gives its orders to. */
export interface ChatOrders {
  readonly fileRequests: FileRequests;
  readonly digestVideo: DigestVideo;
  readonly estimates: Estimates;
}

/** What holds where nobody has decided. */
export function configuredSettings({ language }: Pick<Config, 'language'>): Settings {
  return { ...defaultSettings, language };
}

/** All that people can ask for on one platform, the same on each. */
export function composeChat(
  config: Config,
  platform: ChatPlatform,
  { fileRequests, digestVideo, estimates }: ChatOrders,
  { store, owner }: Storage,
  runtime: Runtime,
): HandleChatRequest {
  const { surface } = platform;
  const leave = createSpendingLeave(store.traits, runtime.clock);
  return createChat(
    {
      ...platform,
      store,
      owner,
      ledger: store.ledger,
      digestVideo,
      postFullText: createPostFullText({ surface }),
      orders: createFileOrders({ fileRequests, store, surface, leave, ...runtime }),
      allowSpending: leave.give,
      estimateUsd: estimates.digestsUsd,
      formats: { md: formatMarkdown, json: formatJson, srt: formatSrt, vtt: formatVtt },
      ...runtime,
    },
    {
      configured: mergeSettings(configuredSettings(config), platform.defaults ?? {}),
      answerApps: platform.answerApps ?? false,
      limits: config.limits,
    },
  );
}
