import type { RequestFrame } from '../../core/domain/chat-request.ts';
import { VidigestError } from '../../core/domain/errors.ts';
import type { Clock, Logger } from '../../core/ports/runtime.ts';
import type { SlackMessage } from '../../formatters/slack/blocks.ts';

/** Slack's address for the answers to one act. `uses` counts those given. */
interface ResponseWay {
  readonly url: string;
  uses: number;
}

/**
 * Answers through Slack's address, so that the asker alone sees it. Nothing is replaced: the message with the button may
 * be everybody's. False once the address is used up or too old.
 */
export type Respond = (
  way: ResponseWay,
  request: Pick<RequestFrame, 'at'>,
  message: SlackMessage,
  signal: AbortSignal,
) => Promise<boolean>;

/** Slack takes five answers. */
const mostUses = 5;

/** Over `fetch`. Waits `timeoutMs` for Slack. */
export function createRespond(
  deps: { readonly fetch: typeof globalThis.fetch; readonly clock: Clock; readonly logger: Logger },
  { timeoutMs }: { readonly timeoutMs: number },
): Respond {
  return async (way, { at }, { text, blocks }, signal) => {
    if (way.uses >= mostUses) return false;
    way.uses += 1;
    const thread = at.thread === null ? {} : { thread_ts: at.thread };
    const body = { response_type: 'ephemeral', replace_original: false, text, blocks, ...thread };
    const late = new AbortController();
    const timer = deps.clock.sleep(timeoutMs, AbortSignal.any([signal, late.signal]));
    timer.then(
      () => late.abort(new Error('slack did not answer')),
      () => undefined,
    );
    try {
      const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
      const response = await deps.fetch(way.url, { ...init, signal: AbortSignal.any([signal, late.signal]) });
      const answer = await response.text();
      if (!response.ok)
        deps.logger.info('slack takes no more answers here', { status: response.status, error: answer.slice(0, 100) });
      return response.ok;
    } catch (cause) {
      signal.throwIfAborted();
      throw new VidigestError('chat-refused', 'a response address is out of reach', { cause });
    } finally {
      late.abort();
    }
  };
}
