import { setTimeout as sleep } from 'node:timers/promises';
import { type Delivery, type Outcome, pieces, planEnd } from './delivery.ts';
import type { Fault } from './faults.ts';

/** Sends an answer as server-sent events, as the API does, until its end or its fault. */
export async function streamAnswer(delivery: Delivery): Promise<Outcome> {
  const { response, pace, fault, signal, inputUsage } = delivery;
  const cutAt = faultPosition(fault);
  response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'request-id': delivery.requestId });
  response.flushHeaders();
  if (fault?.kind === 'hang' && fault.at === 'after-headers') return hang(delivery, 0);
  if (fault?.kind === 'ping-forever' && fault.afterTokens === undefined) return pingForever(delivery, fault.everyMs);
  if (pace.ttftMs > 0) await sleep(pace.ttftMs, undefined, { signal });
  delivery.onBegin();
  const end = planEnd(delivery);
  const tokens = Math.min(end.tokens, cutAt ?? end.tokens);
  send(delivery, 'message_start', { message: emptyMessage(delivery) });
  send(delivery, 'content_block_start', { index: 0, content_block: { type: 'text', text: '' } });
  send(delivery, 'ping', {});
  for await (const text of pieces(delivery, tokens)) {
    send(delivery, 'content_block_delta', { index: 0, delta: { type: 'text_delta', text } });
  }
  if (cutAt !== null) return breakOff(delivery, tokens);
  send(delivery, 'content_block_stop', { index: 0 });
  const delta = { stop_reason: end.stop, stop_sequence: null };
  send(delivery, 'message_delta', { delta, usage: { ...inputUsage, output_tokens: tokens } });
  send(delivery, 'message_stop', {});
  if (fault?.kind !== 'left-open') response.end();
  return { tokens, stop: end.stop };
}

/** Tokens after which the stream breaks; null when it does not. */
function faultPosition(fault: Fault | null): number | null {
  switch (fault?.kind) {
    case 'error-event':
    case 'cut':
      return fault.afterTokens ?? 10;
    case 'destroy':
      return typeof fault.afterTokens === 'number' ? fault.afterTokens : 10;
    case 'hang':
      return 10;
    case 'ping-forever':
      return fault.afterTokens ?? 0;
    default:
      return null;
  }
}

function breakOff(delivery: Delivery, tokens: number): Outcome | Promise<Outcome> {
  const { fault, response } = delivery;
  if (fault?.kind === 'hang') return hang(delivery, tokens);
  if (fault?.kind === 'ping-forever') return pingForever(delivery, fault.everyMs);
  if (fault?.kind === 'error-event') {
    send(delivery, 'error', { error: { type: fault.type, message: fault.message ?? fault.type } });
    if (fault.leftOpen === true) return hang(delivery, tokens);
  }
  if (fault?.kind === 'destroy') response.destroy();
  else response.end();
  return { tokens, stop: null };
}

/** Keeps the connection open without a word until the client goes. */
export async function hang({ signal }: Pick<Delivery, 'signal'>, tokens: number): Promise<Outcome> {
  if (!signal.aborted) await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
  return { tokens, stop: null };
}

async function pingForever(delivery: Delivery, everyMs: number): Promise<Outcome> {
  for (;;) {
    send(delivery, 'ping', {});
    await delivery.clock.sleep(everyMs, delivery.signal);
  }
}

function emptyMessage({ requestId, model, inputUsage }: Delivery): Record<string, unknown> {
  return {
    id: requestId.replace('req', 'msg'),
    type: 'message',
    role: 'assistant',
    model,
    content: [],
    stop_reason: null,
    stop_sequence: null,
    usage: { ...inputUsage, output_tokens: 1 },
  };
}

function send({ response }: Delivery, event: string, data: Record<string, unknown>): void {
  response.write(`event: ${event}\ndata: ${JSON.stringify({ type: event, ...data })}\n\n`);
}

/** Sends an answer in one piece. */
export async function plainAnswer(delivery: Delivery): Promise<Outcome> {
  const { response, pace, signal, inputUsage } = delivery;
  if (pace.ttftMs > 0) await sleep(pace.ttftMs, undefined, { signal });
  delivery.onBegin();
  const end = planEnd(delivery);
  let text = '';
  for await (const piece of pieces(delivery, end.tokens)) text += piece;
  const message = {
    ...emptyMessage(delivery),
    content: text === '' ? [] : [{ type: 'text', text, citations: null }],
    stop_reason: end.stop,
    usage: { ...inputUsage, output_tokens: end.tokens },
  };
  response.writeHead(200, { 'content-type': 'application/json', 'request-id': delivery.requestId });
  response.end(JSON.stringify(message));
  return { tokens: end.tokens, stop: end.stop };
}
