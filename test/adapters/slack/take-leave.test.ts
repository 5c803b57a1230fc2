import { afterEach, describe, expect, it } from 'vitest';
import { createSystemClock } from '../../../src/adapters/clock/system-clock.ts';
import { readLeaving } from '../../../src/adapters/slack/read-leaving.ts';
import { createSlackCall } from '../../../src/adapters/slack/slack-call.ts';
import { createTakeLeave } from '../../../src/adapters/slack/take-leave.ts';
import { type FakeSlack, startFakeSlack } from '../../fakes/fake-slack.ts';
import { createMemoryLogger } from '../../support/memory-logger.ts';
import { oneWorkspace } from './harness.ts';

const { signal } = new AbortController();
const seconds = 1_700_000_000;
const told = (event: Readonly<Record<string, unknown>>) => {
  const leaving = readLeaving({ event_time: seconds, event });
  if (leaving === null) throw new Error('that is no leaving');
  return leaving;
};
const revoked = told({ type: 'tokens_revoked', tokens: { bot: ['U0BOT'] } });
const uninstalled = told({ type: 'app_uninstalled' });

describe('a workspace of which Slack tells', () => {
  let fake: FakeSlack;
  afterEach(() => fake.close());

  async function setUp(installedAtMs = 0) {
    fake = await startFakeSlack();
    const logger = createMemoryLogger();
    const clock = createSystemClock();
    const { speakAs } = oneWorkspace({ clock, logger }, { apiUrl: fake.apiUrl });
    const deleted: string[] = [];
    const takeLeave = createTakeLeave({
      installations: { find: async (where) => ({ ...where, sealed: 'x', installedAtMs }) },
      removal: {
        async deleteWorkspace({ workspace }) {
          deleted.push(workspace);
          return {};
        },
      },
      speakAs,
      call: createSlackCall({ clock, logger }),
      logger,
    });
    return { deleted, takeLeave };
  }

  it('that a key is revoked keeps its data while the one that is kept is good', async () => {
    const { deleted, takeLeave } = await setUp();
    await takeLeave('T0TEAM', revoked, signal);
    expect(deleted).toEqual([]);
    await takeLeave('T0TEAM', uninstalled, signal);
    expect(deleted).toEqual(['T0TEAM']);
  });

  it('that its key is revoked loses its data once Slack refuses that', async () => {
    const { deleted, takeLeave } = await setUp();
    fake.fail('auth.test', { kind: 'error', error: 'token_revoked' });
    await takeLeave('T0TEAM', revoked, signal);
    expect(deleted).toEqual(['T0TEAM']);
  });

  it('that its key is revoked is told of again where Slack cannot say whether that is so', async () => {
    const { deleted, takeLeave } = await setUp();
    fake.fail('auth.test', { kind: 'rate-limit', retryAfterSeconds: 600 });
    await expect(takeLeave('T0TEAM', revoked, signal)).rejects.toMatchObject({ code: 'chat-refused' });
    expect(deleted).toEqual([]);
  });

  it('that it left before it came back keeps its data', async () => {
    const { deleted, takeLeave } = await setUp(seconds * 1_000 + 60_000);
    await takeLeave('T0TEAM', uninstalled, signal);
    expect(deleted).toEqual([]);
  });
});
