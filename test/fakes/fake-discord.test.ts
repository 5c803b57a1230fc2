import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { type FakeDiscord, startFakeDiscord } from './fake-discord.ts';

let fake: FakeDiscord;
beforeEach(async () => {
  fake = await startFakeDiscord({ interactionDeadlineMs: 60_000 });
});
afterEach(() => fake.close());

interface Answer {
  readonly status: number;
  readonly code: number;
  readonly body: Readonly<Record<string, unknown>>;
  readonly headers: Headers;
}

/** A request as a bot makes it; `token` null for none. */
async function ask(
  method: string,
  path: string,
  body?: unknown,
  token: string | null = `Bot ${fake.token}`,
): Promise<Answer> {
  const headers = { ...(token === null ? {} : { authorization: token }), 'content-type': 'application/json' };
  const init = { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) };
  const response = await fetch(`${fake.apiUrl}/v10${path}`, init);
  const text = await response.text();
  const read = text === '' ? {} : (JSON.parse(text) as Readonly<Record<string, unknown>>);
  return { status: response.status, code: Number(read['code'] ?? 0), body: read, headers: response.headers };
}

const text = () => `/channels/${fake.channels.text.id}/messages`;
const display = (content: string) => ({ type: 10, content });
const v2 = (...components: readonly unknown[]) => ({ flags: 32_768, components });
const button = (more: object) => ({
  type: 1,
  components: [{ type: 2, style: 2, label: 'x', custom_id: 'x', ...more }],
});
const options = (count: number) => Array.from({ length: count }, (_, at) => ({ label: `o${at}`, value: `o${at}` }));
const select = (count: number) => ({ type: 3, custom_id: 's', options: options(count) });

