import type { ChatAnswer } from '../../core/domain/chat-answer.ts';
import type { RequestFrame } from '../../core/domain/chat-request.ts';
import { messageKey } from '../../core/domain/post-key.ts';
import type { MessageRef } from '../../core/domain/reply.ts';
import type { ChatAnswers } from '../../core/ports/chat-answers.ts';
import type { Slot } from '../../core/ports/outbox.ts';
import type { Clock, Logger } from '../../core/ports/runtime.ts';
import type { AnswerHandles, AnswerWay } from './answer-handles.ts';
import { answerMessages } from './answer-messages.ts';
import { answerView } from './answer-views.ts';
import type { Respond } from './respond.ts';
import type { SlackCall } from './slack-call.ts';
import type { SlackClient } from './slack-client.ts';
import { refusalOf } from './slack-failure.ts';
import type { SlackSurface } from './slack-surface.ts';
import type { SpeakAs } from './workspaces.ts';

/** `handles` is shared with the app that hears people. */
export interface SlackAnswersDeps {
  readonly speakAs: SpeakAs;
  readonly call: SlackCall;
  readonly handles: AnswerHandles;
  readonly respond: Respond;
  readonly surface: Pick<SlackSurface, 'post' | 'posts'>;
  /** Name, without colons, of the emoji that asks for a digest. */
  readonly emoji: string;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Answers of one kind of Slack's own forms; all of them are false where Slack refuses. */
export function createSlackAnswers(deps: SlackAnswersDeps): ChatAnswers {
  return {
    async answer(request, answer, { signal }) {
      try {
        return await answerIn(deps, request, answer, signal);
      } catch (error) {
        const refusal = refusalOf(error);
        if (refusal === '') throw error;
        // People close pages, and need no answer then.
        const level = refusal === 'not_found' ? 'info' : 'warn';
        deps.logger[level]('slack refused an answer', { kind: answer.kind, error: refusal });
        return false;
      }
    },
  };
}

async function answerIn(deps: SlackAnswersDeps, request: RequestFrame, answer: ChatAnswer, signal: AbortSignal) {
  const { answerTo } = request;
  const way = 'handle' in answerTo ? deps.handles.find(answerTo.handle) : null;
  if (answer.kind === 'file') return sendFile(deps, request, answer, way, signal);
  if (way === null) return 'handle' in answerTo ? false : sayInThread(deps, request, answer, signal);
  switch (way.kind) {
    case 'page':
    case 'home':
      return showPage(deps, request, answer, way, signal);
    case 'response': {
      const [message] = answerMessages(answer, deps.clock.now(), deps.emoji);
      return message === undefined ? false : deps.respond(way, request, message, signal);
    }
    case 'ephemeral':
      return tell(deps, request, answer, signal);
  }
}

type PageWay =
  | { readonly kind: 'page'; readonly viewId: string; readonly metadata: string }
  | { readonly kind: 'home' };

async function showPage(
  { speakAs, call, clock, handles, emoji }: SlackAnswersDeps,
  { asker, answerTo, at: { workspace } }: RequestFrame,
  answer: ChatAnswer,
  way: PageWay,
  signal: AbortSignal,
): Promise<boolean> {
  const view = answerView(answer, way.kind === 'page' ? way.metadata : '', { nowMs: clock.now(), emoji });
  if (view === null) return false;
  if (way.kind === 'home') {
    if (view.type !== 'home') return false;
    const body = { user_id: asker.id, view: wireOf(view) };
    const publish = () => speakAs(workspace, (client) => client.views.publish(body));
    await call({ method: 'views.publish', idempotent: true }, publish, signal);
    return true;
  }
  if (view.type !== 'modal') return false;
  const body = { view_id: way.viewId, view: wireOf(view) };
  const update = async (): Promise<boolean> => {
    // Something else may have been asked for on the page while Slack made this wait.
    if (!isWanted(handles, answerTo)) return false;
    await speakAs(workspace, (client) => client.views.update(body));
    return true;
  };
  return call({ method: 'views.update', idempotent: true }, update, signal);
}

function isWanted(handles: AnswerHandles, answerTo: RequestFrame['answerTo']): boolean {
  return !('handle' in answerTo) || handles.find(answerTo.handle) !== null;
}

/** The library's types are mutable and know more; what is sent is checked by the formatter's tests. */
function wireOf(view: NonNullable<ReturnType<typeof answerView>>) {
  return structuredClone(view) as unknown as Parameters<SlackClient['views']['update']>[0]['view'] & object;
}

async function sayInThread(deps: SlackAnswersDeps, request: RequestFrame, answer: ChatAnswer, signal: AbortSignal) {
  const { at, asker } = request;
  if (at.message === null) return tell(deps, request, answer, signal);
  const ref: MessageRef = { ...at, message: at.message, author: asker.id };
  if (answer.kind === 'reply') {
    await deps.surface.post(ref, answer.reply, { key: `${request.id}/reply`, fence: null, signal });
    return true;
  }
  const place = { ...at, thread: at.thread ?? at.message };
  for (const [index, message] of answerMessages(answer, deps.clock.now(), deps.emoji).entries()) {
    await deps.surface.posts.post(place, message, slotFor(request, answer, index), signal);
  }
  return true;
}

async function tell(deps: SlackAnswersDeps, request: RequestFrame, answer: ChatAnswer, signal: AbortSignal) {
  const { at, asker } = request;
  const [message] = answerMessages(answer, deps.clock.now(), deps.emoji);
  if (message === undefined || at.channel === '') return false;
  await deps.surface.posts.tell({ ...at, user: asker.id }, message, null, signal);
  return true;
}

/** One answer of a kind is given to a request; a note is told from other notes. */
function slotFor({ id, at }: RequestFrame, answer: ChatAnswer, index: number): Slot {
  const name = answer.kind === 'note' ? `note-${answer.note}` : answer.kind;
  return { key: messageKey(`${id}/${name}`, index + 1), workspace: at.workspace, fence: null };
}

/** Whoever asked for it in a page reads there what became of it. */
async function sendFile(
  deps: SlackAnswersDeps,
  request: RequestFrame,
  file: Extract<ChatAnswer, { kind: 'file' }>,
  way: AnswerWay | null,
  signal: AbortSignal,
): Promise<boolean> {
  const sent = await uploadOrRefuse(deps, request, file, signal);
  if (way?.kind !== 'page') return sent;
  const note = { kind: 'note', language: file.language, note: sent ? 'file-sent' : 'file-refused' } as const;
  await showPage(deps, request, note, way, signal);
  return sent;
}

async function uploadOrRefuse(
  deps: SlackAnswersDeps,
  request: RequestFrame,
  file: Extract<ChatAnswer, { kind: 'file' }>,
  signal: AbortSignal,
): Promise<boolean> {
  try {
    return await upload(deps, request, file, signal);
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal === '') throw error;
    deps.logger.warn('slack refused a file', { error: refusal });
    return false;
  }
}

/** Into the thread: Slack shows a file to nobody alone. */
async function upload(
  { speakAs, call }: SlackAnswersDeps,
  { at }: RequestFrame,
  file: Extract<ChatAnswer, { kind: 'file' }>,
  signal: AbortSignal,
): Promise<boolean> {
  const thread = at.thread ?? at.message;
  if (at.channel === '' || thread === null) return false;
  const { name: filename, title, content } = file;
  const body = { channel_id: at.channel, thread_ts: thread, filename, title, content, alt_text: title };
  const send = () => speakAs(at.workspace, (client) => client.filesUploadV2(body));
  await call({ method: 'files.completeUploadExternal', idempotent: false }, send, signal);
  return true;
}
