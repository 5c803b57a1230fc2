import type { IncomingMessage } from 'node:http';
import { z } from 'zod';
import { type FakeClient, fakeClients } from './fake-video.ts';

/** A request as it arrived. */
export interface FakeRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
  /** Null where the request does not tell, which the fake refuses. */
  readonly client: FakeClient | null;
  readonly version: string | null;
  readonly videoId: string | null;
}

const playerRequestSchema = z.object({
  context: z.object({ client: z.object({ clientName: z.string(), clientVersion: z.string().nullable().catch(null) }) }),
  videoId: z.string().nullable().catch(null),
});

/** Reads it whole. */
export async function readRequest(incoming: IncomingMessage): Promise<FakeRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  const body = Buffer.concat(chunks).toString();
  const { pathname, searchParams } = new URL(incoming.url ?? '/', 'http://fake.invalid');
  const isPlayer = pathname === '/youtubei/v1/player';
  const asked = isPlayer ? playerRequestSchema.safeParse(parse(body)).data : undefined;
  const name = isPlayer ? asked?.context.client.clientName : 'watch';
  return {
    method: incoming.method ?? 'GET',
    path: pathname,
    query: searchParams,
    headers: incoming.headers,
    body,
    client: fakeClients.find((client) => client === name) ?? null,
    version: asked?.context.client.clientVersion ?? null,
    videoId: isPlayer ? (asked?.videoId ?? null) : searchParams.get('v'),
  };
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}