describe('messages', () => {
  it.each<[string, object, number, number]>([
    ['nothing at all', {}, 400, 50_006],
    ['content over 2,000 characters', { content: 'x'.repeat(2_001) }, 400, 50_035],
    ['content beside components', { ...v2(display('x')), content: 'x' }, 400, 50_035],
    ['embeds beside components', { ...v2(display('x')), embeds: [{ title: 'x' }] }, 400, 50_035],
    ['components without the flag', { components: [display('x')] }, 400, 50_035],
    ['41 components', v2({ type: 17, components: Array(40).fill(display('x')) }), 400, 50_035],
    ['4,001 characters over two texts', v2(display('x'.repeat(2_000)), display('x'.repeat(2_001))), 400, 50_035],
    ['a text without characters', v2(display('')), 400, 50_035],
    ['a section without a picture', v2({ type: 9, components: [display('x')] }), 400, 50_035],
    ['a frame in a frame', v2({ type: 17, components: [{ type: 17, components: [display('x')] }] }), 400, 50_035],
    [
      'six buttons in a row',
      v2({ type: 1, components: Array(6).fill({ type: 2, style: 2, label: 'x', custom_id: 'x' }) }),
      400,
      50_035,
    ],
    ['an empty row', v2({ type: 1, components: [] }), 400, 50_035],
    [
      'a menu beside a button',
      v2({ type: 1, components: [select(2), { type: 2, style: 2, label: 'x', custom_id: 'b' }] }),
      400,
      50_035,
    ],
    ['26 options', v2({ type: 1, components: [select(26)] }), 400, 50_035],
    ['an id twice', v2(button({}), button({})), 400, 50_035],
    ['an id of 101 characters', v2(button({ custom_id: 'x'.repeat(101) })), 400, 50_035],
    ['a label of 81 characters', v2(button({ label: 'x'.repeat(81) })), 400, 50_035],
    ['a button without an id', v2(button({ custom_id: undefined })), 400, 50_035],
    ['an address on a plain button', v2(button({ url: 'https://x.example' })), 400, 50_035],
    ['a component of an unknown type', v2({ type: 99 }), 400, 50_035],
    ['an attachment that is not there', v2({ type: 13, file: { url: 'attachment://a.md' } }), 400, 50_035],
    ['a nonce of 26 characters', { ...v2(display('x')), nonce: 'x'.repeat(26) }, 400, 50_035],
    ['a reply to no message', { content: 'x', message_reference: { message_id: '1' } }, 400, 50_035],
    ['more bytes than Discord can bear', v2(display('漢'.repeat(3_400))), 500, 0],
  ])('are refused: %s', async (_, body, status, code) => {
    expect(await ask('POST', text(), body)).toMatchObject({ status, code });
    expect(fake.channels.text.messages).toEqual([]);
  });

  it('are taken up to the limits', async () => {
    const row = { type: 1, components: [select(25)] };
    const texts = [display('x'.repeat(2_000)), display('x'.repeat(2_000))];
    expect(await ask('POST', text(), v2(...texts, row))).toMatchObject({ status: 200 });
    expect(await ask('POST', text(), v2({ type: 17, components: Array(39).fill(display('x')) }))).toMatchObject({
      status: 200,
    });
    expect(await ask('POST', text(), v2(display('漢'.repeat(3_380))))).toMatchObject({ status: 200 });
    expect(await ask('POST', text(), { content: 'x'.repeat(2_000) })).toMatchObject({ status: 200 });
  });

  it('with a nonce are posted once', async () => {
    const body = { ...v2(display('x')), nonce: 'a', enforce_nonce: true };
    const first = await ask('POST', text(), body);
    expect((await ask('POST', text(), body)).body['id']).toBe(first.body['id']);
    expect((await ask('POST', text(), { ...body, enforce_nonce: false })).body['id']).not.toBe(first.body['id']);
    fake.forgetNonces();
    expect((await ask('POST', text(), body)).body['id']).not.toBe(first.body['id']);
  });

  it('are the bot’s own to edit and delete; the flag for components stays', async () => {
    const said = fake.say('x');
    expect(await ask('PATCH', `${text()}/${said.id}`, { content: 'y' })).toMatchObject({ status: 403, code: 50_005 });
    expect(await ask('DELETE', `${text()}/${said.id}`)).toMatchObject({ status: 403, code: 50_013 });
    const { body } = await ask('POST', text(), v2(display('x')));
    const own = `${text()}/${body['id']}`;
    expect(await ask('PATCH', own, { content: 'y' })).toMatchObject({ status: 400, code: 50_035 });
    expect(await ask('PATCH', own, { flags: 4_096 })).toMatchObject({ status: 400, code: 50_035 });
    expect(await ask('PATCH', own, { components: [display('y')] })).toMatchObject({
      status: 200,
      body: { flags: 32_768 },
    });
    expect(await ask('DELETE', own)).toMatchObject({ status: 204 });
    expect(await ask('DELETE', own)).toMatchObject({ status: 404, code: 10_008 });
  });

  it('come with files', async () => {
    const form = new FormData();
    form.append('files[0]', new Blob(['# x'], { type: 'text/markdown' }), 'a.md');
    form.append('payload_json', JSON.stringify(v2({ type: 13, file: { url: 'attachment://a.md' } })));
    const headers = { authorization: `Bot ${fake.token}` };
    const response = await fetch(`${fake.apiUrl}/v10${text()}`, { method: 'POST', headers, body: form });
    expect(response.status).toBe(200);
    expect(fake.channels.text.messages[0]?.files).toEqual([{ name: 'a.md', text: '# x' }]);
  });
});

