import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSystemClock } from '../../../src/adapters/clock/system-clock.ts';
import { discordCommands } from '../../../src/adapters/discord/commands.ts';
import { createDiscordChecks } from '../../../src/adapters/discord/discord-checkup.ts';
import { inviteLink } from '../../../src/adapters/discord/invite-link.ts';
import { neededPermissions } from '../../../src/adapters/discord/permissions.ts';
import { checkServers } from '../../../src/adapters/discord/server-checkup.ts';
import { updateCommands } from '../../../src/adapters/discord/update-commands.ts';
import type { Finding } from '../../../src/core/ports/check.ts';
import { createMemoryLogger } from '../../support/memory-logger.ts';
import { type DiscordSetup, setUpDiscord } from './discord-setup.ts';

let discord: DiscordSetup;
beforeEach(async () => {
  discord = await setUpDiscord();
});
afterEach(() => discord.stop());

async function look({ token = discord.fake.token, shards = 1 as number | 'auto' } = {}): Promise<Finding[]> {
  const deps = { clock: createSystemClock(), logger: createMemoryLogger() };
  const checks = createDiscordChecks(deps, { token, shards, apiUrl: discord.fake.apiUrl });
  return (await Promise.all(checks.map(({ run }) => run(discord.signal)))).flat();
}

const mends = (findings: readonly Finding[]) => findings.filter(({ state }) => state === 'mend');

describe('a Discord that is set up', () => {
  it('is all right, with an invite link, and nothing is changed', async () => {
    await updateCommands(discord.call, discord.signal);
    const before = discord.fake.requests.length;
    const findings = await look();
    expect(findings.map(({ subject, state }) => `${state} ${subject}`)).toEqual([
      'ok Discord token',
      'ok Discord message content',
      'ok Discord app',
      'ok Discord invite link',
      'ok Discord gateway',
      'ok Discord commands',
      'ok Discord permissions',
    ]);
    const link = findings.find(({ subject }) => subject === 'Discord invite link')?.text ?? '';
    expect(link).toBe(inviteLink(discord.fake.world.applicationId));
    expect(new URL(link).searchParams.get('permissions')).toBe(String(neededPermissions));
    const made = discord.fake.requests.slice(before);
    expect(new Set(made.map(({ method }) => method))).toEqual(new Set(['GET']));
    expect(discord.fake.gateway.sessions).toHaveLength(0);
  });
});

