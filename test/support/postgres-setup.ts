import { once } from 'node:events';
import { createServer } from 'node:http';
import { startTestPostgres, type TestPostgres } from './embedded-postgres.ts';
import { postgresStarter } from './test-database.ts';

/**
 * Lends one PostgreSQL to all tests of a run: whoever asks the server of this file first has it started. A run without
 * tests that need one starts none.
 */
export async function setup(): Promise<() => Promise<void>> {
  let starting: Promise<TestPostgres> | undefined;
  const server = createServer((_request, response) => {
    starting ??= startTestPostgres();
    starting.then(
      ({ url }) => response.end(url),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  process.env[postgresStarter] = `http://127.0.0.1:${address.port}/`;
  return async () => {
    server.close();
    // One that did not start has told the tests.
    await starting?.then(
      (postgres) => postgres.stop(),
      () => {},
    );
  };
}
