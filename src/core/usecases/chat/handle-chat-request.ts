import type { ChatRequest } from '../../domain/chat-request.ts';
import { asError, errorCodeOf, vidigestErrorIn } from '../../domain/errors.ts';
import type { ChatAnswers } from '../../ports/chat-answers.ts';
import type { Logger } from '../../ports/runtime.ts';
import type { ChannelSettings } from './channel-settings.ts';
import { type ChatContext, createChatContext } from './chat-context.ts';
import type { ChatStories } from './chat-stories.ts';
import { followWish } from './follow-wish.ts';

/** What happens, and how people hear of it. */
export interface HandleChatRequestDeps {
  readonly answers: ChatAnswers;
  readonly channelSettings: ChannelSettings;
  readonly stories: ChatStories;
  readonly logger: Logger;
}

/**
 * Does what somebody asks for on a chat platform, if they may, and answers. Once it resolves the event may be
 * acknowledged: what was ordered survives the process. Rejects when cancelled, and for what nobody waits for with what
 * the stories throw: the event must then come again.
 */
export type HandleChatRequest = (request: ChatRequest, signal: AbortSignal) => Promise<void>;

/** The one door for all platforms. */
export function createHandleChatRequest(deps: HandleChatRequestDeps): HandleChatRequest {
  return async (request, signal) => {
    const { surface, workspace, channel } = request.at;
    const settings = await deps.channelSettings({ surface, workspace, channel: channel === '' ? null : channel });
    const context = createChatContext(deps.answers, request, settings, signal);
    try {
      await followWish(deps.stories, context, request);
    } catch (error) {
      signal.throwIfAborted();
      const { form } = request.answerTo;
      if (form !== 'private' && form !== 'page') throw error;
      await tellFailure(deps.logger, context, request, error);
    }
  };
}

/** A person waits: they hear what is wrong, and may try again. */
async function tellFailure(logger: Logger, context: ChatContext, { kind, at }: ChatRequest, error: unknown) {
  const known = vidigestErrorIn(error);
  const code = errorCodeOf(error);
  logger.warn('a request was not fulfilled', { wish: kind, channel: at.channel, code, error: asError(error) });
  const { language } = context;
  const reply = { kind: 'failure', language, code, reason: known?.reason ?? null, retryAtMs: null } as const;
  await context.say({ kind: 'reply', language, reply });
}
