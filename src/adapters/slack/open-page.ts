import type { ChatWish } from '../../core/domain/chat-request.ts';
import type { Logger } from '../../core/ports/runtime.ts';
import { downloadView, languageView, metadataOf, waitingView } from '../../formatters/slack/digest-pages.ts';
import type { ModalView } from '../../formatters/slack/views.ts';
import type { SlackAct } from './act.ts';
import type { AnswerWay } from './answer-handles.ts';
import type { SlackCall } from './slack-call.ts';
import { refusalOf } from './slack-failure.ts';
import type { SpeakAs } from './workspaces.ts';

interface OpenPageDeps {
  readonly speakAs: SpeakAs;
  readonly call: SlackCall;
  readonly logger: Logger;
}

/** What is opened for whom. */
interface PageOrder {
  readonly act: SlackAct;
  /** BCP 47 tag. */
  readonly language: string;
  readonly trigger: string;
}

/** What came of it: a page that waits for its answer, one that is complete as it is, or none because it was too late. */
type Opened = { readonly kind: 'waiting'; readonly way: AnswerWay } | { readonly kind: 'complete' | 'late' };

/** Opens the page that an act wants. */
export async function openPage(deps: OpenPageDeps, order: PageOrder, signal: AbortSignal): Promise<Opened> {
  const { act, language, trigger } = order;
  const { workspace } = act.at;
  const { wish } = act;
  const metadata = metadataOf(act.at, 'digest' in wish ? wish.digest : null);
  const view = completeView(wish, language, metadata);
  const waiting = view ?? waitingView(language, metadata);
  const viewId = await open(deps, { workspace, trigger, view: waiting }, signal);
  if (viewId === null) return { kind: 'late' };
  return view === null ? { kind: 'waiting', way: { kind: 'page', viewId, metadata } } : { kind: 'complete' };
}

/** Null for what must be looked for first. */
function completeView(wish: ChatWish, language: string, metadata: string): ModalView | null {
  if (wish.kind === 'choose-language') return languageView(language, metadata);
  return wish.kind === 'choose-download' ? downloadView(language, wish.digest, metadata) : null;
}

/** Opens a page once; null when Slack does not. */
export async function open(
  { speakAs, call, logger }: OpenPageDeps,
  { workspace, trigger, view }: { readonly workspace: string; readonly trigger: string; readonly view: ModalView },
  signal: AbortSignal,
): Promise<string | null> {
  try {
    // The library's types are mutable; pages are checked by the formatter's tests.
    const body = { trigger_id: trigger, view: structuredClone(view) as never };
    const send = () => speakAs(workspace, (client) => client.views.open(body));
    const answer = await call({ method: 'views.open', idempotent: false }, send, signal);
    return answer.view?.id ?? null;
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal === '') throw error;
    logger.warn('a page could not be opened', { error: refusal });
    return null;
  }
}
