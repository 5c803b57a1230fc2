import { webApi } from '@slack/bolt';
import { afterEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { type FakeSlack, type FakeSlackOptions, startFakeSlack } from './fake-slack.ts';
import { fakeSlackTokens } from './slack/identity.ts';

const channel = 'C0GENERAL';
const started: FakeSlack[] = [];
const sockets: WebSocket[] = [];

async function start(options: FakeSlackOptions = {}): Promise<{ fake: FakeSlack; client: webApi.WebClient }> {
  const fake = await startFakeSlack(options);
  started.push(fake);
  return { fake, client: clientOf(fake) };
}

function clientOf(fake: FakeSlack, token: string = fakeSlackTokens.bot): webApi.WebClient {
  return new webApi.WebClient(token, {
    slackApiUrl: fake.apiUrl,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logger: {
      debug() {},
      info() {},
      warn() {},
      error() {},
      setLevel() {},
      getLevel: () => webApi.LogLevel.ERROR,
      setName() {},
    },
  });
}

afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.terminate();
  for (const fake of started.splice(0)) await fake.close();
});

/** Slack's error and its remarks, or `ok`. */
async function outcome(call: Promise<unknown>): Promise<string> {
  try {
    await call;
    return 'ok';
  } catch (error) {
    if (error instanceof webApi.WebAPIPlatformError) {
      return [error.data.error, ...(error.data.response_metadata?.messages ?? [])].join(' ');
    }
    return error instanceof Error ? error.name : 'thrown';
  }
}

const plain = (text: string) => ({ type: 'plain_text', text });
const md = (text: string) => ({ type: 'mrkdwn', text });
const section = (text = 'a') => ({ type: 'section', text: md(text) });
const container = (children: unknown[], rest = {}) => ({
  type: 'container',
  title: plain('t'),
  child_blocks: children,
  ...rest,
});
const button = (rest = {}) => ({ type: 'button', text: plain('Go'), action_id: 'go', ...rest });
const row = (...cells: string[]) => cells.map((text) => ({ type: 'raw_text', text }));
const table = (rows: unknown[]) => ({ type: 'table', rows });
const many = <T>(count: number, item: T): T[] => Array.from({ length: count }, () => item);

