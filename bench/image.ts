import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type DockerStage, execForm, readDockerfile } from '../test/support/dockerfile.ts';

/**
 * What the image would hold, without an engine that builds one: the npm lines of the Dockerfile are run in plain folders
 * that stand for its stages, by this Node, from the registry or npm's cache. Then the program is run as it lies there,
 * and its size is held to a limit. Nothing is known of the base image, the user and the volume.
 */
const limitMb = 140;
const project = path.resolve(import.meta.dirname, '..');
const root = mkdtempSync(path.join(tmpdir(), 'vidigest-image-'));
const env = { ...process.env, PATH: `${path.dirname(process.execPath)}${path.delimiter}${process.env['PATH']}` };
const folders = new Map<string, string>();

function main(): void {
  const stages = readDockerfile(readFileSync(path.join(project, 'Dockerfile'), 'utf8'));
  for (const [index, stage] of stages.entries()) buildStage(stage, path.join(root, `${index}`));
  const final = stages.at(-1);
  const app = path.join(root, `${stages.length - 1}`, 'app');
  const entry = execForm(final?.instructions.find(({ name }) => name === 'ENTRYPOINT')?.rest ?? '').slice(1);
  const run = (...args: readonly string[]) =>
    execFileSync(process.execPath, [...entry, ...args], { cwd: app, env: { PATH: env.PATH }, encoding: 'utf8' });
  const version = run('--version').trim();
  const demo = run('demo');
  const sizeMb = diskBytes(app) / 1e6;
  const largest = readdirSync(path.join(app, 'node_modules'))
    .map((name) => ({ name, mb: diskBytes(path.join(app, 'node_modules', name)) / 1e6 }))
    .toSorted((a, b) => b.mb - a.mb)
    .slice(0, 5)
    .map(({ name, mb }) => `${name} ${mb.toFixed(0)}`);
  process.stdout.write(`vidigest ${version}, demo of ${demo.length} characters\n`);
  process.stdout.write(
    `production install ${sizeMb.toFixed(1)} MB of ${limitMb} MB (largest: ${largest.join(', ')})\n`,
  );
  if (!demo.includes('## TL;DR')) throw new Error('the demo gave no digest');
  if (sizeMb > limitMb) throw new Error(`the production install is larger than ${limitMb} MB`);
}

function buildStage({ name, instructions }: DockerStage, folder: string): void {
  let workdir = folder;
  if (name !== null) folders.set(name, folder);
  for (const { name: instruction, rest } of instructions) {
    if (instruction === 'WORKDIR') {
      workdir = path.join(folder, rest);
      mkdirSync(workdir, { recursive: true });
    }
    if (instruction === 'COPY') copy(rest, workdir);
    if (instruction === 'RUN') runLine(rest, workdir);
  }
}

function copy(rest: string, workdir: string): void {
  const words = rest.split(/\s+/);
  const [, stage] = /^--from=(.*)$/.exec(words[0] ?? '') ?? [];
  const sources = words.slice(stage === undefined ? 0 : 1, -1);
  const target = words.at(-1) ?? '.';
  const from = stage === undefined ? project : (folders.get(stage) ?? '');
  for (const source of sources) {
    if (source === '.') for (const name of letIn()) cpSync(path.join(from, name), path.join(workdir, name), recursive);
    else {
      const to = sources.length > 1 || target === './' ? path.join(target, path.basename(source)) : target;
      cpSync(path.join(from, source), path.join(workdir, to), recursive);
    }
  }
}

const recursive = { recursive: true, verbatimSymlinks: true } as const;

/** What .dockerignore lets into the build. */
function letIn(): readonly string[] {
  const lines = readFileSync(path.join(project, '.dockerignore'), 'utf8').split('\n');
  return lines.filter((line) => line.startsWith('!')).map((line) => line.slice(1));
}

function runLine(line: string, cwd: string): void {
  const isOurs = line.startsWith('npm ');
  process.stdout.write(`${isOurs ? 'RUN' : 'not run:'} ${line}\n`);
  if (isOurs) execFileSync('sh', ['-c', line], { cwd, env, stdio: ['ignore', 'ignore', 'inherit'] });
}

/** The room that a folder takes on the disk, as `du` counts it. */
function diskBytes(at: string): number {
  const stat = lstatSync(at);
  const inside = stat.isDirectory() ? readdirSync(at).map((name) => diskBytes(path.join(at, name))) : [];
  return inside.reduce((sum, bytes) => sum + bytes, stat.blocks * 512);
}

try {
  main();
} finally {
  if (existsSync(root)) rmSync(root, { recursive: true, force: true });
}
