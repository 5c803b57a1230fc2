import type { Digest } from '../domain/digest.ts';
import { VidigestError } from '../domain/errors.ts';
import type { FullTextState, Reply } from '../domain/reply.ts';
import type { Settings } from '../domain/settings.ts';
import type { ReplyStore } from '../ports/reply-store.ts';
import { answeredOverview, placeOfOverview } from './answered-overview.ts';
import { createFailureNotice } from './failure-notice.ts';
import type { AnswerDeps, RequestAnswer } from './request-answer.ts';
import { fullTextState, shownOf } from './shown-parts.ts';

/** What the answer needs beside the rest: `replies` tell to what the text belongs. */
export interface TextAnswerDeps extends Omit<AnswerDeps, 'threads' | 'keptDigest' | 'isOpen'> {
  readonly replies: Pick<ReplyStore, 'ofPost'>;
}

/**
 * The answer to a request for the text alone, whose message is the overview with the button: the text goes behind it, once
 * however often it is asked for, and the overview loses the button. Where there is no money for it, it says so instead.
 */
export function createTextAnswer(deps: TextAnswerDeps): RequestAnswer {
  const { voice, clock } = deps;
  const notice = createFailureNotice(voice, clock);
  return {
    pointToEarlier: async () => false,
    begin: () => {},
    show: () => {},
    async publish({ digest, excuse, settings }) {
      if (digest.missing.includes('translation')) throw new VidigestError('model-answer', 'nothing was translated');
      const { ref, language } = voice.request;
      const shown = shownOf(digest, settings);
      const answered = await deps.replies.ofPost(ref);
      const fullText = stateOf(deps, shown, settings);
      // The button goes first: a second press must find nothing to press.
      const overview = { ...answeredOverview(deps.facts, shown, answered, fullText), notice: excuse };
      await voice.edit(placeOfOverview(ref, answered), overview);
      const reply: Reply = { kind: 'full-text', language, digest: shown };
      if (fullText.kind === 'posted') await voice.post('full-text', reply, answered?.id);
    },
    fail: (failure) => notice.tell(failure),
    leave: async () => {},
    stop: async () => {},
    withdraw: async () => {},
    clear: async () => {},
  };
}

/** However many messages it takes: somebody wants them. */
function stateOf({ facts, textUsd }: TextAnswerDeps, digest: Digest, settings: Settings): FullTextState {
  const state = fullTextState({ facts, settings, scope: 'all', textUsd }, digest);
  return state.kind === 'offered' ? { kind: 'posted' } : state;
}
