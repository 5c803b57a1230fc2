import { describe, expect, it } from 'vitest';
import { errorCodes, retryClassOf } from '../../src/core/domain/errors.ts';
import { exitCodeOf, exitCodes } from '../../src/terminal/exit-codes.ts';
import { helpText } from '../../src/terminal/help.ts';

describe('exitCodeOf', () => {
  it('never reports a failure as success, and what a later try may cure not as final', () => {
    for (const code of errorCodes) {
      expect(exitCodeOf(code)).not.toBe(exitCodes.ok);
      if (retryClassOf(code) === 'later') expect(exitCodeOf(code)).toBe(exitCodes.later);
    }
  });

  it('is told in the help, every number', () => {
    const [, table = ''] = helpText.split('Exit codes');
    for (const code of Object.values(exitCodes)) expect(table).toMatch(new RegExp(`(^|\\s)${code} `));
  });
});