describe('places', () => {
  it('are not there, or closed', async () => {
    expect(await ask('GET', '/channels/1')).toMatchObject({ status: 404, code: 10_003 });
    expect(await ask('GET', '/nothing')).toMatchObject({ status: 404, code: 0 });
    expect(await ask('POST', text(), { content: 'x' }, 'Bot wrong')).toMatchObject({ status: 401 });
    expect(await ask('POST', text(), { content: 'x' }, null)).toMatchObject({ status: 401 });
    fake.deny(fake.channels.text, 'SendMessages');
    expect(await ask('POST', text(), { content: 'x' })).toMatchObject({ status: 403, code: 50_013 });
    fake.deny(fake.channels.text, 'ViewChannel');
    expect(await ask('POST', text(), { content: 'x' })).toMatchObject({ status: 403, code: 50_001 });
    fake.deny(fake.channels.post, 'SendMessagesInThreads');
    const post = `/channels/${fake.channels.post.id}/messages`;
    expect(await ask('POST', post, { content: 'x' })).toMatchObject({ status: 403, code: 50_013 });
  });

  it('have one thread a message, renamed twice in ten minutes', async () => {
    const message = fake.say('x');
    const path = `${text()}/${message.id}/threads`;
    expect(await ask('POST', path, { name: '' })).toMatchObject({ status: 400, code: 50_035 });
    expect(await ask('POST', path, { name: 'x'.repeat(101) })).toMatchObject({ status: 400, code: 50_035 });
    expect(await ask('POST', path, { name: 'x', auto_archive_duration: 7 })).toMatchObject({
      status: 400,
      code: 50_035,
    });
    const made = await ask('POST', path, { name: 'x', auto_archive_duration: 1_440 });
    expect(made).toMatchObject({ status: 201, body: { id: message.id } });
    expect(await ask('POST', path, { name: 'x' })).toMatchObject({ status: 400, code: 160_004 });
    const rename = () => ask('PATCH', `/channels/${message.id}`, { name: 'y' });
    expect([(await rename()).status, (await rename()).status]).toEqual([200, 200]);
    const limited = await rename();
    expect(limited.status).toBe(429);
    expect(limited.body['retry_after']).toBeGreaterThan(500);
    const voice = fake.say('x', { channel: fake.channels.voice.id });
    const inVoice = `/channels/${fake.channels.voice.id}/messages/${voice.id}/threads`;
    expect(await ask('POST', inVoice, { name: 'x' })).toMatchObject({ status: 400, code: 50_024 });
  });

  it('limit how often they are written to, and say so', async () => {
    fake.limit({ limit: 1, windowMs: 60_000 });
    const first = await ask('POST', text(), { content: 'x' });
    expect(first.headers.get('x-ratelimit-remaining')).toBe('0');
    const second = await ask('POST', text(), { content: 'x' });
    expect(second.status).toBe(429);
    expect(Number(second.headers.get('retry-after'))).toBeGreaterThan(1);
    expect((await ask('POST', `/channels/${fake.channels.post.id}/messages`, { content: 'x' })).status).toBe(200);
  });

  it('take known emoji as reactions', async () => {
    const path = `${text()}/${fake.say('x').id}/reactions`;
    expect(await ask('PUT', `${path}/${encodeURIComponent('👀')}/@me`)).toMatchObject({ status: 204 });
    expect(await ask('PUT', `${path}/eyes/@me`)).toMatchObject({ status: 400, code: 10_014 });
    fake.world.blockers.add(fake.person.id);
    expect(await ask('PUT', `${path}/${encodeURIComponent('👍')}/@me`)).toMatchObject({ status: 403, code: 90_001 });
  });
});

