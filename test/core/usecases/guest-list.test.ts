import { describe, expect, it } from 'vitest';
import { createGuestList } from '../../../src/core/usecases/guest-list.ts';
import { createQuietLogger } from '../../support/quiet-logger.ts';

describe('the guest list', () => {
  it('lets in all where nobody is named', () => {
    expect(createGuestList(null, { logger: createQuietLogger() })('T1')).toBe(true);
  });

  it('lets in those that are named, and names each other one once', () => {
    const logger = createQuietLogger();
    const isWelcome = createGuestList(new Set(['T1', '@me']), { logger });
    const asked = ['T1', 'T2', '@me', 'T3', 'T2', 't1'];
    expect(asked.filter(isWelcome)).toEqual(['T1', '@me']);
    expect(logger.entries.map(({ level, fields }) => [level, fields?.['workspace']])).toEqual([
      ['warn', 'T2'],
      ['warn', 'T3'],
      ['warn', 't1'],
    ]);
  });
});
