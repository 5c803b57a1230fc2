import type { WebSocket } from 'ws';

/** Something that the gateway tells. `data` is made for each session, as intents decide what is in it. */
export interface GatewayEvent {
  readonly name: string;
  /** Whether it is about a direct message. */
  readonly isDirect: boolean;
  readonly data: (session: { readonly intents: number }) => unknown;
}

/** One session of a bot, connected or waiting to be resumed. */
export interface GatewaySession {
  readonly id: string;
  readonly intents: number;
  readonly shard: readonly [number, number];
  socket: WebSocket | null;
  sequence: number;
  /** What was told, for a resume. */
  readonly told: { readonly sequence: number; readonly payload: string }[];
  /** False once the gateway has dropped it: then only a new one will do. */
  resumable: boolean;
}

/** Tells a session something, now if it is connected, else when it resumes. */
export function tell(session: GatewaySession, name: string, data: unknown): void {
  session.sequence += 1;
  const payload = JSON.stringify({ op: 0, s: session.sequence, t: name, d: data });
  session.told.push({ sequence: session.sequence, payload });
  session.socket?.send(payload);
}
