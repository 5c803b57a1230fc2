import { PermissionFlagsBits } from 'discord.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Grants, grantedPermissions } from '../../../src/adapters/discord/granted-permissions.ts';
import { overviewOf } from '../../formatters/slack/replies.ts';
import { sampleDigest } from '../../support/sample-digest.ts';
import { type DiscordSetup, refOf, setUpDiscord } from './discord-setup.ts';

const { SendMessages, ViewChannel, AddReactions, Administrator } = PermissionFlagsBits;

describe('what the bot may do in a channel', () => {
  const role = (id: string, permissions: bigint) => ({ id, permissions: String(permissions) });
  const exception = (id: string, allow: bigint, deny: bigint) => ({ id, allow: String(allow), deny: String(deny) });
  const grants: Grants = {
    server: 'all',
    roles: [role('all', ViewChannel), role('mine', SendMessages), role('others', AddReactions)],
    member: { id: 'bot', roles: ['mine'] },
    exceptions: [],
  };

  it.each([
    ['everybody’s role and its own', {}, ViewChannel | SendMessages],
    [
      'exceptions for everybody',
      { exceptions: [exception('all', AddReactions, ViewChannel)] },
      AddReactions | SendMessages,
    ],
    [
      'a role’s before everybody’s',
      { exceptions: [exception('mine', 0n, AddReactions), exception('all', AddReactions, 0n)] },
      ViewChannel | SendMessages,
    ],
    [
      'its own before a role’s',
      { exceptions: [exception('bot', SendMessages, 0n), exception('mine', 0n, SendMessages)] },
      ViewChannel | SendMessages,
    ],
    ['not those of others', { exceptions: [exception('others', 0n, SendMessages)] }, ViewChannel | SendMessages],
  ])('is told by %s', (_, given, expected) => {
    expect(grantedPermissions({ ...grants, ...given })).toBe(expected);
  });

  it('is everything for an administrator', () => {
    const roles = [role('all', 0n), role('mine', Administrator)];
    const granted = grantedPermissions({ ...grants, roles, exceptions: [exception('bot', 0n, SendMessages)] });
    expect(granted & SendMessages).toBe(SendMessages);
  });
});

describe('a process that no gateway tells of channels', () => {
  let discord: DiscordSetup;
  beforeEach(async () => {
    discord = await setUpDiscord();
  });
  afterEach(() => discord.stop());

  const overview = overviewOf(sampleDigest());
  const post = (where: 'text' | 'post') => {
    const { fake, surface, signal } = discord;
    const message = fake.say('https://youtu.be/vdgSample01', { channel: fake.channels[where].id });
    return surface.post(refOf(fake, message), overview, { signal });
  };

  it('names the permissions that are missing in a channel, asking once', async () => {
    const { fake } = discord;
    fake.deny(fake.channels.text, 'CreatePublicThreads', 'SendMessages');
    await expect(post('text')).rejects.toMatchObject({ reason: 'Missing permissions: Send Messages (50013)' });
    await expect(post('text')).rejects.toMatchObject({ reason: 'Missing permissions: Send Messages (50013)' });
    expect(fake.requests.filter(({ path }) => path.endsWith('/roles'))).toHaveLength(1);
    expect(JSON.stringify(fake.posts(fake.channels.direct))).toContain('Send Messages');
  });

  it('names them in a thread', async () => {
    const { fake } = discord;
    fake.deny(fake.channels.post, 'SendMessagesInThreads');
    await expect(post('post')).rejects.toMatchObject({
      reason: 'Missing permissions: Send Messages in Threads (50013)',
    });
  });

  it('names what it needs to see a channel at all', async () => {
    discord.fake.deny(discord.fake.channels.text, 'ViewChannel');
    await expect(post('text')).rejects.toMatchObject({ reason: 'Missing permissions: View Channels (50001)' });
  });

  it('names what it needs to reply', async () => {
    const { fake } = discord;
    fake.deny(fake.channels.text, 'ReadMessageHistory');
    await expect(post('text')).rejects.toMatchObject({ reason: 'Missing permissions: Read Message History (160002)' });
    expect(JSON.stringify(fake.posts(fake.channels.direct))).toContain('Read Message History');
  });

  it('asks nothing where it can do without', async () => {
    const { fake } = discord;
    fake.deny(fake.channels.text, 'CreatePublicThreads');
    await post('text');
    const asked = fake.requests.filter(
      ({ method, path }) => method === 'GET' && /^\/guilds|^\/channels\/\d+$/.test(path),
    );
    expect(asked).toEqual([]);
  });

  it('repeats what Discord says when it gets no answer', async () => {
    const { fake } = discord;
    fake.deny(fake.channels.text, 'CreatePublicThreads', 'SendMessages');
    fake.fail({ method: 'GET', path: /roles$/, kind: 'broken', times: 9 });
    await expect(post('text')).rejects.toMatchObject({ reason: 'Missing Permissions (50013)' });
  });
});