describe('interactions', () => {
  const callback = (of: { id: string; token: string }, body: unknown) =>
    ask('POST', `/interactions/${of.id}/${of.token}/callback`, body, null);
  const original = (token: string) => `/webhooks/${fake.world.applicationId}/${token}/messages/@original`;

  it('are answered once, in a form that fits, in time', async () => {
    const used = fake.slash('help');
    expect(await callback({ ...used, token: 'x' }, { type: 5 })).toMatchObject({ status: 404, code: 10_062 });
    expect(await callback(used, { type: 6 })).toMatchObject({ status: 400, code: 50_035 });
    expect(await callback(used, { type: 8, data: { choices: [] } })).toMatchObject({ status: 400, code: 50_035 });
    expect(await callback(used, { type: 5, data: { flags: 32_768 } })).toMatchObject({ status: 400, code: 50_035 });
    expect(await callback(used, { type: 5, data: { flags: 64 } })).toMatchObject({ status: 204 });
    expect(await callback(used, { type: 5 })).toMatchObject({ status: 400, code: 40_060 });
    await fake.close();
    fake = await startFakeDiscord({ interactionDeadlineMs: -1 });
    expect(await callback(fake.slash('help'), { type: 5 })).toMatchObject({ status: 404, code: 10_062 });
  });

  it('are spoken to for as long as their token lives', async () => {
    const used = fake.slash('help');
    expect(await ask('PATCH', original(used.token), v2(display('x')), null)).toMatchObject({
      status: 404,
      code: 10_015,
    });
    await callback(used, { type: 5, data: { flags: 64 } });
    expect(await ask('PATCH', original(used.token), { components: [display('x')] }, null)).toMatchObject({
      status: 400,
    });
    expect(await ask('PATCH', original(used.token), v2(display('x')), null)).toMatchObject({ status: 200 });
    expect(used.original).toMatchObject({ flags: 64 | 32_768, onlyFor: fake.person.id });
    used.expired = true;
    expect(await ask('PATCH', original(used.token), v2(display('x')), null)).toMatchObject({
      status: 401,
      code: 50_027,
    });
  });

  it('take suggestions for what is typed, 25 at most', async () => {
    const typing = fake.type('video', 'language', 'x');
    const choices = (count: number) => Array.from({ length: count }, (_, at) => ({ name: `n${at}`, value: `v${at}` }));
    expect(await callback(typing, { type: 5 })).toMatchObject({ status: 400 });
    expect(await callback(typing, { type: 8, data: { choices: choices(26) } })).toMatchObject({ status: 400 });
    expect(await callback(typing, { type: 8, data: { choices: choices(25) } })).toMatchObject({ status: 204 });
  });

  it('come from buttons that are there and can be pressed', async () => {
    const { body } = await ask('POST', text(), v2(button({ disabled: true })));
    const message = fake.world.findMessage(String(body['id']));
    if (message === undefined) throw new Error('no message');
    expect(() => fake.click(message, 'x')).toThrow('nothing to click');
    expect(() => fake.click(message, 'y')).toThrow('nothing to click');
  });
});

describe('commands', () => {
  const register = (...commands: readonly unknown[]) =>
    ask('PUT', `/applications/${fake.world.applicationId}/commands`, commands);
  const typed = { type: 1, name: 'digest', description: 'x' };
  const string = { type: 3, name: 'url', description: 'x' };

  it.each<[string, readonly unknown[]]>([
    ['a name in capitals', [{ ...typed, name: 'Digest' }]],
    ['a name with a space', [{ ...typed, name: 'a b' }]],
    ['a translated name in capitals', [{ ...typed, name_localizations: { de: 'Übersicht' } }]],
    ['an unknown locale', [{ ...typed, name_localizations: { xx: 'x' } }]],
    ['no description', [{ ...typed, description: '' }]],
    ['a description of 101 characters', [{ ...typed, description: 'x'.repeat(101) }]],
    ['a description of a menu’s command', [{ type: 3, name: 'X', description: 'x' }]],
    ['a required option after another', [{ ...typed, options: [string, { ...string, name: 'b', required: true }] }]],
    ['an option twice', [{ ...typed, options: [string, string] }]],
    [
      'two options of one translated name',
      [
        {
          ...typed,
          options: [
            { ...string, name_localizations: { de: 'x' } },
            { ...string, name: 'x' },
          ],
        },
      ],
    ],
    ['a command twice', [typed, typed]],
  ])('are refused: %s', async (_, commands) => {
    expect(await register(...commands)).toMatchObject({ status: 400, code: 50_035 });
  });

  it('are taken', async () => {
    expect(await register(typed, { type: 3, name: 'Digest this' })).toMatchObject({ status: 200 });
  });
});

