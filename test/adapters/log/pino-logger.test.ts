import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPinoLogger, type PinoLoggerOptions } from '../../../src/adapters/log/pino-logger.ts';
import { redact } from '../../../src/adapters/log/redact.ts';
import { VidigestError } from '../../../src/core/domain/errors.ts';

function capture(level: PinoLoggerOptions['level'] = 'debug') {
  const lines: string[] = [];
  const logger = createPinoLogger({ level, destination: { write: (line) => lines.push(line) } });
  return { logger, lines, entries: () => lines.map((line) => JSON.parse(line) as Record<string, unknown>) };
}

/** Made up, each in the form of its kind. Put together here, so that no scanner takes them for real ones. */
const secrets = {
  'Slack bot token': ['xoxb', '123456789012', '123456789012', 'AbCdEfGhIjKlMnOpQrStUvWx'].join('-'),
  'Slack app token': ['xapp', '1', 'A0123456789', '1234567890123', 'abcdef0123456789'].join('-'),
  'Slack rotating token': ['xoxe.xoxp', '1', 'Mi0yLTEyMzQ1Njc4'].join('-'),
  'Discord bot token': ['MTA5NDY2ODk3OTQ2MzQ1Njc4OQ', 'GaBcDe', 'aBcDeFgHiJkLmNoPqRsTuVwXyZ0123456789ab'].join('.'),
  'Anthropic key': ['sk', 'ant', 'api03', 'AbC_dEf-0123456789'].join('-'),
} as const;

describe('createPinoLogger', () => {
  it('writes one JSON object a line, with level, time, message and fields', () => {
    const { logger, lines, entries } = capture();
    logger.info('digest finished', { videoId: 'aaaaaaaaaaa', lines: 12, cached: false, by: null, never: undefined });
    expect(lines[0]).toMatch(/^\{.*\}\n$/);
    expect(entries()).toEqual([
      {
        level: 'info',
        time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
        msg: 'digest finished',
        videoId: 'aaaaaaaaaaa',
        lines: 12,
        cached: false,
        by: null,
      },
    ]);
  });

  it('leaves out what is below its level', () => {
    const { logger, entries } = capture('warn');
    logger.debug('a');
    logger.info('b');
    logger.warn('c');
    logger.error('d');
    expect(entries()).toMatchObject([{ msg: 'c' }, { msg: 'd' }]);
    const silent = capture('silent');
    silent.logger.error('e');
    expect(silent.lines).toEqual([]);
  });

  it('keeps code, fields and causes of an error, and not what else hangs on it', () => {
    const { logger, entries } = capture();
    const root = Object.assign(new Error('connect'), { code: 'ECONNREFUSED', request: { words: 'private' } });
    const cause = new AggregateError([root], 'both addresses');
    const error = new VidigestError('youtube-unreachable', 'no answer', { cause, reason: 'why', requestId: 'r1' });
    logger.error('failed', { error });
    expect(entries()[0]).toMatchObject({
      error: {
        type: 'VidigestError',
        code: 'youtube-unreachable',
        message: 'no answer',
        reason: 'why',
        requestId: 'r1',
        stack: expect.stringMatching(/^at /),
        cause: { message: 'both addresses', errors: [{ message: 'connect', code: 'ECONNREFUSED' }] },
      },
    });
    expect(JSON.stringify(entries())).not.toContain('private');
  });

  it('survives causes in a circle, causes that are no errors, and messages without end', () => {
    const { logger, entries } = capture();
    const circle = new Error('x'.repeat(10_000));
    circle.cause = circle;
    logger.error('failed', { circle, odd: new Error('odd', { cause: 'just text' }) });
    expect(entries()[0]).toMatchObject({ odd: { cause: { type: 'string', message: 'just text' } } });
    expect(JSON.stringify(entries()[0]).length).toBeLessThan(20_000);
  });

  it('cuts a field that is too long to be one', () => {
    const { logger, entries } = capture();
    logger.info('a', { words: 'x'.repeat(10_000), jobKey: 'k'.repeat(200) });
    expect(entries()[0]).toMatchObject({ words: `${'x'.repeat(500)}…`, jobKey: 'k'.repeat(200) });
  });

  it.each(Object.entries(secrets))('never writes a %s, wherever it stands', (_, secret) => {
    const { logger, lines, entries } = capture();
    const error = new Error(`refused ${secret}`, { cause: new Error(`header {"a":"${secret}"}`) });
    logger.warn(`used ${secret}.`, { token: secret, error });
    expect(lines.join('')).not.toContain(secret.slice(0, 12));
    expect(entries()[0]).toMatchObject({ msg: expect.stringMatching(/^used \[.*\]\.$/) });
  });
});

describe('redact', () => {
  it.each([
    ['Authorization: Bearer abc.def-123', 'Authorization: [secret] [secret]'],
    ['got bearer abc.def== back', 'got bearer [secret] back'],
    ['"x-api-key":"0123456789"', '"x-api-key":"[secret]"'],
    [String.raw`"{\"x-api-key\":\"0123456789\"}"`, String.raw`"{\"x-api-key\":\"[secret]\"}"`],
    ['proxy http://user:pass@10.0.0.1:8080 refused', 'proxy http://[secret]@10.0.0.1:8080 refused'],
    ['https://hooks.slack.com/services/T0/B0/abc', 'https://[slack webhook]'],
    [
      'POST /api/v10/interactions/123456789012345678/aW50ZXJhY3Rpb246MTIz/callback',
      'POST /api/v10/interactions/123456789012345678/[discord token]/callback',
    ],
    ['/webhooks/123456789012345678/aW50ZXJhY3Rpb246MTIz?wait', '/webhooks/123456789012345678/[discord token]?wait'],
    ['postgres://vidigest:secret@db:5432/vidigest', 'postgres://[secret]@db:5432/vidigest'],
  ])('%s', (text, expected) => {
    expect(redact(text)).toBe(expected);
  });

  it.each([
    'https://www.youtube.com/watch?v=sk-antABC_-1&t=3s',
    'https://example.com:8080/a@b',
    'model-truncated after 12:30, task-anti, desk-top',
    'the bearer of news',
    'at /home/me/vidigest-0.1.0.tgz, file.name.with.dots, 1.2.3',
  ])('leaves %s alone', (text) => {
    expect(redact(text)).toBe(text);
  });

  it('never makes a JSON line unreadable', () => {
    const piece = fc.oneof(
      fc.string(),
      fc.constantFrom(...Object.values(secrets), 'Bearer ', 'password=', '//a:b@', '"', '\\'),
    );
    fc.assert(
      fc.property(
        fc.dictionary(
          fc.string(),
          fc.array(piece).map((pieces) => pieces.join('')),
        ),
        (fields) => {
          JSON.parse(redact(JSON.stringify(fields)));
        },
      ),
    );
  });
});
