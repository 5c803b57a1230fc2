import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { VidigestError } from '../../core/domain/errors.ts';
import type { Clock } from '../../core/ports/runtime.ts';

/** Where to listen. Port 0 takes any free one. */
export interface HttpAddress {
  readonly host: string;
  readonly port: number;
}

export interface HttpServerDeps {
  /** Answers requests, such as the `fetch` of a Hono app. */
  readonly fetch: (request: Request) => Response | Promise<Response>;
  readonly clock: Clock;
}

export interface HttpServer {
  /**
   * Every request whose path begins with `prefix` goes to `listener` alone, body unread, until the returned function is
   * called. The listener answers it.
   */
  mount(prefix: string, listener: RequestListener): () => void;
  /** Resolves with the address once it listens. Throws `config-invalid` when it may not. Once. */
  start(): Promise<HttpAddress>;
  /** Takes no more requests, lets those under way end within `graceMs` (default 2 s), then cuts them. */
  stop(graceMs?: number): Promise<void>;
}

/** For a request to arrive whole, and for an idle connection. Nobody who is slower is a friend. */
const requestTimeoutMs = 10_000;
const idleTimeoutMs = 5_000;
const checkEveryMs = 1_000;

/** A small HTTP server, not listening yet. */
export function createHttpServer({ fetch, clock }: HttpServerDeps, address: HttpAddress): HttpServer {
  const mounts = new Map<string, RequestListener>();
  // The platform's own Request and Response stay as they are for the rest of the process.
  const pages = getRequestListener(fetch, { overrideGlobalObjects: false });
  const times = {
    requestTimeout: requestTimeoutMs,
    headersTimeout: requestTimeoutMs,
    keepAliveTimeout: idleTimeoutMs,
    connectionsCheckingInterval: checkEveryMs,
  };
  const server = createServer(times, (request, response) => {
    const [, listener = pages] = [...mounts].find(([prefix]) => request.url?.startsWith(prefix)) ?? [];
    void listener(request, response);
  });
  return {
    mount(prefix, listener) {
      mounts.set(prefix, listener);
      return () => void mounts.delete(prefix);
    },
    start: () => listen(server, address),
    async stop(graceMs = 2_000) {
      if (!server.listening) return;
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      const done = new AbortController();
      server.closeIdleConnections();
      const cut = clock.sleep(graceMs, done.signal).then(
        () => server.closeAllConnections(),
        // Only `done` ends it early.
        () => undefined,
      );
      await closed;
      done.abort();
      await cut;
    },
  };
}

function listen(server: Server, { host, port }: HttpAddress): Promise<HttpAddress> {
  return new Promise((resolve, reject) => {
    const refuse = (cause: Error): void => {
      const reason = `cannot listen on ${host}:${port}: ${cause.message}`;
      reject(new VidigestError('config-invalid', reason, { cause, reason }));
    };
    server.once('error', refuse);
    server.listen(port, host, () => {
      server.off('error', refuse);
      const { address, port: taken } = server.address() as AddressInfo;
      resolve({ host: address, port: taken });
    });
  });
}