describe('the gateway', () => {
  const connect = async (query = '?v=10&encoding=json') => {
    const { body } = await ask('GET', '/gateway/bot');
    const socket = new WebSocket(`${String(body['url'])}${query}`);
    const heard: { op: number; t?: string; d?: unknown; s?: number }[] = [];
    socket.on('message', (data) => heard.push(JSON.parse(String(data))));
    const closed = once(socket, 'close').then(([code]) => Number(code));
    await once(socket, 'open');
    const send = (op: number, d: unknown) => socket.send(JSON.stringify({ op, d }));
    const until = (name: string) => fake.waitFor(() => heard.find(({ t, op }) => t === name || String(op) === name));
    return { socket, heard, closed, send, until };
  };
  const properties = { os: 'x', browser: 'x', device: 'x' };
  const identity = (more: object = {}) => ({
    token: fake.token,
    intents: 1 | (1 << 9) | (1 << 15),
    properties,
    ...more,
  });

  it('greets, knows its bots, and tells them of their servers', async () => {
    const { send, until, socket } = await connect();
    expect((await until('10')).d).toEqual({ heartbeat_interval: 41_250 });
    send(1, null);
    await until('11');
    send(2, identity());
    expect((await until('READY')).d).toMatchObject({ guilds: [{ id: fake.guild.id, unavailable: true }] });
    expect((await until('GUILD_CREATE')).d).toMatchObject({ id: fake.guild.id });
    const message = fake.say('hello');
    expect((await until('MESSAGE_CREATE')).d).toMatchObject({ id: message.id, content: 'hello', channel_type: 0 });
    socket.close(4000);
  });

  it.each<[string, number, unknown, number]>([
    ['a wrong token', 2, { token: 'x' }, 4004],
    ['unknown intents', 2, { intents: 1 << 30 }, 4013],
    ['intents that the portal does not allow', 2, { intents: 1 << 1 }, 4014],
    ['a shard that is none', 2, { shard: [2, 2] }, 4010],
    ['another word before the first', 4, {}, 4003],
  ])('closes on %s', async (_, op, more, code) => {
    const { send, closed } = await connect();
    send(op, op === 2 ? identity(more as object) : more);
    expect(await closed).toBe(code);
  });

  it('closes on what is no word, on a second introduction, and on another version', async () => {
    const first = await connect();
    first.socket.send('not json');
    expect(await first.closed).toBe(4002);
    const second = await connect();
    second.send(2, identity());
    second.send(2, identity());
    expect(await second.closed).toBe(4005);
    expect(await (await connect('?v=6&encoding=json')).closed).toBe(4012);
    const chatty = await connect();
    for (let count = 0; count < 121; count += 1) chatty.send(1, null);
    expect(await chatty.closed).toBe(4008);
  });

  it('goes on where a session was left, and not where none was', async () => {
    const first = await connect();
    first.send(2, identity());
    const ready = await first.until('READY');
    await first.until('GUILD_CREATE');
    first.socket.close(4000);
    await first.closed;
    fake.say('meanwhile');
    const { session_id } = ready.d as { session_id: string };
    const second = await connect();
    second.send(6, { token: fake.token, session_id, seq: 2 });
    await second.until('RESUMED');
    expect(second.heard.map(({ t }) => t).filter(Boolean)).toEqual(['MESSAGE_CREATE', 'RESUMED']);
    const third = await connect();
    third.send(6, { token: fake.token, session_id: 'other', seq: 2 });
    expect((await third.until('9')).d).toBe(false);
    const fourth = await connect();
    fourth.send(6, { token: fake.token, session_id, seq: 99 });
    expect(await fourth.closed).toBe(4007);
    second.socket.close(4000);
    third.socket.close(4000);
  });

  it('leaves out the text of messages without the intent, but for those to the bot', async () => {
    const { send, until, heard, socket } = await connect();
    send(2, identity({ intents: 1 | (1 << 9) }));
    await until('GUILD_CREATE');
    fake.say('secret');
    fake.say(`<@${fake.world.bot.id}> open`);
    fake.say('private', { channel: fake.channels.direct.id });
    await fake.waitFor(() => heard.filter(({ t }) => t === 'MESSAGE_CREATE').length === 2);
    const contents = heard.flatMap(({ t, d }) => (t === 'MESSAGE_CREATE' ? [(d as { content: string }).content] : []));
    expect(contents).toEqual(['', `<@${fake.world.bot.id}> open`]);
    socket.close(4000);
  });
});
