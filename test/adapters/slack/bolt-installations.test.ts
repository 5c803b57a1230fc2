import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Installation } from '@slack/oauth';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createBoltInstallations } from '../../../src/adapters/slack/bolt-installations.ts';
import { createInstallState } from '../../../src/adapters/slack/install-state.ts';
import { createSeal } from '../../../src/adapters/slack/seal.ts';
import { createSqliteStore } from '../../../src/adapters/store/sqlite-store.ts';
import type { Store } from '../../../src/core/ports/store.ts';
import { createManualClock } from '../../support/manual-clock.ts';
import { createMemoryLogger } from '../../support/memory-logger.ts';

const clock = createManualClock();
const first = 'the first secret, of thirty-two bytes';
const second = 'the second secret, of thirty-two bytes';
const bot = { id: 'B1', userId: 'U1', token: 'xoxb-1', scopes: ['chat:write'], refreshToken: 'xoxe-1', expiresAt: 5 };
const installation = {
  team: { id: 'T1', name: 'One' },
  enterprise: undefined,
  user: { id: 'U2', token: 'xoxp-of-a-person', scopes: [] },
  bot,
  appId: 'A1',
  isEnterpriseInstall: false,
  authVersion: 'v2',
} as unknown as Installation<'v2', false>;
const query = { teamId: 'T1', enterpriseId: undefined, isEnterpriseInstall: false } as const;

let folder: string;
let store: Store;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vidigest-'));
  store = await createSqliteStore({ file: join(folder, 'data.sqlite'), clock, logger: createMemoryLogger() });
});
afterEach(async () => {
  await store.close();
  await rm(folder, { recursive: true, force: true });
});

function over(secret: string, oldSecret: string | null = null, write: 'save' | 'renew' = 'save') {
  const seal = createSeal({ secret, oldSecret });
  return createBoltInstallations({ installations: store.installations, seal, clock }, write);
}
const where = { surface: 'slack', workspace: 'T1' };

describe('installations', () => {
  it('come back as they were, without what a person gave', async () => {
    await over(first).storeInstallation(installation);
    const found = await over(first).fetchInstallation(query);
    expect(found).toMatchObject({
      team: { id: 'T1', name: 'One' },
      bot,
      authVersion: 'v2',
      isEnterpriseInstall: false,
    });
    expect(JSON.stringify(found)).not.toContain('xoxp');
    expect((await store.installations.find(where))?.sealed).not.toContain('xoxb');
  });

  it('of a workspace that has none are told apart', async () => {
    await expect(over(first).fetchInstallation(query)).rejects.toMatchObject({ name: 'NotInstalledError' });
  });

  it('are closed anew with a new secret, so that the old one can go', async () => {
    await over(first).storeInstallation(installation);
    await over(second, first).fetchInstallation(query);
    expect(await over(second).fetchInstallation(query)).toMatchObject({ bot });
    await expect(over(first).fetchInstallation(query)).rejects.toMatchObject({
      code: 'config-invalid',
      reason: expect.stringContaining('VIDIGEST_SECRET_OLD'),
    });
  });

  it('that are gone are not brought back by a renewed key', async () => {
    await over(first, null, 'renew').storeInstallation(installation);
    expect(await store.installations.find(where)).toBeNull();
  });
});

describe('the state of an installation', () => {
  const options = { scopes: ['chat:write'] };

  it('is good once, for ten minutes, and only as it was signed', async () => {
    const state = createInstallState({ installations: store.installations, clock }, 'signing');
    const now = new Date(clock.now());
    const later = (seconds: number) => new Date(clock.now() + seconds * 1_000);
    const one = await state.generateStateParam(options, now);
    expect(await state.verifyStateParam(later(590), one)).toEqual(options);
    await expect(state.verifyStateParam(later(591), one)).rejects.toThrow('used before');
    const two = await state.generateStateParam(options, now);
    await expect(state.verifyStateParam(later(601), two)).rejects.toThrow('expired');
    const other = createInstallState({ installations: store.installations, clock }, 'another');
    await expect(other.verifyStateParam(now, await state.generateStateParam(options, now))).rejects.toThrow();
  });
});
