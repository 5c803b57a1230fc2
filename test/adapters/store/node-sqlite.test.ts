import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { openNodeSqlite } from '../../../src/adapters/store/node-sqlite.ts';

it('opens a file written ahead, synced in full, with foreign keys and patience', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'vidigest-sqlite-'));
  const database = await openNodeSqlite(path.join(folder, 'a.sqlite'), { busyTimeoutMs: 123 });
  const pragma = (name: string) => Object.values(database.prepare(`pragma ${name}`).get() ?? {})[0];
  try {
    expect(['journal_mode', 'synchronous', 'foreign_keys', 'busy_timeout'].map(pragma)).toEqual(['wal', 2, 1, 123]);
  } finally {
    database.close();
    await rm(folder, { recursive: true, force: true });
  }
});

it('leaves the process’s own warnings alone', async () => {
  const emitWarning = process.emitWarning;
  (await openNodeSqlite(':memory:', { busyTimeoutMs: 0 })).close();
  expect(process.emitWarning).toBe(emitWarning);
});
