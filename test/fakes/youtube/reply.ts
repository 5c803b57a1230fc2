import type { ServerResponse } from 'node:http';

/** An answer of the fake, whole or spoilt on the wire. */
export interface Reply {
  readonly status?: number;
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** `hang`: not a byte; `hang-mid-body` and `cut-mid-body`: half of the body; `endless`: the body over and over. */
  readonly fault?: 'hang' | 'hang-mid-body' | 'cut-mid-body' | 'endless';
}

/** Google's form of an error. */
export function errorReply(status: number, name: string, message: string): Reply {
  return { status, body: JSON.stringify({ error: { code: status, message, status: name } }) };
}

/** Sends it. What hangs is ended by the server's close. */
export function sendReply(response: ServerResponse, reply: Reply): void {
  if (reply.fault === 'hang') return;
  const body = Buffer.from(reply.body ?? '');
  response.writeHead(reply.status ?? 200, {
    'content-type': `${reply.type ?? 'application/json'}; charset=UTF-8`,
    ...(reply.fault === undefined ? { 'content-length': String(body.byteLength) } : {}),
    ...reply.headers,
  });
  if (reply.fault === undefined) {
    response.end(body);
    return;
  }
  if (reply.fault === 'endless') {
    pump(response, body);
    return;
  }
  response.write(body.subarray(0, Math.ceil(body.byteLength / 2)), () => {
    if (reply.fault === 'cut-mid-body') response.destroy();
  });
}

function pump(response: ServerResponse, body: Buffer): void {
  while (!response.destroyed && response.write(body)) {
    // As much as the socket takes.
  }
  if (!response.destroyed) response.once('drain', () => pump(response, body));
}
