import { expect, it } from 'vitest';
import { createChannelSight } from '../../../src/adapters/slack/channel-sight.ts';
import { createSlackCall } from '../../../src/adapters/slack/slack-call.ts';
import { createSlackClient } from '../../../src/adapters/slack/slack-client.ts';
import { createThreadTalk } from '../../../src/adapters/slack/thread-talk.ts';
import { fakeSlackTokens } from '../../fakes/slack/identity.ts';
import { oneWorkspace, signal, startSurface } from './harness.ts';

async function start() {
  const harness = await startSurface();
  const { logger, clock, fake } = harness;
  const client = createSlackClient({ logger }, { token: fakeSlackTokens.bot, apiUrl: fake.apiUrl });
  const { speakAs } = oneWorkspace({ clock, logger }, fake);
  const deps = { speakAs, call: createSlackCall({ clock, logger }) };
  return { ...harness, talk: createThreadTalk(deps), sight: createChannelSight(deps), client };
}

it('tells people who write in a thread from the bot', async () => {
  const { fake, talk, client } = await start();
  const ts = fake.say({ text: 'one' });
  const place = { surface: 'slack', workspace: 'T0TEAM', channel: 'C0GENERAL', message: ts, thread: null } as const;
  await client.chat.postMessage({ channel: 'C0GENERAL', thread_ts: ts, text: 'digest' });
  expect(await talk.hasPeople(place, { signal })).toBe(false);
  const reply = fake.say({ text: 'nice', thread_ts: ts });
  expect(await talk.hasPeople(place, { signal })).toBe(true);
  expect(await talk.hasPeople({ ...place, message: reply, thread: ts }, { signal })).toBe(false);
  expect(await talk.hasPeople({ ...place, message: '1.000000' }, { signal })).toBe(false);
  fake.fail('conversations.replies', { kind: 'error', error: 'missing_scope' });
  expect(await talk.hasPeople(place, { signal })).toBe(true);
  await fake.close();
});

it('knows who can open a channel, and nobody in doubt', async () => {
  const { fake, sight } = await start();
  fake.say({ text: 'one', user: 'U0PERSON' });
  const where = { surface: 'slack', workspace: 'T0TEAM', channel: 'C0GENERAL' };
  expect(await sight.canOpen({ ...where, viewer: 'U0PERSON' }, { signal })).toBe(true);
  expect(await sight.canOpen({ ...where, viewer: 'U0OTHER' }, { signal })).toBe(false);
  expect(await sight.canOpen({ ...where, channel: 'C0GONE', viewer: 'U0PERSON' }, { signal })).toBe(false);
  await fake.close();
});
