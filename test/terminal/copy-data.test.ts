import { expect, it } from 'vitest';
import { copyData, type DataCopies } from '../../src/terminal/copy-data.ts';

const copies = (kept: string | null): DataCopies => ({ backup: async () => 1_250_000, restore: async () => kept });

it('says what became of it', async () => {
  expect(await copyData({ kind: 'backup', file: 'a' }, copies(null))).toBe('1.3 MB backed up to a');
  expect(await copyData({ kind: 'restore', file: 'a' }, copies(null))).toBe('restored from a');
  expect(await copyData({ kind: 'restore', file: 'a' }, copies('data-old'))).toBe(
    'restored from a; what was there is kept as data-old',
  );
});

it('passes the file on, and failures back', async () => {
  const files: string[] = [];
  const failing: DataCopies = {
    backup: async (to) => files.push(to),
    restore: async () => {
      throw new Error('in use');
    },
  };
  await copyData({ kind: 'backup', file: '/b/copy.sqlite' }, failing);
  expect(files).toEqual(['/b/copy.sqlite']);
  await expect(copyData({ kind: 'restore', file: 'a' }, failing)).rejects.toThrow('in use');
});

it('names the tools of PostgreSQL where the data lies there', async () => {
  await expect(copyData({ kind: 'backup', file: 'a' }, null)).rejects.toMatchObject({
    code: 'config-invalid',
    reason: expect.stringContaining('pg_dump'),
  });
});
