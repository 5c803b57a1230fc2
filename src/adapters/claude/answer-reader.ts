import type { TokenUsage } from '../../core/domain/usage.ts';
import type { CallOptions, ModelAnswer } from '../../core/ports/language-model.ts';
import type { StreamEvent } from './stream-events.ts';
import { renewUsage } from './token-counts.ts';

type TellingEvent = Exclude<StreamEvent, { type: 'error' }>;

/** Builds an answer from the events of one stream. */
export interface AnswerReader {
  take(event: TellingEvent): void;
  /** The answer, or null while the stream has not said how it ended. */
  answer(): ModelAnswer | null;
  /** Tokens counted so far; null before the server has said anything of them. */
  usage(): TokenUsage | null;
}

/** Text goes to `onText` as it arrives; thoughts and other kinds of content are passed over. */
export function createAnswerReader(onText: CallOptions['onText']): AnswerReader {
  let text = '';
  let stop: ModelAnswer['stop'] | null = null;
  let usage: TokenUsage | null = null;
  return {
    take(event) {
      switch (event.type) {
        case 'message_start':
          usage = renewUsage(usage, event.message.usage);
          break;
        case 'content_block_delta': {
          const delta = event.delta.type === 'text_delta' ? (event.delta.text ?? '') : '';
          if (delta === '') break;
          text += delta;
          onText?.(delta, text);
          break;
        }
        case 'message_delta':
          usage = renewUsage(usage, event.usage);
          if (event.delta.stop_reason != null) stop = stopOf(event.delta.stop_reason);
          break;
        case 'message_stop':
          stop ??= 'complete';
      }
    },
    answer: () => (stop === null ? null : { text, stop, usage: renewUsage(usage, null) }),
    usage: () => usage,
  };
}

const stops: Readonly<Record<string, ModelAnswer['stop']>> = {
  max_tokens: 'truncated',
  model_context_window_exceeded: 'truncated',
  refusal: 'refused',
};

/** Reasons that cannot occur without tools count as complete: the answer's own checks decide. */
function stopOf(reason: string): ModelAnswer['stop'] {
  return stops[reason] ?? 'complete';
}
