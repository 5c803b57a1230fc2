import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { environmentVariables, readConfig, readWhatIsRight } from '../src/config.ts';
import { VidigestError } from '../src/core/domain/errors.ts';

function problemsOf(environment: Record<string, string>): string {
  try {
    readConfig(environment);
  } catch (error) {
    expect(error).toBeInstanceOf(VidigestError);
    return error instanceof Error ? error.message : '';
  }
  throw new Error('accepted');
}

describe('readConfig', () => {
  it('needs nothing: without a key there is no model, without tokens no Slack', () => {
    expect(readConfig({})).toMatchObject({
      model: null,
      slack: null,
      language: 'en',
      translateUpToMs: 3_600_000,
      youtube: { proxy: null, origin: null },
    });
  });

  it('takes empty variables for unset ones', () => {
    expect(readConfig({ ANTHROPIC_API_KEY: ' ', SLACK_BOT_TOKEN: '', LOG_LEVEL: '' })).toEqual(readConfig({}));
  });

  it('needs no key for a server of one’s own', () => {
    expect(readConfig({ ANTHROPIC_BASE_URL: 'http://localhost:11434' }).model).toMatchObject({
      baseUrl: 'http://localhost:11434',
      models: { outline: 'claude-sonnet-5-5', translation: 'claude-haiku-5-5' },
    });
  });

  it('names every wrong variable at once, and no value', () => {
    const message = problemsOf({
      SLACK_BOT_TOKEN: 'secret-1',
      YOUTUBE_ORIGIN: 'ftp://secret-2',
      VIDIGEST_LANGUAGE: 'secret 3',
      VIDIGEST_MODEL_CONCURRENCY: '1.5',
      LOG_LEVEL: 'loud',
    });
    for (const name of [
      'SLACK_BOT_TOKEN',
      'YOUTUBE_ORIGIN',
      'VIDIGEST_LANGUAGE',
      'VIDIGEST_MODEL_CONCURRENCY',
      'LOG_LEVEL',
    ]) {
      expect(message).toContain(name);
    }
    expect(message).not.toMatch(/secret/);
  });

  it('wants both Slack tokens or none', () => {
    expect(problemsOf({ SLACK_BOT_TOKEN: 'xoxb-1' })).toContain('SLACK_APP_TOKEN');
    expect(readConfig({ SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1' }).slack).toMatchObject({ apiUrl: null });
  });
});

describe('health and metrics', () => {
  it('are served nowhere unless a port is given, and then to this machine alone', () => {
    expect(readConfig({}).http).toBeNull();
    expect(readConfig({ VIDIGEST_HTTP_PORT: '0', VIDIGEST_HTTP_HOST: '0.0.0.0' }).http).toBeNull();
    expect(readConfig({ VIDIGEST_HTTP_PORT: '8080' }).http).toEqual({ host: '127.0.0.1', port: 8080 });
    expect(problemsOf({ VIDIGEST_HTTP_PORT: '65536' })).toContain('VIDIGEST_HTTP_PORT must be 65535 or less');
  });
});

describe('Discord', () => {
  const token = `${'a'.repeat(24)}.bbbbbb.${'c'.repeat(27)}`;

  it('is set up by its token, with one connection', () => {
    expect(readConfig({}).discord).toBeNull();
    expect(readConfig({ DISCORD_TOKEN: token }).discord).toEqual({ token, apiUrl: null, shards: 1 });
    expect(readConfig({ DISCORD_TOKEN: token, DISCORD_SHARDS: 'auto' }).discord?.shards).toBe('auto');
    expect(readConfig({ DISCORD_TOKEN: token, DISCORD_SHARDS: '4' }).discord?.shards).toBe(4);
  });

  it('refuses what is not a token and not a number of connections', () => {
    const message = problemsOf({ DISCORD_TOKEN: `Bot ${token}`, DISCORD_SHARDS: 'many' });
    expect(message).toContain('DISCORD_TOKEN must be a bot token');
    expect(message).toContain('DISCORD_SHARDS must be a whole number, or auto');
  });
});

describe('where the bot is at work', () => {
  it('is everywhere, or where the list says, which also closes the doors to strangers’ spending', () => {
    const token = 'a.b.c';
    expect(readConfig({}).workspaces).toBeNull();
    const { workspaces, limits } = readConfig({
      DISCORD_TOKEN: token,
      VIDIGEST_WORKSPACES: ' T0AB12CD, 123456789012345678,@me ',
    });
    expect([...(workspaces ?? [])]).toEqual(['T0AB12CD', '123456789012345678', '@me']);
    expect(limits.totalDayUsd).toBeNull();
  });

  it.each(['acme', 'T0AB12CD;T0AB12CE', 'T0AB12CD,', 'https://acme.slack.com'])('is no %s', (text) => {
    expect(problemsOf({ VIDIGEST_WORKSPACES: text })).toContain('VIDIGEST_WORKSPACES must be ids of Slack workspaces');
  });
});

describe('what Slack is answered to', () => {
  const tokens = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1' };

  it('is set by name, and never by the bot’s own sign', () => {
    expect(readConfig(tokens).slack).toMatchObject({ reaction: 'memo', otherBots: false });
    const chosen = readConfig({ ...tokens, SLACK_REACTION: 'movie_camera', SLACK_OTHER_BOTS: 'yes' });
    expect(chosen.slack).toMatchObject({ reaction: 'movie_camera', otherBots: true });
    expect(() => readConfig({ ...tokens, SLACK_REACTION: 'eyes' })).toThrow('SLACK_REACTION must be another emoji');
    expect(() => readConfig({ ...tokens, SLACK_REACTION: ':memo:' })).toThrow('without colons');
    expect(() => readConfig({ ...tokens, SLACK_OTHER_BOTS: 'true' })).toThrow('SLACK_OTHER_BOTS must be yes or no');
  });
});

describe('readWhatIsRight', () => {
  it('leaves out what is wrong and names each mistake once, with no value', () => {
    const { config, problems, given } = readWhatIsRight({
      SLACK_BOT_TOKEN: 'xapp-secret',
      SLACK_APP_TOKEN: 'xapp-1',
      LOG_LEVEL: 'loud',
      VIDIGEST_LANGUAGE: 'de',
      PATH: '/bin',
    });
    expect(problems).toEqual(['SLACK_BOT_TOKEN must begin with xoxb-', expect.stringMatching(/^LOG_LEVEL must be/)]);
    expect(config).toMatchObject({ slack: null, language: 'de', logLevel: 'info' });
    expect(given).toEqual(['VIDIGEST_LANGUAGE', 'SLACK_BOT_TOKEN', 'SLACK_APP_TOKEN', 'LOG_LEVEL']);
  });

  it('names what is missing beside something else', () => {
    const { config, problems } = readWhatIsRight({ SLACK_APP_TOKEN: 'xapp-1', YOUTUBE_PROXY: 'http://proxy' });
    expect(problems).toEqual(['SLACK_BOT_TOKEN is missing beside SLACK_APP_TOKEN']);
    expect(config).toMatchObject({ slack: null, youtube: { proxy: 'http://proxy' } });
  });

  it('has nothing to say against a good one', () => {
    expect(readWhatIsRight({ VIDIGEST_LANGUAGE: '' })).toEqual({ config: readConfig({}), problems: [], given: [] });
  });
});

describe('the documents', () => {
  const names = (text: string): string[] =>
    [...new Set(text.match(/\b(?:ANTHROPIC|VIDIGEST|YOUTUBE|SLACK|DISCORD|LOG|DATABASE)_[A-Z_]+\b/g) ?? [])].toSorted();

  it('.env.example lists exactly the variables that are read', () => {
    const lines = readFileSync('.env.example', 'utf8').split('\n');
    const listed = lines.flatMap((line) => /^#?\s?([A-Z_]+)=/.exec(line)?.[1] ?? []);
    expect(listed.toSorted()).toEqual(environmentVariables.toSorted());
  });

  it.skipIf(!existsSync('README.md'))('the table of the README lists exactly the variables that are read', () => {
    const table =
      /<!-- config:start -->([\s\S]*)<!-- config:end -->/.exec(readFileSync('README.md', 'utf8'))?.[1] ?? '';
    const listed = [...table.matchAll(/^\| `([A-Z_]+)`/gm)].map((match) => match[1]);
    expect(listed.toSorted()).toEqual(environmentVariables.toSorted());
    expect(names(table)).toEqual(environmentVariables.toSorted());
  });
});
