import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createSystemClock } from '../../src/adapters/clock/system-clock.ts';
import { createPromMetrics } from '../../src/adapters/web/prom-metrics.ts';
import { registerOnDiscord } from '../../src/compose/discord-commands.ts';
import { runDoctor } from '../../src/compose/doctor.ts';
import { readConfig, readWhatIsRight } from '../../src/config.ts';
import type { Finding } from '../../src/core/ports/check.ts';
import { type FakeClaude, startFakeClaude } from '../fakes/fake-claude.ts';
import { type FakeDiscord, startFakeDiscord } from '../fakes/fake-discord.ts';
import { type FakeSlack, startFakeSlack } from '../fakes/fake-slack.ts';
import { type FakeYouTube, startFakeYouTube } from '../fakes/fake-youtube.ts';
import { fakeSlackTokens } from '../fakes/slack/identity.ts';
import { addTalk } from '../support/add-talk.ts';
import { createQuietLogger } from '../support/quiet-logger.ts';
import { projectRoot } from '../support/source-file.ts';

const run = promisify(execFile);
const { signal } = new AbortController();
const wellKnownVideo = 'jNQXAC9IVRw';

let claude: FakeClaude;
let youtube: FakeYouTube;
let slack: FakeSlack;
let discord: FakeDiscord;
let folder: string;
beforeAll(async () => {
  claude = await startFakeClaude({ apiKey: 'sk-fake-key-of-some-length' });
});
afterAll(() => claude.close());
beforeEach(async () => {
  [slack, discord, youtube] = await Promise.all([startFakeSlack(), startFakeDiscord(), startFakeYouTube()]);
  addTalk(youtube, wellKnownVideo, 1);
  folder = await mkdtemp(path.join(tmpdir(), 'vidigest-'));
});
afterEach(async () => {
  await Promise.all([slack.close(), discord.close(), youtube.close()]);
  await rm(folder, { recursive: true, force: true });
});

/** Everything is set up, but the commands are not registered. */
function environment(changes: Readonly<Record<string, string>> = {}): Record<string, string> {
  return {
    ANTHROPIC_API_KEY: claude.apiKey,
    ANTHROPIC_BASE_URL: claude.baseUrl,
    VIDIGEST_DATA: path.join(folder, 'data.sqlite'),
    YOUTUBE_ORIGIN: youtube.origin,
    SLACK_BOT_TOKEN: fakeSlackTokens.bot,
    SLACK_APP_TOKEN: fakeSlackTokens.app,
    SLACK_CONFIG_TOKEN: fakeSlackTokens.config,
    SLACK_API_URL: slack.apiUrl,
    DISCORD_TOKEN: discord.token,
    DISCORD_API_URL: discord.apiUrl,
    ...changes,
  };
}

async function look(env: Readonly<Record<string, string>>) {
  let text = '';
  const write = (more: string): void => {
    text += more;
  };
  const code = await runDoctor(readWhatIsRight(env), { json: false, write }, signal);
  return { code, text, mends: [...text.matchAll(/^to mend {2}(.*)$/gm)].map(([, line]) => line) };
}

/** As `vidigest commands` does it. */
function register(env = environment()): Promise<string> {
  const runtime = { clock: createSystemClock(), logger: createQuietLogger(), metrics: createPromMetrics() };
  return registerOnDiscord(readConfig(env), runtime, signal);
}

