import { createHmac } from 'node:crypto';
import { fakeSlackSecrets } from './identity.ts';
import type { SocketDelivery } from './socket-mode.ts';

/** A request of Slack's to the app, as it can be sent by hand. */
export interface SignedRequest {
  readonly headers: Record<string, string>;
  readonly body: string;
}

/** What Slack sends to an address of the app's. */
export interface FakeHttpEvents {
  /** Null: requests find nobody, as while the app is down. */
  sendTo(url: string | null): void;
  /** Whether an address was ever given: then nothing goes over sockets. */
  isUsed(): boolean;
  /**
   * Sends it. Events that are not answered with 200 in time are sent again, three times at most; `earlier` attempts, of
   * another delivery, count.
   */
  deliver(type: SocketDelivery['type'], payload: unknown, earlier?: number): SocketDelivery;
  readonly deliveries: readonly SocketDelivery[];
  /** Loses the next so many answers on their way: Slack waits for them as long as it waits for any. */
  loseAcks(count: number): void;
  /** The status of every answer so far, in order; 0 where none came in time. */
  readonly statuses: readonly number[];
  close(): void;
}

/** Signs a body as Slack does. `atSeconds`: now, unless told otherwise. */
export function signed(
  body: string,
  type: 'application/json' | 'application/x-www-form-urlencoded',
  { secret = fakeSlackSecrets.signing as string, atSeconds = Math.floor(Date.now() / 1_000) } = {},
): SignedRequest {
  const hash = createHmac('sha256', secret).update(`v0:${atSeconds}:${body}`).digest('hex');
  const headers = {
    'content-type': type,
    'x-slack-request-timestamp': String(atSeconds),
    'x-slack-signature': `v0=${hash}`,
  };
  return { headers, body };
}

const mostAttempts = 4;

/** No address yet. The second attempt comes at once, further ones after `ackTimeoutMs`; Slack takes minutes. */
export function createFakeHttpEvents(options: {
  readonly ackTimeoutMs: number;
  readonly onChange: () => void;
}): FakeHttpEvents {
  const deliveries: SocketDelivery[] = [];
  const statuses: number[] = [];
  const timers = new Set<NodeJS.Timeout>();
  let address: string | null = null;
  let isUsed = false;
  let acksToLose = 0;

  const after = (ms: number, act: () => void): void => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      act();
    }, ms);
    timers.add(timer);
  };
  const attempt = async (delivery: SocketDelivery, reason: string): Promise<void> => {
    delivery.attempts += 1;
    const answer = await request(address, delivery, reason, options.ackTimeoutMs);
    const isLost = acksToLose > 0 && answer !== null;
    if (isLost) acksToLose -= 1;
    statuses.push(isLost ? 0 : (answer?.status ?? 0));
    if (answer?.status === 200 && !isLost) Object.assign(delivery, { acked: true, answer: answer.body });
    else if (isEvent(delivery) && delivery.earlier + delivery.attempts < mostAttempts) {
      const waitMs = (isLost ? options.ackTimeoutMs : 0) + (delivery.attempts === 1 ? 0 : options.ackTimeoutMs);
      after(waitMs, () => void attempt(delivery, answer === null || isLost ? 'http_timeout' : 'http_error'));
    }
    options.onChange();
  };
  return {
    sendTo(url) {
      address = url;
      isUsed = true;
    },
    isUsed: () => isUsed,
    deliver(type, payload, earlier = 0) {
      const delivery: SocketDelivery = { type, payload, earlier, attempts: 0, acked: false, answer: undefined };
      deliveries.push(delivery);
      void attempt(delivery, 'http_timeout');
      return delivery;
    },
    deliveries,
    statuses,
    loseAcks(count) {
      acksToLose += count;
    },
    close() {
      for (const timer of timers) clearTimeout(timer);
    },
  };
}

const isEvent = ({ type }: SocketDelivery): boolean => type === 'events_api';

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** Null where no answer came. */
async function request(
  url: string | null,
  delivery: SocketDelivery,
  reason: string,
  timeoutMs: number,
): Promise<Answer | null> {
  if (url === null) return null;
  const { headers, body } = requestOf(delivery);
  const before = delivery.earlier + delivery.attempts - 1;
  const retry = before === 0 ? {} : { 'x-slack-retry-num': String(before), 'x-slack-retry-reason': reason };
  try {
    const signal = AbortSignal.timeout(timeoutMs);
    const response = await fetch(url, { method: 'POST', headers: { ...headers, ...retry }, body, signal });
    const text = await response.text();
    return { status: response.status, body: text === '' ? undefined : JSON.parse(text) };
  } catch {
    return null;
  }
}

function requestOf({ type, payload }: SocketDelivery): SignedRequest {
  if (type === 'events_api') return signed(JSON.stringify(payload), 'application/json');
  const fields =
    type === 'interactive' ? { payload: JSON.stringify(payload) } : (payload as Readonly<Record<string, string>>);
  return signed(new URLSearchParams(fields).toString(), 'application/x-www-form-urlencoded');
}