describe('blocks', () => {
  it.each<[string, unknown[]]>([
    [
      'a section with mrkdwn, verbatim and expand',
      [{ ...section(), text: { ...md('a'), verbatim: true }, expand: true }],
    ],
    ['fields alone', [{ type: 'section', fields: [md('a')] }]],
    ['50 blocks', many(50, section())],
    [
      'a container with ten children',
      [container(many(10, section()), { is_collapsible: true, default_collapsed: true })],
    ],
    ['five containers of nine', many(5, container(many(9, section())))],
    ['a section of 3,000 characters', [section('x'.repeat(3000))]],
    ['a table in a container', [container([table([row('a', 'b'), row('c', 'd')])])]],
    ['100 rows of 20 cells', [table(many(100, row(...many(20, 'x'))))]],
    [
      'divider, header, context, actions',
      [
        { type: 'divider' },
        { type: 'header', text: plain('h') },
        { type: 'context', elements: [md('c')] },
        { type: 'actions', elements: [button()] },
      ],
    ],
    [
      'the same action id in two blocks',
      [
        { type: 'actions', elements: [button()] },
        { type: 'actions', elements: [button()] },
      ],
    ],
  ])('takes %s', async (_, blocks) => {
    const { client } = await start({ characterLimit: 100_000 });
    expect(await outcome(client.chat.postMessage({ channel, text: 't', blocks: blocks as [] }))).toBe('ok');
  });

  it.each<[string, unknown[], RegExp]>([
    ['51 blocks', many(51, section()), /no more than 50/],
    ['51 with nested ones', [container(many(10, section())), ...many(40, section())], /no more than 50/],
    ['an unknown block', [{ type: 'fold' }], /blocks\/0\/type/],
    ['an unknown field', [{ ...section(), colour: 'red' }], /colour/],
    ['a section without text', [{ type: 'section' }], /missing required field/],
    ['an empty text', [section('')], /blocks\/0\/text/],
    ['a section of 3,001 characters', [section('x'.repeat(3001))], /blocks\/0\/text/],
    ['a text that is a string', [{ type: 'section', text: 'a' }], /blocks\/0\/text/],
    ['plain text with verbatim', [{ type: 'section', text: { ...plain('a'), verbatim: true } }], /verbatim/],
    ['mrkdwn with emoji', [{ type: 'section', text: { ...md('a'), emoji: true } }], /emoji/],
    ['a mrkdwn header', [{ type: 'header', text: md('a') }], /blocks\/0\/text\/type/],
    ['11 context elements', [{ type: 'context', elements: many(11, md('a')) }], /elements/],
    [
      '26 actions',
      [{ type: 'actions', elements: Array.from({ length: 26 }, (_, at) => button({ action_id: `a${at}` })) }],
      /elements/,
    ],
    ['a button with 76 characters', [{ type: 'actions', elements: [button({ text: plain('x'.repeat(76)) })] }], /text/],
    ['a value of 2,001 characters', [{ type: 'actions', elements: [button({ value: 'x'.repeat(2001) })] }], /value/],
    ['a container with a string for a title', [{ ...container([section()]), title: 't' }], /title/],
    [
      'a container without a title',
      [{ type: 'container', child_blocks: [section()] }],
      /missing required field: title/,
    ],
    ['a title of 151 characters', [{ ...container([section()]), title: plain('x'.repeat(151)) }], /title/],
    ['11 children', [container(many(11, section()))], /child_blocks/],
    ['no children', [container([])], /child_blocks/],
    ['a container in a container', [container([container([section()])])], /child_blocks\/0\/type/],
    [
      'rich text in a container',
      [container([{ type: 'rich_text', elements: [{ type: 'rich_text_section', elements: [] }] }])],
      /child_blocks\/0\/type/,
    ],
    ['markdown in a container', [container([{ type: 'markdown', text: 'a' }])], /child_blocks\/0\/type/],
    ['default_collapsed alone', [container([section()], { default_collapsed: true })], /is_collapsible/],
    ['two tables', [table([row('a')]), container([table([row('b')])])], /only_one_table/],
    ['101 rows', [table(many(101, row('a')))], /rows/],
    ['21 cells', [table([row(...many(21, 'x'))])], /rows/],
    ['rows of different lengths', [table([row('a', 'b'), row('c')])], /same number/],
    ['an empty cell', [table([row('')])], /rows/],
    ['10,001 characters in a table', [table([row(...many(3, 'x'.repeat(3334)))])], /too long/],
    [
      'a block_id twice',
      [
        { ...section(), block_id: 'b' },
        { ...section(), block_id: 'b' },
      ],
      /duplicate block_id/,
    ],
    ['an action_id twice in a block', [{ type: 'actions', elements: [button(), button()] }], /duplicate action_id/],
  ])('refuses %s', async (_, blocks, remark) => {
    const { client } = await start({ characterLimit: 100_000 });
    const said = await outcome(client.chat.postMessage({ channel, text: 't', blocks: blocks as [] }));
    expect(said).toMatch(/^invalid_blocks /);
    expect(said).toMatch(remark);
  });

  it('counts every string against the limit, nested ones and the text included', async () => {
    const { client } = await start({ characterLimit: 1000 });
    const post = (text: string, blocks: unknown[]) =>
      outcome(client.chat.postMessage({ channel, text, blocks: blocks as [] }));
    const overhead = 'container'.length + 'plain_text'.length + 't'.length + 'section'.length + 'mrkdwn'.length;
    expect(await post('', [container([section('x'.repeat(1000 - overhead))])])).toBe('ok');
    expect(await post('y', [container([section('x'.repeat(1000 - overhead))])])).toBe('msg_blocks_too_long');
  });

  it('can refuse containers, and learn them again', async () => {
    const { fake, client } = await start({ containers: false });
    const blocks: unknown[] = [container([section()])];
    const post = () => outcome(client.chat.postMessage({ channel, text: 't', blocks: blocks as [] }));
    expect(await post()).toMatch(/^invalid_blocks /);
    fake.rules.containers = true;
    expect(await post()).toBe('ok');
  });
});

