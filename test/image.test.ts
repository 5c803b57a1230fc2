import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import path from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { environmentVariables, readConfig } from '../src/config.ts';
import { parseOperation } from '../src/terminal/parse-operation.ts';
import { execForm, readDockerfile } from './support/dockerfile.ts';
import { projectRoot } from './support/source-file.ts';
import { startFlags } from './support/start-flags.ts';
import { yamlKeys, yamlSection } from './support/yaml-section.ts';

const run = promisify(execFile);
const read = (name: string) => readFileSync(path.join(projectRoot, name), 'utf8');
const stages = readDockerfile(read('Dockerfile'));
const final = stages.at(-1)?.instructions ?? [];
const all = (name: string) => final.filter((each) => each.name === name).map(({ rest }) => rest);
const one = (name: string) => all(name)[0] ?? '';
/** The program and what it is told, without what Node is told. */
const entry = execForm(one('ENTRYPOINT')).filter((word, index) => index > 0 && !word.startsWith('--'));
const environment = Object.fromEntries(
  all('ENV').flatMap((rest) => rest.split(/\s+/).map((pair) => pair.split('=') as [string, string])),
);

/** What can be known of an image without building one; `bench/image.ts` runs its RUN lines, which need the registry. */
describe('Dockerfile', () => {
  it('starts from the Node that the program asks for', () => {
    const { engines } = JSON.parse(read('package.json')) as { engines: { node: string } };
    const major = /\d+/.exec(engines.node)?.[0];
    expect(new Set(stages.map(({ base }) => base))).toEqual(new Set([`node:${major}-slim`]));
  });

  it('runs as nobody in particular, on signals of its own', () => {
    expect(one('USER')).toBe('node');
    const order = final.map(({ name }) => name);
    expect(order.indexOf('USER')).toBeGreaterThan(order.lastIndexOf('RUN'));
    // Exec form: no shell stands between a signal and Node.
    expect(execForm(one('ENTRYPOINT'))[0]).toBe('node');
  });

  it('gives Node the sizes that npm start gives it', () => {
    expect(execForm(one('ENTRYPOINT')).filter((word) => word.startsWith('--'))).toEqual(startFlags());
    expect(startFlags()).not.toEqual([]);
  });

  it('starts the bot with a command that the program knows', () => {
    const [program] = entry;
    expect(existsSync(path.join(projectRoot, String(program).replace('dist/', 'src/').replace('.js', '.ts')))).toBe(
      true,
    );
    expect(parseOperation(execForm(one('CMD')))).toEqual({ kind: 'start', role: 'all' });
  });

  it.skipIf(!read('src/cli.ts').includes('parseOperation'))(
    'says what is missing when it starts unconfigured',
    async () => {
      const [program = '', ...args] = [...entry, ...execForm(one('CMD'))];
      const source = path.join(projectRoot, program.replace('dist/', 'src/').replace('.js', '.ts'));
      const env = { PATH: process.env['PATH'], VIDIGEST_DATA: ':memory:' };
      const failed = await run(process.execPath, [source, ...args], { env }).catch((error: unknown) => error);
      expect(failed).toMatchObject({ code: 6, stderr: expect.stringContaining('SLACK_BOT_TOKEN') });
    },
  );

  it('copies what is let in, and nothing that is not there', () => {
    const letIn = read('.dockerignore')
      .split('\n')
      .filter((line) => line.startsWith('!'));
    for (const name of letIn) expect(existsSync(path.join(projectRoot, name.slice(1)))).toBe(true);
    for (const copied of all('COPY')
      .join(' ')
      .matchAll(/\/build\/([\w.]+)/g)) {
      if (copied[1] !== 'dist') expect(letIn).toContain(`!${copied[1]}`);
    }
  });

  it('sets variables that are read, and that a copied .env.example does not set back', () => {
    const { NODE_ENV, ...ours } = environment;
    expect(NODE_ENV).toBe('production');
    const example = read('.env.example');
    for (const name of Object.keys(ours)) {
      expect(environmentVariables).toContain(name);
      expect(example).toContain(`\n#${name}=`);
    }
    expect(readConfig(ours)).toMatchObject({
      http: { host: '0.0.0.0', port: 8080 },
      dataFile: expect.stringMatching(`^${one('VOLUME')}/`),
    });
    expect(one('EXPOSE')).toBe('8080');
  });

  it('asks /healthz whether it is well, with Node alone', async () => {
    const [node, ...args] = execForm(one('HEALTHCHECK'));
    expect(node).toBe('node');
    const asked: (string | undefined)[] = [];
    let status = 200;
    const server = createServer((request, response) => {
      asked.push(request.url);
      response.writeHead(status).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = address !== null && typeof address === 'object' ? `${address.port}` : '';
    const check = () =>
      run(process.execPath, args, { env: { VIDIGEST_HTTP_PORT: port } }).then(
        () => 0,
        (error: { readonly code: number }) => error.code,
      );
    expect(await check()).toBe(0);
    status = 503;
    expect(await check()).toBe(1);
    await new Promise((resolve) => server.close(resolve));
    expect(await check()).toBe(1);
    expect(asked).toEqual(['/healthz', '/healthz']);
  });
});

describe('compose.yaml', () => {
  const text = read('compose.yaml');
  const services = yamlSection(text, ['services']);
  const service = (name: string) => yamlSection(services, [name]);
  const profiled = (name: string) => /^profiles: \[scale\]$/m.test(service(name));

  it('is the bot alone, and with the profile a PostgreSQL, one gateway and two workers', () => {
    const names = yamlKeys(services);
    expect(names).toEqual(['bot', 'gateway', 'worker', 'postgres']);
    expect(names.filter((name) => !profiled(name))).toEqual(['bot']);
    expect(yamlSection(service('worker'), ['deploy'])).toBe('replicas: 2');
    expect(service('gateway')).not.toContain('replicas');
  });

  it('gives each its part', () => {
    const commands = ['bot', 'gateway', 'worker'].map((name) => {
      const [, command = '[]'] = /^command: (\[.*\])$/m.exec(service(name)) ?? [];
      return parseOperation(execForm(command));
    });
    expect(commands).toEqual(['all', 'gateway', 'worker'].map((role) => ({ kind: 'start', role })));
  });

  it('lets each stop in its own time', () => {
    expect(yamlSection(text, ['x-vidigest'])).toMatch(/^stop_grace_period: 30s$/m);
    for (const name of ['bot', 'gateway', 'worker']) expect(service(name)).toMatch(/^<<: \*vidigest$/m);
    expect(service('postgres')).toMatch(/^stop_grace_period: 30s$/m);
  });

  it('waits for a database that answers, where there is one', () => {
    for (const name of ['gateway', 'worker']) {
      expect(yamlSection(service(name), ['depends_on', 'postgres'])).toBe('condition: service_healthy');
    }
    expect(yamlSection(service('bot'), ['depends_on', 'postgres'])).toMatch(/^required: false$/m);
    expect(service('postgres')).toContain('pg_isready');
  });

  it('keeps all data in volumes that it declares', () => {
    const mounted = [...text.matchAll(/^ {6}- (\w+):\//gm)].map((match) => match[1]);
    expect(mounted).toEqual(['data', 'postgres']);
    expect(yamlKeys(yamlSection(text, ['volumes']))).toEqual(mounted);
    expect(yamlSection(service('bot'), ['volumes'])).toBe(`- data:${one('VOLUME')}`);
  });

  it('sets what the image sets, so that no .env undoes it, and publishes to this machine alone', () => {
    const set = Object.fromEntries(
      [...yamlSection(text, ['x-environment']).matchAll(/^(\w+): "?([^"\n]*)"?$/gm)].map(([, name, value]) => [
        name,
        value,
      ]),
    );
    expect({ NODE_ENV: 'production', ...set }).toEqual(environment);
    expect(yamlSection(service('bot'), ['ports'])).toBe('- 127.0.0.1:8080:8080');
    for (const name of ['gateway', 'worker', 'postgres']) expect(service(name)).not.toMatch(/^ports:/m);
  });

  it('is YAML as far as the eye can see: no tabs, no key twice, no alias without its anchor', () => {
    expect(text).not.toContain('\t');
    for (const name of yamlKeys(services)) {
      const keys = yamlKeys(service(name));
      expect(keys).toEqual([...new Set(keys)]);
    }
    const anchors = [...text.matchAll(/&(\w+)/g)].map((match) => match[1]);
    for (const [, alias] of text.matchAll(/\*(\w+)/g)) expect(anchors).toContain(alias);
  });
});
