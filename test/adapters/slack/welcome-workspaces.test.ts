import { describe, expect, it } from 'vitest';
import { createSlackClient } from '../../../src/adapters/slack/slack-client.ts';
import { createWelcomeWorkspaces } from '../../../src/adapters/slack/welcome-workspaces.ts';
import type { SlackWorkspaces } from '../../../src/adapters/slack/workspaces.ts';
import { createQuietLogger } from '../../support/quiet-logger.ts';

const { signal } = new AbortController();

describe('the workspaces that are welcome', () => {
  const client = createSlackClient({ logger: createQuietLogger() }, { token: 'xoxb-none' });
  const inner: SlackWorkspaces = {
    find: async (workspace) => ({ workspace, userId: 'U1', botId: 'B1' }),
    all: async () => ['T1', 'T2', 'T3'],
    speakAs: async (_, request) => request(client),
  };
  const workspaces = createWelcomeWorkspaces(inner, (workspace) => workspace !== 'T2');

  it('are known and spoken in; the others are as good as not there, although they have let the bot in', async () => {
    expect(await workspaces.all(signal)).toEqual(['T1', 'T3']);
    expect(await workspaces.find('T1', signal)).toMatchObject({ workspace: 'T1' });
    expect(await workspaces.find('T2', signal)).toBeNull();
    expect(await workspaces.speakAs('T3', async () => 'said')).toBe('said');
    await expect(workspaces.speakAs('T2', async () => 'said')).rejects.toMatchObject({
      failure: { kind: 'refused', error: 'not_installed' },
    });
  });
});
