import { createServer, type IncomingMessage, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createProxyFetch } from '../../../src/adapters/youtube/proxy-fetch.ts';
import { VidigestError } from '../../../src/core/domain/errors.ts';
import { type Harness, startHarness } from './harness.ts';

interface Proxy {
  readonly address: string;
  readonly seen: { readonly what: string; readonly authorization: string | undefined }[];
  readonly server: Server;
}

/** A proxy that asks for `user:p@ss`, forwards plain requests and opens tunnels. */
async function startProxy(target: () => string): Promise<Proxy> {
  const seen: Proxy['seen'] = [];
  const admit = (request: IncomingMessage) => {
    const authorization = request.headers['proxy-authorization'];
    seen.push({ what: `${request.method} ${request.url}`, authorization });
    return authorization === `Basic ${Buffer.from('user:p@ss').toString('base64')}`;
  };
  const server = createServer(async (request, response) => {
    if (!admit(request)) return response.writeHead(407).end();
    const body: Buffer[] = [];
    for await (const chunk of request) body.push(chunk);
    const url = new URL(request.url ?? '');
    const { 'content-type': type, 'user-agent': agent } = request.headers;
    const answer = await fetch(target() + url.pathname + url.search, {
      method: request.method ?? 'GET',
      headers: { 'content-type': type ?? '', 'user-agent': agent ?? '' },
      ...(body.length > 0 ? { body: Buffer.concat(body) } : {}),
    });
    response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? '' });
    return response.end(await answer.text());
  });
  server.on('connect', (request, socket) => {
    if (!admit(request)) return socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n');
    const upstream = connect(Number(new URL(target()).port), '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      upstream.pipe(socket).pipe(upstream);
    });
    return upstream.on('error', () => socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { address: `127.0.0.1:${(server.address() as AddressInfo).port}`, seen, server };
}

let harness: Harness | undefined;
let proxy: Proxy;
beforeEach(async () => {
  proxy = await startProxy(() => harness?.fake.origin ?? '');
});
afterEach(async () => {
  await harness?.[Symbol.asyncDispose]();
  proxy.server.closeAllConnections();
  await new Promise((resolve) => proxy.server.close(resolve));
});

describe('a proxy', () => {
  it('carries every request, with its credentials', async () => {
    harness = await startHarness({ fetch: createProxyFetch(`http://user:p%40ss@${proxy.address}`) });
    const { video, captions } = await harness.fetch();
    expect(video.publishedOn).toBe('2025-12-22');
    expect(captions.cues).toHaveLength(3);
    expect(proxy.seen).toHaveLength(harness.fake.requests.length);
  });

  it('is a tunnel for https', async () => {
    harness = await startHarness();
    const proxied = createProxyFetch(`http://user:p%40ss@${proxy.address}`);
    // The tunnel opens; what answers in it speaks no TLS.
    await expect(proxied('https://www.youtube.com/watch')).rejects.toThrow();
    expect(proxy.seen.map(({ what }) => what)).toEqual(['CONNECT www.youtube.com:443']);
  });

  it('that refuses the credentials makes YouTube unreachable, and they are not told', async () => {
    harness = await startHarness({
      fetch: createProxyFetch(`http://user:secret@${proxy.address}`),
      origin: 'https://www.youtube.com',
    });
    const error = await harness.failure();
    expect(error.code).toBe('youtube-unreachable');
    expect(`${error.stack} ${JSON.stringify(error)} ${String(error.cause)}`).not.toContain('secret');
  });

  it.each(['', 'nonsense', 'socks5://user:secret@127.0.0.1:1080', 'ftp://x'])('is not at %j', (address) => {
    expect(() => createProxyFetch(address)).toThrow(VidigestError);
    expect(() => createProxyFetch(address)).not.toThrow(/secret/);
  });
});