describe('vidigest doctor', () => {
  it('has nothing to mend where all is set up, changes nothing and lets no secret out', async () => {
    await register();
    const { code, text, mends } = await look(environment());
    expect(mends).toEqual([]);
    expect(code).toBe(0);
    const subjects = [...text.matchAll(/^(?:ok|unknown) +([^:]+):/gm)].map(([, subject]) => subject);
    for (const part of ['Configuration', 'Data file', 'Model claude-haiku-5-5', 'Slack scopes', 'Slack events'])
      expect(subjects).toContain(part);
    for (const part of ['Discord message content', 'Discord commands', 'Discord permissions', 'YouTube'])
      expect(subjects).toContain(part);
    for (const secret of [...Object.values(fakeSlackTokens), discord.token, claude.apiKey])
      expect(text).not.toContain(secret);
    expect(await readdir(folder)).toEqual([]);
    expect(slack.calls.every(({ outcome }) => outcome === 'ok')).toBe(true);
  });

  it('sees commands as they were registered last', async () => {
    expect(await register()).toMatch(/^new {8}digest\n/);
    expect(await register()).toMatch(/^unchanged {2}digest\n/);
    await expect(register({})).rejects.toMatchObject({ code: 'config-invalid' });
  });

  it('names all that is wrong at once, and how to mend each', async () => {
    slack.app.events = ['message.channels'];
    slack.fail('apps.connections.open', { kind: 'error', error: 'missing_scope' });
    discord.allowMessageContent(false);
    discord.guild.denied.add('CreatePublicThreads');
    youtube.setSituation(wellKnownVideo, 'bot-check');
    const { code, text, mends } = await look(
      environment({ LOG_LEVEL: 'loud', VIDIGEST_MODEL_OUTLINE: 'claude-sonet-5-5', VIDIGEST_DATA: folder }),
    );
    expect(code).toBe(6);
    expect(mends).toEqual([
      expect.stringMatching(/^Configuration: LOG_LEVEL must be one of/),
      expect.stringMatching(/^Data file: .* is no file/),
      expect.stringMatching(/^Model claude-sonet-5-5: VIDIGEST_MODEL_OUTLINE: .*did you mean claude-sonnet-5-5/),
      expect.stringMatching(/^Slack app token: .*missing_scope/),
      expect.stringMatching(
        /^Slack events: not subscribed to: message.groups, .*app_home_opened, app_uninstalled, tokens_revoked$/,
      ),
      expect.stringMatching(/^Discord message content/),
      expect.stringMatching(/^Discord commands: not registered: digest/),
      expect.stringMatching(/^Discord permissions: in Harbor .*Create Public Threads/),
      expect.stringMatching(/^YouTube: refuses this address \(youtube-blocked\)/),
    ]);
    expect(text.match(/^ {9}→ /gm)?.length).toBeGreaterThanOrEqual(mends.length);
  });

  it('looks at the rest where a token cannot be read, a service is away or says nothing', async () => {
    slack.fail('auth.test', { kind: 'cut' }, { kind: 'cut' }, { kind: 'cut' });
    discord.fail({ method: 'GET', path: /gateway/, kind: 'broken' });
    const { mends } = await look(environment({ ANTHROPIC_BASE_URL: 'http://127.0.0.1:9' }));
    expect(mends).toEqual([
      expect.stringMatching(/^Model service: http:\/\/127.0.0.1:9 cannot be used/),
      expect.stringMatching(/^Slack bot token: Slack cannot be reached/),
      expect.stringMatching(/^Slack tokens: Slack cannot be reached/),
      expect.stringMatching(/^Discord gateway: Discord cannot be reached/),
      expect.stringMatching(/^Discord commands: not registered/),
    ]);
    const away = { SLACK_API_URL: 'http://127.0.0.1:9/', DISCORD_API_URL: 'http://127.0.0.1:9' };
    expect((await look(environment(away))).mends).toEqual([
      expect.stringMatching(/^Slack bot token, Slack app token, .*Slack app settings: Slack cannot be reached/),
      expect.stringMatching(/^Discord token, Discord app, .*Discord servers: Discord cannot be reached$/),
    ]);
    const spoilt = await look(environment({ SLACK_BOT_TOKEN: 'xapp-in-the-wrong-place', DISCORD_TOKEN: 'x' }));
    expect(spoilt.text).toMatch(/^to mend {2}Configuration: SLACK_BOT_TOKEN must begin with xoxb-$/m);
    expect(spoilt.text).toMatch(/^unknown {2}Slack, Discord: is not set up/m);
    expect(spoilt.text).not.toContain('wrong-place');
  });

  it('says where nothing is set up', async () => {
    const { code, mends } = await look({ YOUTUBE_ORIGIN: youtube.origin, VIDIGEST_DATA: path.join(folder, 'x') });
    expect(code).toBe(6);
    expect(mends).toEqual([expect.stringMatching(/^Chat: neither Slack nor Discord/)]);
  });

  it('looks at an app that many workspaces install', async () => {
    slack.fail('oauth.v2.access', { kind: 'error', error: 'bad_client_secret' });
    const {
      SLACK_BOT_TOKEN: _,
      SLACK_APP_TOKEN: __,
      ...rest
    } = environment({
      SLACK_SIGNING_SECRET: 'signing-hidden',
      SLACK_CLIENT_ID: '1.2',
      SLACK_CLIENT_SECRET: 'client-hidden',
      VIDIGEST_SECRET: 'hidden'.repeat(8),
    });
    const { text, mends } = await look(rest);
    expect(mends).toContain('Chat: Slack has no port to call');
    expect(mends).toContainEqual(expect.stringMatching(/^Slack client: .*SLACK_CLIENT_SECRET \(bad_client_secret\)/));
    expect(text).not.toContain('hidden');
  });
});

describe('the program', () => {
  const program = path.join(projectRoot, 'src', 'cli.ts');
  const vidigest = (args: readonly string[]) => {
    const { PATH = '' } = process.env;
    return run(process.execPath, [program, ...args], { cwd: folder, env: { PATH } }).then(
      ({ stdout }) => ({ code: 0, stdout }),
      ({ code, stdout }: { code: number; stdout: string }) => ({ code, stdout }),
    );
  };

  it('reads .env, registers the commands, and then finds nothing to mend', async () => {
    const lines = Object.entries(environment()).map(([name, value]) => `${name}=${value}`);
    await writeFile(path.join(folder, '.env'), lines.join('\n'));
    expect(await vidigest(['commands'])).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('new        digest'),
    });
    const { code, stdout } = await vidigest(['doctor', '--json']);
    const findings: Finding[] = JSON.parse(stdout);
    expect(findings.filter(({ state }) => state === 'mend')).toEqual([]);
    expect(findings.find(({ subject }) => subject === 'Discord commands')?.text).toContain('digest');
    expect(code).toBe(0);
  }, 180_000);
});
