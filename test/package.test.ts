import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { projectRoot } from './support/source-file.ts';

const run = promisify(execFile);

/**
 * The packed program, laid out as an installation would be: the tarball below `node_modules/vidigest`, beside it links
 * to the dependencies that package.json names. No registry is asked, so that the suite needs no network; `.ci/run`
 * installs the tarball for real. What matters is the same in both: JavaScript below `node_modules`, where Node strips
 * no types, with no file and no package at hand but those that are shipped.
 */
describe('the packed program', () => {
  let folder: string;
  let program: string;
  let version: string;

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'vidigest-package-'));
    program = path.join(folder, 'node_modules', 'vidigest');
    await mkdir(program, { recursive: true });
    await npm('pack', '--pack-destination', folder);
    const tarball = (await readdir(folder)).find((name) => name.endsWith('.tgz'));
    await run('tar', ['-xzf', path.join(folder, tarball ?? ''), '-C', program, '--strip-components=1']);
    const manifest = JSON.parse(await readFile(path.join(program, 'package.json'), 'utf8')) as {
      readonly version: string;
      readonly dependencies: Readonly<Record<string, string>>;
    };
    version = manifest.version;
    for (const name of Object.keys(manifest.dependencies)) {
      const link = path.join(folder, 'node_modules', name);
      await mkdir(path.dirname(link), { recursive: true });
      await symlink(path.join(projectRoot, 'node_modules', name), link, 'junction');
    }
  }, 120_000);
  afterAll(() => rm(folder, { recursive: true, force: true }));

  /** Runs the program in an empty folder, with an environment that configures nothing. */
  async function vidigest(...args: readonly string[]) {
    const cwd = await mkdtemp(path.join(folder, 'cwd-'));
    const { PATH } = process.env;
    const command = [path.join(program, 'dist', 'cli.js'), ...args];
    const result = await run(process.execPath, command, { cwd, env: { PATH, HOME: cwd } });
    return { ...result, left: await readdir(cwd) };
  }

  it('holds JavaScript, the talk, the Slack manifest, the licence and the manual, and nothing else', async () => {
    const files = await readdir(program, { recursive: true });
    const names = files.map((name) => name.split(path.sep).join('/'));
    expect(names).toEqual(
      expect.arrayContaining([
        'dist/cli.js',
        'assets/talk/captions.vtt',
        'assets/talk/talk.json',
        'slack/manifest.yaml',
        'LICENSE',
        'README.md',
      ]),
    );
    expect(names.filter((name) => /\.(?:ts|tsbuildinfo|map)$|^(?:src|test|bench|docs)\b/.test(name))).toEqual([]);
  });

  it('is as new as the sources', async () => {
    const relative = async (at: string, ending: string) =>
      (await readdir(at, { recursive: true }))
        .filter((name) => name.endsWith(ending))
        .map((name) => name.slice(0, -ending.length))
        .sort();
    expect(await relative(path.join(program, 'dist'), '.js')).toEqual(
      await relative(path.join(projectRoot, 'src'), '.ts'),
    );
  });

  it('can be run by name', async () => {
    expect(await readFile(path.join(program, 'dist', 'cli.js'), 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/);
  });

  it('tells its version', async () => {
    const { stdout, stderr } = await vidigest('--version');
    expect(stdout.trim()).toBe(version);
    expect(stderr).toBe('');
  });

  it('runs the demo with a digest on stdout, and leaves nothing behind', async () => {
    const { stdout, stderr, left } = await vidigest('demo');
    expect(stdout).toMatch(/^# \S/);
    for (const heading of ['## TL;DR', '章节导航表', '核心论点', '经典金句', '完整翻译'])
      expect(stdout).toContain(heading);
    expect(stderr).toMatch(/prepared/i);
    expect(left).toEqual([]);
  });
});

/** Runs the npm that runs this suite, or the one on the path. What a failed script printed is in the error. */
async function npm(...args: readonly string[]): Promise<void> {
  const { npm_execpath: script } = process.env;
  const viaNode = script !== undefined && /\.c?js$/.test(script);
  const child = run(viaNode ? process.execPath : 'npm', viaNode ? [script, ...args] : [...args], { cwd: projectRoot });
  await child.catch((cause: Error & { readonly stdout?: string }) => {
    throw new Error(`npm ${args.join(' ')} failed:\n${cause.stdout}`, { cause });
  });
}