describe('the Web API', () => {
  it('knows its tokens', async () => {
    const { fake, client } = await start();
    expect(await client.auth.test()).toMatchObject({ ok: true, user_id: 'U0BOT', bot_id: 'B0BOT', team_id: 'T0TEAM' });
    expect(await outcome(clientOf(fake, 'xoxb-wrong').auth.test())).toBe('invalid_auth');
    expect(await outcome(clientOf(fake, '').auth.test())).toBe('not_authed');
    expect(await outcome(clientOf(fake, fakeSlackTokens.app).auth.test())).toBe('not_allowed_token_type');
    expect(await outcome(client.apps.connections.open())).toBe('not_allowed_token_type');
  });

  it('refuses channels as Slack does', async () => {
    const { fake, client } = await start();
    fake.setChannel('C0OTHER', { member: false });
    fake.setChannel('C0OLD', { archived: true });
    fake.setChannel('C0NEWS', { restricted: true });
    const post = (id: string, rest = {}) => outcome(client.chat.postMessage({ channel: id, text: 'a', ...rest }));
    expect(await post('C0NOWHERE')).toBe('channel_not_found');
    expect(await post('C0OTHER')).toBe('not_in_channel');
    expect(await post('C0OLD')).toBe('is_archived');
    expect(await post('C0NEWS')).toBe('restricted_action');
    expect(await post(channel, { thread_ts: '1700000000.000100' })).toBe('invalid_thread_ts');
    expect(await post(channel, { text: '' })).toBe('no_text');
    expect(await outcome(client.apiCall('chat.shout'))).toMatch('unknown_method');
  });

  it('refuses what the scopes do not allow', async () => {
    const { fake, client } = await start({ scopes: ['chat:write'] });
    const timestamp = fake.say({ text: 'a' });
    expect(await outcome(client.reactions.add({ channel, timestamp, name: 'eyes' }))).toBe('missing_scope');
    expect(await outcome(client.conversations.history({ channel }))).toBe('missing_scope');
  });

  it('keeps threads, edits, deletions, reactions and permalinks', async () => {
    const { fake, client } = await start();
    const parent = fake.say({ text: 'first' });
    const first = await client.chat.postMessage({ channel, text: 'one', thread_ts: parent });
    const ts = first.ts ?? '';
    await client.chat.update({ channel, ts, text: 'two' });
    expect(fake.thread(parent).map(({ text }) => text)).toEqual(['two']);
    expect(await outcome(client.chat.postMessage({ channel, text: 'x', thread_ts: ts }))).toBe('invalid_thread_ts');
    expect(await outcome(client.chat.update({ channel, ts: parent, text: 'x' }))).toBe('cant_update_message');
    const reaction = { channel, timestamp: parent, name: 'eyes' };
    expect(await outcome(client.reactions.add(reaction))).toBe('ok');
    expect(await outcome(client.reactions.add(reaction))).toBe('already_reacted');
    expect(await outcome(client.reactions.remove(reaction))).toBe('ok');
    expect(await outcome(client.reactions.remove(reaction))).toBe('no_reaction');
    const { permalink } = await client.chat.getPermalink({ channel, message_ts: ts });
    expect(permalink).toContain(`thread_ts=${parent}`);
    const { messages } = await client.conversations.replies({ channel, ts: parent });
    expect(messages?.map(({ text }) => text)).toEqual(['first', 'two']);
    await client.chat.delete({ channel, ts });
    expect(await outcome(client.chat.delete({ channel, ts }))).toBe('message_not_found');
    expect(fake.thread(parent)).toEqual([]);
  });

  it('grants a message a second in each channel', async () => {
    let nowMs = 1_700_000_000_000;
    const { fake, client } = await start({ rateLimit: true, nowMs: () => nowMs });
    fake.setChannel('C0OTHER', {});
    const post = (id: string) => outcome(client.chat.postMessage({ channel: id, text: 'a' }));
    expect(await post(channel)).toBe('ok');
    expect(await post(channel)).toBe('WebAPIRateLimitedError');
    expect(await post('C0OTHER')).toBe('ok');
    nowMs += 1000;
    expect(await post(channel)).toBe('ok');
    expect(fake.calls.map((call) => call.outcome)).toEqual(['ok', '429', 'ok', 'ok']);
  });

  it('fails on demand, with or without having done it', async () => {
    const { fake, client } = await start();
    const post = (text: string) => outcome(client.chat.postMessage({ channel, text }));
    const cut = { kind: 'cut' } as const;
    fake.fail(
      'chat.postMessage',
      cut,
      { kind: 'lose-answer' },
      { kind: 'status', status: 503 },
      { kind: 'error', error: 'fatal_error' },
    );
    expect(await post('cut')).toBe('WebAPIRequestError');
    expect(await post('lost')).toBe('WebAPIRequestError');
    expect(await post('status')).toBe('WebAPIHTTPError');
    expect(await post('error')).toBe('fatal_error');
    expect(await post('fine')).toBe('ok');
    const { messages } = await client.conversations.history({ channel });
    expect(messages?.map(({ text }) => text)).toEqual(['fine', 'lost']);
  });
});

