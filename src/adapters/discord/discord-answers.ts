import type { RequestFrame } from '../../core/domain/chat-request.ts';
import { messageKey } from '../../core/domain/post-key.ts';
import type { ChatAnswers } from '../../core/ports/chat-answers.ts';
import type { Clock } from '../../core/ports/runtime.ts';
import { type FormattedAnswer, formatAnswer } from '../../formatters/discord/format-answer.ts';
import { forEverybody } from '../../formatters/discord/message.ts';
import { sendDirect } from './direct-word.ts';
import type { DiscordCall } from './discord-call.ts';
import { failureBehind } from './discord-failure.ts';
import type { DiscordSurface } from './discord-surface.ts';
import { respond } from './interaction-answer.ts';
import type { OpenInteractions } from './open-interactions.ts';

export interface DiscordAnswersDeps {
  readonly call: DiscordCall;
  readonly clock: Clock;
  readonly surface: Pick<DiscordSurface, 'say'>;
  /** The same as the app's. */
  readonly open: OpenInteractions;
}

/**
 * One person is answered for 15 minutes after they asked, each answer in place of the one before, and later by direct
 * message where it is more than a note; all others in the thread, or as a reply to the message that asked.
 */
export function createDiscordAnswers(deps: DiscordAnswersDeps): ChatAnswers {
  return {
    async answer(request, answer, { signal }) {
      const formatted = formatAnswer(answer, deps.clock.now());
      if (await give(deps, request, formatted, signal)) return true;
      const isWorthIt = answer.kind === 'reply' && request.answerTo.form === 'private';
      return isWorthIt && tellLater(deps, request, formatted, signal);
    },
  };
}

async function give(
  deps: DiscordAnswersDeps,
  { id, at, answerTo }: RequestFrame,
  { messages, files }: FormattedAnswer,
  signal: AbortSignal,
): Promise<boolean> {
  if (messages.length === 0) return false;
  if (answerTo.form === 'private' || answerTo.form === 'page') {
    const waiting = deps.open.find(answerTo.handle);
    if (waiting === undefined) return false;
    const isGiven = await respond(deps, waiting.key, messages, files, signal);
    waiting.answered ||= isGiven;
    return isGiven;
  }
  try {
    await deps.surface.say(at, messages, { key: `${id}/said`, signal });
    return true;
  } catch (error) {
    signal.throwIfAborted();
    if (failureBehind(error).kind !== 'refused') throw error;
    return false;
  }
}

/** False where the person cannot be written to. */
async function tellLater(
  { call }: DiscordAnswersDeps,
  { id, at, asker }: RequestFrame,
  { messages }: FormattedAnswer,
  signal: AbortSignal,
): Promise<boolean> {
  try {
    for (const [index, message] of messages.entries()) {
      const slot = { key: messageKey(`${id}/later`, index + 1), workspace: at.workspace, fence: null };
      await sendDirect({ call }, asker.id, forEverybody(message), slot, signal);
    }
    return messages.length > 0;
  } catch (error) {
    signal.throwIfAborted();
    if (failureBehind(error).kind !== 'refused') throw error;
    return false;
  }
}
