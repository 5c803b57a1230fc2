import type { ChatAnswer, ChatNote } from '../../domain/chat-answer.ts';
import type { RequestFrame } from '../../domain/chat-request.ts';
import type { Settings } from '../../domain/settings.ts';
import type { ChatAnswers } from '../../ports/chat-answers.ts';

/** One request on its way through a story. */
export interface ChatContext {
  readonly request: RequestFrame;
  /** In force in the channel. */
  readonly settings: Settings;
  /** BCP 47 tag of the words of the answer: the asker's where one person reads it, else the channel's. */
  readonly language: string;
  readonly signal: AbortSignal;
  /** False when it is too late or the platform does not allow it. Throws `chat-refused`. */
  say(answer: ChatAnswer): Promise<boolean>;
  note(note: ChatNote): Promise<boolean>;
}

/** The context of a request, with nothing said yet. */
export function createChatContext(
  answers: ChatAnswers,
  request: RequestFrame,
  settings: Settings,
  signal: AbortSignal,
): ChatContext {
  const language = answerLanguage(request, settings);
  const say: ChatContext['say'] = (answer) => answers.answer(request, answer, { signal });
  return { request, settings, language, signal, say, note: (note) => say({ kind: 'note', language, note }) };
}

function answerLanguage({ asker, answerTo }: RequestFrame, settings: Settings): string {
  const isForOne = answerTo.form === 'private' || answerTo.form === 'page';
  return isForOne ? (asker.locale ?? settings.language) : settings.language;
}
