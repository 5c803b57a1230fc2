import { connect } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createSystemClock } from '../../../src/adapters/clock/system-clock.ts';
import { createHealthServer, type HealthServerDeps } from '../../../src/adapters/web/health-server.ts';
import { createHttpServer } from '../../../src/adapters/web/http-server.ts';
import { createPromMetrics } from '../../../src/adapters/web/prom-metrics.ts';
import { errorCodeOf, VidigestError } from '../../../src/core/domain/errors.ts';
import { createManualClock } from '../../support/manual-clock.ts';
import { createMemoryLogger } from '../../support/memory-logger.ts';

const open: { stop(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.stop()));
});

async function serve(part: Partial<HealthServerDeps> = {}) {
  const logger = createMemoryLogger();
  const metrics = createPromMetrics();
  const deps = { metrics, checks: [], measure: async () => {}, clock: createSystemClock(), logger, ...part };
  const server = createHealthServer(deps, { host: '127.0.0.1', port: 0 });
  const { port } = await server.start();
  open.push(server);
  const get = async (page: string) => {
    const response = await fetch(`http://127.0.0.1:${port}${page}`);
    return { status: response.status, text: await response.text(), headers: response.headers };
  };
  return { server, get, logger, metrics, port };
}

describe('/healthz', () => {
  it('says that the process lives, whatever else is missing', async () => {
    const { get } = await serve({ checks: [{ name: 'store', run: () => Promise.reject(new Error('gone')) }] });
    const { status, text, headers } = await get('/healthz');
    expect([status, text]).toEqual([200, '{"status":"alive"}']);
    expect(headers.get('cache-control')).toBe('no-store');
  });
});

describe('/readyz', () => {
  it('is ready when every check passes', async () => {
    const { get } = await serve({ checks: [{ name: 'store', run: async () => {} }] });
    expect(await get('/readyz')).toMatchObject({ status: 200, text: '{"status":"ready","failed":[]}' });
  });

  it('names what fails, and not what was said about it', async () => {
    let isThere = false;
    const { get, logger, metrics } = await serve({
      checks: [
        { name: 'slack', run: async () => {} },
        {
          name: 'store',
          run: async () => {
            if (!isThere) throw new VidigestError('store-failed', 'postgres://user:secret@host');
          },
        },
        {
          name: 'model',
          run: () => {
            throw new Error('at once');
          },
        },
      ],
    });
    expect(await get('/readyz')).toMatchObject({
      status: 503,
      text: '{"status":"not ready","failed":["store","model"]}',
    });
    await get('/readyz');
    expect(await metrics.text()).toContain('vidigest_ready{check="store"} 0\n');
    isThere = true;
    expect((await get('/readyz')).text).toBe('{"status":"not ready","failed":["model"]}');
    expect(await metrics.text()).toContain('vidigest_ready{check="store"} 1\n');
    const lines = logger.entries.map(({ message, fields }) => [message, fields['check'], fields['code']]);
    expect(lines.slice(1)).toEqual([
      ['not ready', 'store', 'store-failed'],
      ['not ready', 'model', 'internal'],
      ['ready again', 'store', undefined],
    ]);
  });

  it('gives a check that hangs so much time, and its signal an end', async () => {
    const clock = createManualClock();
    const aborted: boolean[] = [];
    const { get } = await serve({
      clock,
      checks: [
        {
          name: 'store',
          run: (signal) =>
            new Promise(() => {
              signal.addEventListener('abort', () => aborted.push(signal.aborted));
            }),
        },
      ],
    });
    const asked = get('/readyz');
    await clock.untilSleeping();
    await clock.advance(2_000);
    expect(await asked).toMatchObject({ status: 503, text: '{"status":"not ready","failed":["store"]}' });
    expect(aborted).toEqual([true]);
  });

  it('asks once for all who ask at the same time', async () => {
    let runs = 0;
    const gate = Promise.withResolvers<void>();
    const { get } = await serve({
      checks: [
        {
          name: 'store',
          run: () => {
            runs += 1;
            return gate.promise;
          },
        },
      ],
    });
    const asking = Array.from({ length: 5 }, () => get('/readyz'));
    while (runs === 0) await new Promise((resolve) => setImmediate(resolve));
    await get('/healthz');
    gate.resolve();
    expect((await Promise.all(asking)).map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    expect(runs).toBeLessThan(5);
  });

  it('is not ready once it drains, and still alive', async () => {
    const { server, get } = await serve();
    server.drain();
    expect(await get('/readyz')).toMatchObject({ status: 503, text: '{"status":"not ready","failed":["stopping"]}' });
    expect((await get('/healthz')).status).toBe(200);
  });
});

describe('/metrics', () => {
  it('measures first', async () => {
    const metrics = createPromMetrics();
    const { get } = await serve({ metrics, measure: async () => metrics.gauge('jobs_due', {}, 3) });
    const { status, text, headers } = await get('/metrics');
    expect([status, headers.get('content-type')]).toEqual([200, metrics.contentType]);
    expect(text).toContain('vidigest_jobs_due 3\n');
  });

  it('is served although the gauges could not be measured', async () => {
    const { get, logger } = await serve({ measure: () => Promise.reject(new Error('no store')) });
    expect((await get('/metrics')).status).toBe(200);
    expect(logger.entries.at(-1)).toMatchObject({ level: 'warn', message: 'gauges could not be measured' });
  });
});

describe('the server', () => {
  it('knows no other pages and takes nothing', async () => {
    const { get, port } = await serve();
    expect((await get('/')).status).toBe(404);
    const posted = await fetch(`http://127.0.0.1:${port}/healthz`, { method: 'POST', body: 'x' });
    expect(posted.status).toBe(404);
  });

  it('says which address is taken', async () => {
    const { port } = await serve();
    const second = createHttpServer(
      { fetch: () => new Response(), clock: createSystemClock() },
      { host: '127.0.0.1', port },
    );
    const error = await second.start().catch((cause: unknown) => cause);
    expect(errorCodeOf(error)).toBe('config-invalid');
    expect(error).toMatchObject({ reason: expect.stringContaining(`127.0.0.1:${port}`) });
    await second.stop();
  });

  it('stops while a connection stays open, and cuts a request that does not end', async () => {
    const clock = createManualClock();
    const asked = Promise.withResolvers<void>();
    const server = createHttpServer(
      {
        clock,
        fetch: () => {
          asked.resolve();
          return new Promise<Response>(() => {});
        },
      },
      { host: '127.0.0.1', port: 0 },
    );
    const { port } = await server.start();
    const idle = connect(port, '127.0.0.1');
    await new Promise((resolve) => idle.once('connect', resolve));
    const hanging = fetch(`http://127.0.0.1:${port}/`).then(
      () => 'answered',
      () => 'cut',
    );
    await asked.promise;
    const stopped = server.stop(500);
    await clock.untilSleeping();
    await clock.advance(500);
    await stopped;
    expect(await hanging).toBe('cut');
    idle.destroy();
    await expect(fetch(`http://127.0.0.1:${port}/`)).rejects.toThrow();
  });
});
