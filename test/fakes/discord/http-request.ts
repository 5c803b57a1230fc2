import type { IncomingMessage } from 'node:http';
import type { FakeFile } from './world.ts';

/** A request to the REST API, as it came. */
export interface FakeRequest {
  readonly method: string;
  /** Without `/api/v10`. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly authorization: string | null;
  readonly body: unknown;
  readonly files: readonly FakeFile[];
}

const base = '/api/v10';

/** Reads it whole; null for a path outside this version of the API, `undefined` body for none. */
export async function readRequest(incoming: IncomingMessage): Promise<FakeRequest | null> {
  const url = new URL(incoming.url ?? '/', 'http://x');
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  if (!url.pathname.startsWith(`${base}/`)) return null;
  const type = incoming.headers['content-type'] ?? '';
  return {
    method: incoming.method ?? 'GET',
    path: decodeURI(url.pathname.slice(base.length)),
    query: url.searchParams,
    authorization: incoming.headers.authorization ?? null,
    ...(await readBody(Buffer.concat(chunks), type)),
  };
}

async function readBody(raw: Buffer, type: string): Promise<Pick<FakeRequest, 'body' | 'files'>> {
  if (raw.byteLength === 0) return { body: undefined, files: [] };
  if (type.startsWith('multipart/form-data')) {
    const form = await new Response(new Uint8Array(raw), { headers: { 'content-type': type } }).formData();
    const files: FakeFile[] = [];
    for (const [, value] of form) if (value instanceof File) files.push({ name: value.name, text: await value.text() });
    return { body: parseJson(String(form.get('payload_json') ?? 'null')), files };
  }
  return { body: type.startsWith('application/json') ? parseJson(raw.toString()) : undefined, files: [] };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
