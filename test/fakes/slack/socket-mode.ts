import { randomUUID } from 'node:crypto';
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { z } from 'zod';
import { fakeSlackIds } from './identity.ts';

/** Something sent to the app, and whether it was acknowledged. */
export interface SocketDelivery {
  readonly type: 'events_api' | 'interactive' | 'slash_commands';
  readonly payload: unknown;
  /** How often the same event was sent before, as another delivery. */
  readonly earlier: number;
  /** How often it has been sent. */
  attempts: number;
  acked: boolean;
  /** What came with the acknowledgement, e.g. options of a menu or errors of a page. */
  answer: unknown;
}

/** The Socket Mode side of the fake. */
export interface FakeSocketMode {
  /** A single-use address. */
  openConnection(): string;
  /**
   * Sends to one connection; waits for one when there is none. Events that are not acknowledged are sent again, three
   * times at most; `earlier` attempts, of another delivery, count.
   */
  deliver(type: SocketDelivery['type'], payload: unknown, earlier?: number): SocketDelivery;
  readonly deliveries: readonly SocketDelivery[];
  /** How many connections have been greeted and are open. */
  connections(): number;
  /** Tells every connection to reconnect, as Slack does every few hours; `link_disabled`: Socket Mode is switched off. */
  refresh(reason?: 'refresh_requested' | 'warning' | 'link_disabled'): void;
  /** Loses the next so many acknowledgements on their way: what they were for is sent again. */
  loseAcks(count: number): void;
  /** Cuts every connection without a word. */
  drop(): void;
  close(): void;
}

const ackSchema = z.object({ envelope_id: z.string(), payload: z.unknown().optional() });

/** Attaches Socket Mode to a server that listens already. `onChange` is called whenever its state has changed. */
export function createFakeSocketMode(
  server: Server,
  options: {
    readonly port: number;
    readonly ackTimeoutMs: number;
    /** Connections take turns; otherwise the newest gets all. */
    readonly takeTurns: boolean;
    readonly onChange: () => void;
  },
): FakeSocketMode {
  const sockets = new WebSocketServer({ noServer: true });
  const tickets = new Set<string>();
  const open = new Set<WebSocket>();
  const deliveries: SocketDelivery[] = [];
  let turn = 0;
  let acksToLose = 0;
  const waiting = new Map<
    string,
    { readonly delivery: SocketDelivery; readonly socket: WebSocket; timer: NodeJS.Timeout }
  >();

  /** By envelope, for good: an acknowledgement may come after the next attempt, and after the last one. */
  const sent = new Map<string, SocketDelivery>();

  const send = (delivery: SocketDelivery): void => {
    turn += 1;
    const socket = [...open].at(options.takeTurns ? turn % open.size : -1);
    if (socket === undefined) return;
    const envelopeId = randomUUID();
    delivery.attempts += 1;
    const { type, payload } = delivery;
    const before = sendings(delivery) - 1;
    const retry = type === 'events_api' ? { retry_attempt: before, retry_reason: before > 0 ? 'timeout' : '' } : {};
    const timer = setTimeout(() => again(envelopeId), options.ackTimeoutMs);
    waiting.set(envelopeId, { delivery, socket, timer });
    sent.set(envelopeId, delivery);
    socket.send(
      JSON.stringify({
        envelope_id: envelopeId,
        type,
        payload,
        accepts_response_payload: type !== 'events_api',
        ...retry,
      }),
    );
  };
  const again = (envelopeId: string): void => {
    const { delivery, timer } = waiting.get(envelopeId) ?? {};
    clearTimeout(timer);
    waiting.delete(envelopeId);
    if (delivery !== undefined && delivery.type === 'events_api' && sendings(delivery) < 4) send(delivery);
  };
  const onAck = (text: string): void => {
    if (acksToLose > 0) {
      acksToLose -= 1;
      return;
    }
    const { envelope_id: id, payload: given } = ackSchema.parse(JSON.parse(text));
    clearTimeout(waiting.get(id)?.timer);
    waiting.delete(id);
    const delivery = sent.get(id);
    if (delivery !== undefined) Object.assign(delivery, { acked: true, answer: given });
    options.onChange();
  };
  const greet = (socket: WebSocket): void => {
    socket.on('message', (data) => onAck(data.toString()));
    socket.on('error', () => socket.terminate());
    socket.on('close', () => {
      open.delete(socket);
      for (const [id, entry] of waiting) if (entry.socket === socket) again(id);
      options.onChange();
    });
    open.add(socket);
    const info = { connection_info: { app_id: fakeSlackIds.app }, num_connections: open.size };
    socket.send(
      JSON.stringify({ type: 'hello', ...info, debug_info: { host: 'fake', approximate_connection_time: 18_060 } }),
    );
    for (const delivery of deliveries) {
      const underWay = [...waiting.values()].some((entry) => entry.delivery === delivery);
      if (!delivery.acked && !underWay && sendings(delivery) < 4) send(delivery);
    }
    options.onChange();
  };
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const ticket = new URL(request.url ?? '', 'http://fake').searchParams.get('ticket') ?? '';
    if (!tickets.delete(ticket)) return void socket.destroy();
    sockets.handleUpgrade(request, socket, head, greet);
  });

  return {
    openConnection() {
      const ticket = randomUUID();
      tickets.add(ticket);
      return `ws://127.0.0.1:${options.port}/link/?ticket=${ticket}`;
    },
    deliver(type, payload, earlier = 0) {
      const delivery: SocketDelivery = { type, payload, earlier, attempts: 0, acked: false, answer: undefined };
      deliveries.push(delivery);
      send(delivery);
      return delivery;
    },
    deliveries,
    connections: () => open.size,
    refresh(reason = 'refresh_requested') {
      for (const socket of open) socket.send(JSON.stringify({ type: 'disconnect', reason }));
    },
    loseAcks(count) {
      acksToLose += count;
    },
    drop() {
      for (const socket of open) socket.terminate();
    },
    close() {
      for (const { timer } of waiting.values()) clearTimeout(timer);
      waiting.clear();
      for (const socket of open) socket.terminate();
      sockets.close();
    },
  };
}

/** Of an event so far, over all its deliveries. */
function sendings({ earlier, attempts }: SocketDelivery): number {
  return earlier + attempts;
}
