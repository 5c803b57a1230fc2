import { expect, it } from 'vitest';
import { withFields } from '../../../src/core/ports/with-fields.ts';
import { createMemoryLogger } from '../../support/memory-logger.ts';

it('adds its fields to every line, of every level', () => {
  const logger = createMemoryLogger();
  const child = withFields(logger, { request: 'r1' });
  child.debug('a');
  child.info('b', { lines: 2 });
  child.warn('c');
  child.error('d');
  expect(logger.entries).toEqual([
    { level: 'debug', message: 'a', fields: { request: 'r1' } },
    { level: 'info', message: 'b', fields: { request: 'r1', lines: 2 } },
    { level: 'warn', message: 'c', fields: { request: 'r1' } },
    { level: 'error', message: 'd', fields: { request: 'r1' } },
  ]);
});

it('nests, and lets the nearest word count', () => {
  const logger = createMemoryLogger();
  const child = withFields(withFields(logger, { request: 'r1', stage: 'outline' }), { stage: 'analysis' });
  child.info('a');
  child.info('b', { stage: 'translation' });
  logger.info('c');
  expect(logger.entries.map(({ fields }) => fields)).toEqual([
    { request: 'r1', stage: 'analysis' },
    { request: 'r1', stage: 'translation' },
    {},
  ]);
});
