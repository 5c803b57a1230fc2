import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { copyData } from '../../src/terminal/copy-data.ts';
import { UsageError } from '../../src/terminal/usage-error.ts';

const { signal } = new AbortController();
let folder: string;
let data: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'vidigest-copy-'));
  data = path.join(folder, 'data.sqlite');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

function copies() {
  const made: string[] = [];
  const make = (kind: string) => async (file: string) => {
    made.push(`${kind} ${path.basename(file)}`);
    return { bytes: 1_250_000 };
  };
  return { made, dataFile: data, backup: make('backup'), restore: make('restore') };
}

it('backs up and restores, and says so', async () => {
  const to = copies();
  const file = path.join(folder, 'copy.sqlite');
  expect(await copyData({ kind: 'backup', file, force: false }, to, signal)).toBe(`1.3 MB backed up to ${file}`);
  expect(await copyData({ kind: 'restore', file, force: false }, to, signal)).toBe(
    `1.3 MB restored from ${file} to ${data}`,
  );
  expect(to.made).toEqual(['backup copy.sqlite', 'restore copy.sqlite']);
});

it('replaces neither a copy nor the data unasked', async () => {
  const to = copies();
  const file = path.join(folder, 'copy.sqlite');
  await writeFile(file, 'old');
  await writeFile(data, 'data');
  await expect(copyData({ kind: 'backup', file, force: false }, to, signal)).rejects.toThrow(UsageError);
  await expect(copyData({ kind: 'restore', file, force: false }, to, signal)).rejects.toThrow(`${data} exists`);
  expect(to.made).toEqual([]);
  await copyData({ kind: 'backup', file, force: true }, to, signal);
  await copyData({ kind: 'restore', file, force: true }, to, signal);
  expect(to.made).toHaveLength(2);
});

it('names the tools of PostgreSQL where the data lies there', async () => {
  await expect(copyData({ kind: 'backup', file: 'a', force: false }, null, signal)).rejects.toMatchObject({
    code: 'config-invalid',
    reason: expect.stringContaining('pg_dump'),
  });
});
