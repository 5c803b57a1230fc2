import { describe, expect, it } from 'vitest';
import { readConfig } from '../src/config.ts';
import { VidigestError } from '../src/core/domain/errors.ts';

const secret = 'thirty-two bytes or more of a secret';
const socket = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1' };
const http = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: 'sign' };
const oauth = {
  SLACK_SIGNING_SECRET: 'sign',
  SLACK_CLIENT_ID: '1.2',
  SLACK_CLIENT_SECRET: 'client',
  VIDIGEST_SECRET: secret,
};

/** What is wrong; empty when nothing is. */
function problem(environment: Readonly<Record<string, string>>): string {
  try {
    readConfig(environment);
    return '';
  } catch (error) {
    if (error instanceof VidigestError && error.code === 'config-invalid') return error.reason ?? '';
    throw error;
  }
}

describe('Slack', () => {
  it('is heard over a socket, over requests, or in every workspace that installs it', () => {
    const bot = { kind: 'token', botToken: 'xoxb-1' };
    const signed = { kind: 'http', signingSecret: 'sign' };
    expect(readConfig(socket).slack).toMatchObject({ access: bot, hearing: { kind: 'socket', appToken: 'xapp-1' } });
    expect(readConfig(http).slack).toMatchObject({ access: bot, hearing: signed });
    const app = { kind: 'oauth', clientId: '1.2', clientSecret: 'client', secret };
    expect(readConfig(oauth).slack).toMatchObject({ access: { ...app, oldSecret: null }, hearing: signed });
    const rotated = readConfig({ ...oauth, VIDIGEST_SECRET_OLD: `${secret} before` }).slack;
    expect(rotated).toMatchObject({ access: { oldSecret: `${secret} before` } });
  });

  it.each<[string, Readonly<Record<string, string>>, RegExp]>([
    ['a bot token alone', { SLACK_BOT_TOKEN: 'xoxb-1' }, /SLACK_APP_TOKEN is missing/],
    ['an app token alone', { SLACK_APP_TOKEN: 'xapp-1' }, /SLACK_BOT_TOKEN is missing beside SLACK_APP_TOKEN/],
    [
      'a signing secret alone',
      { SLACK_SIGNING_SECRET: 'sign' },
      /SLACK_BOT_TOKEN is missing beside SLACK_SIGNING_SECRET/,
    ],
    ['both ways of hearing', { ...socket, SLACK_SIGNING_SECRET: 'sign' }, /SLACK_APP_TOKEN is for Socket Mode/],
    ['a client without its secret', { ...oauth, SLACK_CLIENT_SECRET: '' }, /SLACK_CLIENT_SECRET is missing/],
    ['a client secret without its client', { ...oauth, SLACK_CLIENT_ID: '' }, /SLACK_CLIENT_ID is missing/],
    ['a client without a signing secret', { ...oauth, SLACK_SIGNING_SECRET: '' }, /SLACK_SIGNING_SECRET is missing/],
    ['a client without a secret for its tokens', { ...oauth, VIDIGEST_SECRET: '' }, /VIDIGEST_SECRET is missing/],
    ['a client and a token', { ...oauth, SLACK_BOT_TOKEN: 'xoxb-1' }, /SLACK_BOT_TOKEN is for one workspace/],
    ['a secret that can be guessed', { ...oauth, VIDIGEST_SECRET: 'short' }, /VIDIGEST_SECRET must have 32 bytes/],
    [
      'an old secret that could be',
      { ...oauth, VIDIGEST_SECRET_OLD: 'short' },
      /VIDIGEST_SECRET_OLD must have 32 bytes/,
    ],
  ])('says what is wrong with %s, without a value', (_, environment, words) => {
    expect(problem(environment)).toMatch(words);
    expect(problem(environment)).not.toMatch(/thirty|xoxb-1|xapp-1|sign\b|short/);
  });
});
