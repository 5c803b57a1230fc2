import { describe, expect, it } from 'vitest';
import { logLineViolations } from './support/log-rules.ts';
import { parseSource, readSources } from './support/source-file.ts';

/** Those that pass on what others log. */
const passesOn = ['src/adapters/log/pino-logger.ts', 'src/core/ports/with-fields.ts'];

describe('what is logged', () => {
  it('is constant text, and no field that could hold people’s words or a secret', () => {
    const files = readSources(['src']).filter((file) => !passesOn.includes(file.path));
    const found = files.flatMap(logLineViolations).map(({ path, line, problem }) => `${path}:${line} ${problem}`);
    expect(found).toEqual([]);
  });

  it.each([
    ['a put-together message', 'logger.info(`digest of ${' + 'title}`);'],
    ['a message from a variable', 'deps.logger.warn(reason);'],
    ['a title', "logger.error('failed', { title });"],
    ['a message’s text', "this.logger.debug('heard', { text: event.text });"],
    ['a token', "runtime.logger.warn('refused', { 'token': a });"],
  ])('would be noticed if it were %s', (_, text) => {
    expect(logLineViolations(parseSource('src/a.ts', text))).toHaveLength(1);
  });

  it.each([
    "logger.info('a digest was repaired', { videoId, count: 2, error });",
    'toast.info(title);',
    "logger.warn(isLate ? 'late' : 'early');",
  ])('may be %s', (text) => {
    expect(logLineViolations(parseSource('src/a.ts', text))).toEqual([]);
  });
});
