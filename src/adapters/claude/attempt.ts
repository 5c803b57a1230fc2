import type Anthropic from '@anthropic-ai/sdk';
import { Stream } from '@anthropic-ai/sdk/core/streaming';
import type { MessageCreateParamsStreaming } from '@anthropic-ai/sdk/resources/messages';
import type { CallOptions, ModelAnswer } from '../../core/ports/language-model.ts';
import type { Clock } from '../../core/ports/runtime.ts';
import { type AnswerReader, createAnswerReader } from './answer-reader.ts';
import { failureOfEvent, failureOfRequest } from './api-failure.ts';
import { AttemptFailure } from './attempt-failure.ts';
import { parseStreamEvent, type StreamEvent } from './stream-events.ts';
import { createWatchdog, type Lapse, type Watchdog, type WatchdogLimits } from './watchdog.ts';

/** One attempt is watched by its own limits; the caller's signal ends it as well. */
export interface AttemptOptions extends CallOptions {
  readonly limits: WatchdogLimits;
}

/** An answered stream should close at once; one that does not is closed from here after this. */
const closingGraceMs = 1_000;

/**
 * Sends one request and reads its stream to the end. Throws AttemptFailure, or the signal's reason when the caller
 * cancels. Events are read as they come off the wire, because the SDK's own iteration hides the pings that show a
 * server alive and ends without a word when a stream is cut between two events.
 */
export async function runAttempt(
  deps: { readonly client: Anthropic; readonly clock: Clock },
  body: MessageCreateParamsStreaming,
  options: AttemptOptions,
): Promise<ModelAnswer> {
  options.signal.throwIfAborted();
  const over = new AbortController();
  const watchdog = createWatchdog(deps.clock, options.limits);
  const signal = AbortSignal.any([options.signal, watchdog.signal, over.signal]);
  const reader = createAnswerReader(options.onText);
  let requestId: string | null = null;
  try {
    const response = await send(deps, body, signal);
    requestId = response.headers.get('request-id');
    await readEvents(response, reader, watchdog, requestId);
  } catch (error) {
    options.signal.throwIfAborted();
    if (!(error instanceof AttemptFailure)) throw error;
    const answer = reader.answer();
    // All of the answer is here; how its connection ended does not matter.
    if (answer !== null) return answer;
    const lapse = watchdog.lapse();
    const failure = lapse === null ? error : failureOfLapse(lapse, options.limits);
    const facts = { ...failure.facts, requestId: failure.facts.requestId ?? requestId, usage: reader.usage() };
    throw new AttemptFailure(failure.message, facts, failure.cause);
  } finally {
    watchdog.stop();
    over.abort();
  }
  const answer = reader.answer();
  if (answer !== null) return answer;
  const facts = { code: 'model-unreachable', retryable: true, requestId, usage: reader.usage() } as const;
  throw new AttemptFailure('the stream ended early', facts);
}

async function send(
  { client, clock }: { client: Anthropic; clock: Clock },
  body: MessageCreateParamsStreaming,
  signal: AbortSignal,
): Promise<Response> {
  try {
    return await client.messages.create(body, { signal }).asResponse();
  } catch (error) {
    throw failureOfRequest(error, clock.now());
  }
}

async function readEvents(
  response: Response,
  reader: AnswerReader,
  watchdog: Watchdog,
  requestId: string | null,
): Promise<void> {
  const events = Stream.rawEvents(response);
  let started = false;
  for (;;) {
    const data = await nextData(events);
    if (data === null) return;
    watchdog.touch();
    const event = readEvent(data);
    if (event === null) continue;
    if (event.type === 'error') throw failureOfEvent(event.error.type, event.error.message ?? null, requestId);
    if (event.type === 'content_block_delta' && !started) {
      started = true;
      watchdog.started();
    }
    reader.take(event);
    if (event.type === 'message_stop') watchdog.finished(closingGraceMs);
  }
}

/** Data of the next event that has any; null at the end of the stream. */
async function nextData(events: AsyncGenerator<{ data: string }, void>): Promise<string | null> {
  try {
    for (;;) {
      const next = await events.next();
      if (next.done === true) return null;
      if (next.value.data !== '') return next.value.data;
    }
  } catch (cause) {
    throw new AttemptFailure('the stream broke', { code: 'model-unreachable', retryable: true }, cause);
  }
}

function readEvent(data: string): StreamEvent | null {
  try {
    return parseStreamEvent(data);
  } catch {
    // What could not be read may hold text of the answer: it is not kept as a cause.
    throw new AttemptFailure('an unreadable event in the stream', { code: 'model-unreachable', retryable: true });
  }
}

function failureOfLapse(lapse: Lapse, { firstTokenMs, idleMs }: WatchdogLimits): AttemptFailure {
  if (lapse === 'total') return new AttemptFailure('out of time', { code: 'model-timeout' });
  const silence = lapse === 'idle' ? `silent for ${idleMs} ms` : `no text within ${firstTokenMs} ms`;
  return new AttemptFailure(silence, { code: 'model-timeout', retryable: true });
}
