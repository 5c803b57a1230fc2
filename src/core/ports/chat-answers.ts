import type { ChatAnswer } from '../domain/chat-answer.ts';
import type { RequestFrame } from '../domain/chat-request.ts';

/** How what people ask for gets to them. */
export interface ChatAnswers {
  /**
   * Answers a request in the form it names. May be called several times: a private answer and a page are replaced by
   * each next one. False when it is too late or the platform does not allow it; throws `chat-refused` when the platform
   * cannot be reached.
   */
  answer(request: RequestFrame, answer: ChatAnswer, options: { readonly signal: AbortSignal }): Promise<boolean>;
}