describe('what is wrong', () => {
  it('is told of a token alone, once', async () => {
    const findings = await look({ token: 'of.some.other' });
    expect(findings).toMatchObject([
      { state: 'mend', subject: 'Discord token', advice: expect.stringContaining('Reset') },
    ]);
    expect(JSON.stringify(findings)).not.toContain('of.some.other');
  });

  it('is named from the portal, each by itself', async () => {
    discord.fake.allowMessageContent(false);
    Object.assign(discord.fake.portal, { requireCodeGrant: true, interactionsUrl: 'https://x.example' });
    await updateCommands(discord.call, discord.signal);
    expect(mends(await look()).map(({ subject, advice }) => `${subject}: ${advice}`)).toEqual([
      expect.stringMatching(/message content: .*Message Content Intent/),
      expect.stringMatching(/app: .*Code Grant off/),
      expect.stringMatching(/app: .*Interactions Endpoint URL/),
    ]);
  });

  it.each([
    [{ shards: 3 }, 1, 'DISCORD_SHARDS'],
    [{ shards: 3, startsLeft: 2 }, 'auto' as const, 'starts so often'],
    [{ startsLeft: 0 }, 1, 'starts so often'],
  ])('is seen at the gateway with %j', async (portal, shards, part) => {
    Object.assign(discord.fake.portal, portal);
    const finding = (await look({ shards })).find(({ subject }) => subject === 'Discord gateway');
    expect(finding).toMatchObject({ state: 'mend', advice: expect.stringContaining(part) });
  });

  it('is no matter of connections that are many enough', async () => {
    Object.assign(discord.fake.portal, { shards: 3, startsLeft: 3 });
    const finding = (await look({ shards: 'auto' })).find(({ subject }) => subject === 'Discord gateway');
    expect(finding?.state).toBe('ok');
  });

  it('is told of the servers, by the names of the permissions', async () => {
    const other = discord.fake.join('Pier', 'en-US');
    other.denied.add('CreatePublicThreads').add('AttachFiles');
    const findings = (await look()).filter(({ subject }) => subject === 'Discord permissions');
    expect(findings).toMatchObject([
      { state: 'mend', text: expect.stringMatching(/^in Pier \(\d+\) missing: Create Public Threads, Attach Files$/) },
      { state: 'ok', text: expect.stringContaining('1 of 2 servers') },
    ]);
    discord.fake.world.guilds.clear();
    expect(mends(await look()).map(({ text }) => text)).toContain('the bot is in no server');
  });

  it('is nothing for an administrator', async () => {
    const servers = [{ id: '1', name: 'Harbor', permissions: String(1 << 3) }];
    const findings = await checkServers(async () => servers, 'https://invite.example', discord.signal);
    expect(findings).toMatchObject([{ state: 'ok', text: expect.stringContaining('1 of 1') }]);
  });

  it('is found on every page of servers', async () => {
    for (let count = 0; count < 250; count += 1) discord.fake.world.addGuild(`Server ${count}`);
    discord.fake.world.addGuild('Last').denied.add('SendMessages');
    const findings = (await look()).filter(({ subject }) => subject === 'Discord permissions');
    expect(findings[0]?.text).toMatch(/^in Last /);
    expect(findings[1]?.text).toContain('251 of 252');
  });

  it('passes on that Discord cannot be reached', async () => {
    discord.fake.fail({ method: 'GET', path: /^\/users\/@me$/, kind: 'broken' });
    await expect(look()).rejects.toMatchObject({ code: 'chat-refused' });
  });
});

describe('commands', () => {
  const names = discordCommands.map(({ name }) => name);
  const findings = async () => (await look()).filter(({ subject }) => subject === 'Discord commands');

  it('are registered, and told of as they were before', async () => {
    expect(await findings()).toMatchObject([
      { state: 'mend', text: `not registered: ${names.join(', ')}`, advice: 'run `vidigest commands`' },
    ]);
    expect(await updateCommands(discord.call, discord.signal)).toMatchObject({ missing: names, current: [] });
    expect(await findings()).toMatchObject([{ state: 'ok' }]);
    expect(await updateCommands(discord.call, discord.signal)).toMatchObject({ missing: [], current: names });
  });

  it('are seen to be of another version, and to be others', async () => {
    await updateCommands(discord.call, discord.signal);
    const { world } = discord.fake;
    const [digest = {}, menu = {}] = world.commands as readonly Record<string, unknown>[];
    const localized = { ...(menu['name_localizations'] as object), ja: 'x' };
    const options = (digest['options'] as readonly object[]).slice(1);
    world.commands = [
      { ...digest, options },
      { ...menu, name_localizations: localized },
      { ...digest, name: 'other' },
    ];
    expect(await findings()).toMatchObject([
      { state: 'mend', text: `of another version: ${names.join(', ')}` },
      { state: 'ok', text: expect.stringContaining('other') },
    ]);
    const more = [...(digest['options'] as readonly object[]), { type: 1, name: 'gone', description: 'x' }];
    world.commands = [{ ...digest, options: more }, menu];
    expect(await findings()).toMatchObject([{ state: 'mend', text: 'of another version: digest' }, { state: 'ok' }]);
    world.commands = [
      { ...digest, options },
      { ...menu, name_localizations: localized },
      { ...digest, name: 'other' },
    ];
    const drift = await updateCommands(discord.call, discord.signal);
    expect(drift).toEqual({ missing: [], outdated: names, current: [], foreign: ['other'] });
    expect(world.commands).toHaveLength(2);
  });
});
