import { afterEach, describe, expect, it } from 'vitest';
import { createSlackClient } from '../../src/adapters/slack/slack-client.ts';
import { createMemoryLogger } from '../support/memory-logger.ts';
import { type FakeSlack, startFakeSlack } from './fake-slack.ts';
import { fakeSlackTokens } from './slack/identity.ts';

const fakes: FakeSlack[] = [];
afterEach(async () => {
  for (const fake of fakes.splice(0)) await fake.close();
});

async function start() {
  let nowMs = 1_700_000_000_000;
  const fake = await startFakeSlack({ nowMs: () => nowMs });
  fakes.push(fake);
  const client = createSlackClient(
    { logger: createMemoryLogger() },
    { token: fakeSlackTokens.bot, apiUrl: fake.apiUrl },
  );
  const pass = (ms: number) => {
    nowMs += ms;
  };
  const command = () => fake.acts.command('help').payload as { response_url: string; trigger_id: string };
  return { fake, client, pass, command };
}

const page = (blocks: unknown[] = [{ type: 'divider' }]) =>
  ({ type: 'modal', title: { type: 'plain_text', text: 'Page' }, blocks }) as never;
const say = (url: string) =>
  fetch(url, { method: 'POST', body: JSON.stringify({ text: 'hello' }) }).then(async (answer) => [
    answer.status,
    await answer.text(),
  ]);

describe('the fake refuses what Slack refuses', () => {
  it('a trigger that is used up, too old or made up', async () => {
    const { client, pass, command } = await start();
    const { trigger_id } = command();
    await client.views.open({ trigger_id, view: page() });
    await expect(client.views.open({ trigger_id, view: page() })).rejects.toThrow('invalid_trigger');
    const late = command().trigger_id;
    pass(3_001);
    await expect(client.views.open({ trigger_id: late, view: page() })).rejects.toThrow('expired_trigger_id');
    await expect(client.views.open({ trigger_id: 'x', view: page() })).rejects.toThrow('invalid_trigger');
  });

  it.each<[string, unknown[]]>([
    [
      'fields without a button to send them',
      [{ type: 'input', label: { type: 'plain_text', text: 'x' }, element: { type: 'plain_text_input' } }],
    ],
    ['more than 100 blocks', Array.from({ length: 101 }, () => ({ type: 'divider' }))],
    ['folds', [{ type: 'container', title: { type: 'plain_text', text: 'x' }, child_blocks: [{ type: 'divider' }] }]],
    ['nothing', []],
  ])('a page with %s', async (_, blocks) => {
    const { client, command } = await start();
    await expect(client.views.open({ trigger_id: command().trigger_id, view: page(blocks) })).rejects.toThrow(
      'invalid_arguments',
    );
  });

  it('an update of a page that is closed, or has changed meanwhile', async () => {
    const { fake, client, command } = await start();
    const { view } = await client.views.open({ trigger_id: command().trigger_id, view: page() });
    const view_id = view?.id ?? '';
    const hash = view?.hash ?? '';
    await client.views.update({ view_id, hash, view: page() });
    await expect(client.views.update({ view_id, hash, view: page() })).rejects.toThrow('hash_conflict');
    expect(fake.views[0]?.updates).toBe(1);
    await expect(client.views.update({ view_id: 'V0', view: page() })).rejects.toThrow('not_found');
  });

  it('a sixth answer, and any after half an hour', async () => {
    const { command, pass } = await start();
    const { response_url: url } = command();
    for (let at = 0; at < 5; at += 1) expect(await say(url)).toEqual([200, 'ok']);
    expect(await say(url)).toEqual([404, 'used_url']);
    const late = command().response_url;
    pass(30 * 60_000 + 1);
    expect(await say(late)).toEqual([404, 'expired_url']);
  });

  it('a file that was never uploaded', async () => {
    const { client } = await start();
    const { file_id } = await client.files.getUploadURLExternal({ filename: 'a.md', length: 3 });
    await expect(client.files.completeUploadExternal({ files: [{ id: file_id ?? '' }] })).rejects.toThrow(
      'file_not_found',
    );
  });

  it('a file without a name or content, of another length than was said, in no thread, or a second time', async () => {
    const { fake, client } = await start();
    const begin = (filename: string, length: number) => client.files.getUploadURLExternal({ filename, length });
    await expect(begin('a.md', 0)).rejects.toThrow('invalid_arguments');
    await expect(begin('', 3)).rejects.toThrow('invalid_arguments');
    const { file_id: id = '', upload_url: url = '' } = await begin('a.md', 3);
    const put = (body: string) => fetch(url, { method: 'POST', body }).then(({ status }) => status);
    expect(await put('four')).toBe(400);
    expect(await put('abc')).toBe(200);
    const share = (place: object) =>
      client.files.completeUploadExternal({ files: [{ id }], ...place } as Parameters<
        typeof client.files.completeUploadExternal
      >[0]);
    await expect(share({ channel_id: 'C0GENERAL', thread_ts: '1.000001' })).rejects.toThrow('invalid_thread_ts');
    fake.setChannel('C0ELSE', { member: false });
    await expect(share({ channel_id: 'C0ELSE' })).rejects.toThrow('not_in_channel');
    await share({ channel_id: 'C0GENERAL' });
    await expect(share({ channel_id: 'C0GENERAL' })).rejects.toThrow('file_not_found');
    expect(fake.files).toHaveLength(1);
  });
});
