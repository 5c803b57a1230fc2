import type { ServerResponse } from 'node:http';
import type { Clock } from '../../../src/core/ports/runtime.ts';
import type { Delivery, Outcome, Pace } from './delivery.ts';
import type { Fault, FaultPlan } from './faults.ts';
import { type Prompt, readPrompt } from './prompt.ts';
import type { PromptCache } from './prompt-cache.ts';
import type { Refusal } from './refusal.ts';
import { readBody, refuseRequest } from './refusals.ts';
import type { RecordedRequest } from './request-log.ts';
import { hang, plainAnswer, streamAnswer } from './stream-answer.ts';
import { type TokenBudget, tokenise } from './token-budget.ts';

/** What all messages requests of one fake share. */
export interface MessagesContext {
  readonly cache: PromptCache;
  readonly plan: FaultPlan;
  readonly pace: Pace;
  readonly answer: (prompt: Prompt, fault: Fault | null) => string;
  readonly budget: (prompt: Prompt) => TokenBudget | null;
  readonly clock: Pick<Clock, 'sleep'>;
  readonly closing: AbortSignal;
  /** Answers under way, and the most there ever were. */
  running: number;
  peak: number;
}

/** One request and the ways to answer it. */
export interface Exchange {
  readonly record: RecordedRequest;
  readonly response: ServerResponse;
  readonly requestId: string;
  readonly give: (body: unknown) => void;
  readonly refuse: (refusal: Refusal, headers?: Readonly<Record<string, string>>) => void;
}

/** `POST /v1/messages`: refusals first, then the planned fault, then the answer. */
export async function handleMessages(value: unknown, exchange: Exchange, context: MessagesContext): Promise<void> {
  const { record, refuse } = exchange;
  const body = readBody(value);
  if ('status' in body) return refuse(body);
  const refusal = refuseRequest(body);
  if (refusal !== null) return refuse(refusal);
  const prompt = readPrompt(body);
  record.stage = prompt.stage;
  record.warmUp = body.max_tokens <= 1;
  const fault = record.warmUp ? null : context.plan.next(prompt.stage);
  if (fault?.kind === 'status') {
    const { status, type = typeOf(status), message = type, headers } = fault;
    return refuse({ status, type, message }, headers);
  }
  const gone = new AbortController();
  exchange.response.on('close', () => gone.abort());
  const signal = AbortSignal.any([gone.signal, context.closing]);
  if (fault?.kind === 'destroy' && fault.afterTokens === 'headers') return void exchange.response.destroy();
  if (fault?.kind === 'hang' && fault.at === 'before-headers') return void (await hang({ signal }, 0));
  record.status = 200;
  record.input = context.cache.read(body);
  const delivery: Delivery = {
    response: exchange.response,
    requestId: exchange.requestId,
    model: body.model,
    answer: tokenise(context.answer(prompt, fault), context.budget(prompt)),
    maxTokens: body.max_tokens,
    fault,
    pace: context.pace,
    clock: context.clock,
    inputUsage: {
      input_tokens: record.input.input,
      cache_creation_input_tokens: record.input.cacheWrite,
      cache_read_input_tokens: record.input.cacheRead,
    },
    onBegin: () => context.cache.write(body),
    signal,
  };
  const { tokens, stop } = await counted(context, () => deliver(delivery, body.stream === true));
  record.outputTokens = tokens;
  record.stop = stop;
}

async function counted<T>(context: MessagesContext, work: () => Promise<T>): Promise<T> {
  context.running += 1;
  context.peak = Math.max(context.peak, context.running);
  try {
    return await work();
  } finally {
    context.running -= 1;
  }
}

/** A client that goes in the middle of an answer is no error of the server's. */
async function deliver(delivery: Delivery, stream: boolean): Promise<Outcome> {
  try {
    return stream ? await streamAnswer(delivery) : await plainAnswer(delivery);
  } catch (error) {
    if (!delivery.signal.aborted) throw error;
    return { tokens: 0, stop: null };
  }
}

function typeOf(status: number): string {
  if (status === 429) return 'rate_limit_error';
  if (status === 529) return 'overloaded_error';
  return status >= 500 ? 'api_error' : 'invalid_request_error';
}