describe('Socket Mode', () => {
  interface Heard {
    readonly type: string;
    readonly envelope_id?: string;
    readonly retry_attempt?: number;
    readonly payload?: { readonly event_id?: string; readonly event?: { readonly text?: string } };
  }

  async function connect(fake: FakeSlack): Promise<{ heard: Heard[]; ack: (heard: Heard | undefined) => void }> {
    const { url = '' } = await clientOf(fake, fakeSlackTokens.app).apps.connections.open();
    const socket = new WebSocket(url);
    sockets.push(socket);
    const heard: Heard[] = [];
    await new Promise<void>((resolve, reject) => {
      socket.on('error', reject);
      socket.on('message', (data) => {
        heard.push(JSON.parse(data.toString()));
        resolve();
      });
    });
    return { heard, ack: (to) => socket.send(JSON.stringify({ envelope_id: to?.envelope_id })) };
  }

  it('greets, delivers, and takes the acknowledgement', async () => {
    const { fake } = await start();
    const { heard, ack } = await connect(fake);
    expect(heard[0]?.type).toBe('hello');
    const ts = fake.say({ text: 'see https://youtu.be/abc & `https://youtu.be/code`' });
    await expect.poll(() => heard.length).toBe(2);
    expect(heard[1]?.payload?.event).toMatchObject({
      type: 'message',
      ts,
      text: 'see <https://youtu.be/abc> &amp; `https://youtu.be/code`',
      channel_type: 'channel',
    });
    ack(heard[1]);
    await fake.waitFor(() => fake.deliveries[0]?.acked === true);
  });

  it('repeats what is not acknowledged, under the same event id', async () => {
    const { fake } = await start({ ackTimeoutMs: 20 });
    const { heard, ack } = await connect(fake);
    fake.say({ text: 'a' });
    await expect.poll(() => heard.length).toBeGreaterThan(2);
    expect(heard[2]).toMatchObject({ retry_attempt: 1, payload: { event_id: heard[1]?.payload?.event_id } });
    ack(heard.at(-1));
    await fake.waitFor(() => fake.deliveries[0]?.acked === true);
  });

  it('keeps events for the next connection', async () => {
    const { fake } = await start();
    fake.say({ text: 'nobody here' });
    const first = await connect(fake);
    await expect.poll(() => first.heard.length).toBe(2);
    fake.sockets.drop();
    await fake.waitFor(() => fake.sockets.connections() === 0);
    const second = await connect(fake);
    await expect.poll(() => second.heard[1]?.payload?.event?.text).toBe('nobody here');
  });

  it('takes a ticket once, and says when to reconnect', async () => {
    const { fake } = await start();
    const { heard } = await connect(fake);
    fake.sockets.refresh();
    await expect.poll(() => heard.at(-1)?.type).toBe('disconnect');
    const again = new WebSocket(`${fake.apiUrl.replace('http', 'ws').replace('/api/', '')}/link/?ticket=used`);
    await new Promise((resolve) => again.on('error', resolve));
  });

  it('tells nothing from channels the bot is not in', async () => {
    const { fake } = await start();
    fake.setChannel('C0OTHER', { member: false });
    fake.say({ text: 'secret', channel: 'C0OTHER' });
    expect(fake.deliveries).toEqual([]);
  });

  it('delivers clicks on buttons that are there', async () => {
    const { fake, client } = await start();
    const { heard } = await connect(fake);
    const blocks = [{ type: 'actions', elements: [button({ value: 'v' })] }];
    const { ts = '' } = await client.chat.postMessage({ channel, text: 't', blocks: blocks as [] });
    expect(() => fake.click({ ts, actionId: 'nowhere' })).toThrow('no button');
    fake.click({ ts, actionId: 'go' });
    await expect
      .poll(() => heard.at(-1))
      .toMatchObject({ type: 'interactive', payload: { actions: [{ value: 'v' }] } });
  });
});
