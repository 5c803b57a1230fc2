import { describe, expect, it } from 'vitest';
import { type Body, body, goodHeaders, post, schema, start } from './claude/raw-client.ts';
import type { FakeClaude } from './fake-claude.ts';

const filler = 'word '.repeat(600);

interface Event {
  readonly event: string;
  readonly data: Record<string, unknown>;
}

function readEvents(text: string): Event[] {
  return text
    .split('\n\n')
    .filter(Boolean)
    .map((block) => {
      const [, event = '', data = ''] = /^event: (.*)\ndata: (.*)$/.exec(block) ?? [];
      return { event, data: JSON.parse(data) as Record<string, unknown> };
    });
}

describe('the fake speaks the protocol', () => {
  it('streams the events of a message in order, with cumulative usage', async () => {
    const fake = await start({ answer: () => 'A fair answer of some length, and then some more of it to come.' });
    const response = await post(fake, body({ stream: true }));
    expect(response.headers.get('request-id')).toBe('req_fake000001');
    expect(response.headers.get('content-type')).toContain('text/event-stream');
    const events = readEvents(await response.text());
    const kinds = events.map(({ event }) => event).filter((event, at, all) => event !== all[at - 1]);
    expect(kinds).toEqual([
      'message_start',
      'content_block_start',
      'ping',
      'content_block_delta',
      'content_block_stop',
      'message_delta',
      'message_stop',
    ]);
    expect(events[0]?.data).toMatchObject({ message: { role: 'assistant', usage: { input_tokens: 2 } } });
    expect(events.at(-2)?.data).toMatchObject({
      delta: { stop_reason: 'end_turn' },
      usage: { input_tokens: 2, cache_read_input_tokens: 0, output_tokens: 18 },
    });
  });

  it('answers in one piece when it is not asked to stream, and cuts at max_tokens', async () => {
    const fake = await start({ answer: () => 'abcdefg'.repeat(50) });
    const whole = await (await post(fake, body())).json();
    expect(whole).toMatchObject({ type: 'message', stop_reason: 'end_turn', usage: { output_tokens: 100 } });
    const cut = await (await post(fake, body({ max_tokens: 10 }))).json();
    expect(cut).toMatchObject({ stop_reason: 'max_tokens', content: [{ text: 'abcdefg'.repeat(5) }] });
  });

  it('lists and describes its models, and counts tokens', async () => {
    const fake = await start();
    const get = async (path: string): Promise<unknown> =>
      (await fetch(`${fake.baseUrl}${path}`, { headers: goodHeaders })).json();
    expect(await get('/v1/models')).toMatchObject({
      has_more: false,
      data: expect.arrayContaining([expect.objectContaining({ id: 'claude-sonnet-5-5', max_tokens: 128_000 })]),
    });
    expect(await get('/v1/models/claude-haiku-4-5')).toMatchObject({ id: 'claude-haiku-4-5-20251001' });
    expect(await get('/v1/models/nope')).toMatchObject({ error: { type: 'not_found_error' } });
    const { max_tokens: _, ...counted } = body();
    const count = await fetch(`${fake.baseUrl}/v1/messages/count_tokens`, {
      method: 'POST',
      headers: goodHeaders,
      body: JSON.stringify(counted),
    });
    expect(await count.json()).toEqual({ input_tokens: 2 });
  });

  it('gives a fixed workload its tokens, marks included', async () => {
    const answer = JSON.stringify({ title: 'T', tldr: 'x'.repeat(40), rest: 'y'.repeat(400) });
    const fake = await start({
      answer: () => answer,
      budget: () => ({ total: 1_000, marks: [{ field: 'tldr', tokens: 150 }] }),
    });
    const whole = await (await post(fake, body({ max_tokens: 2_000 }))).json();
    expect(whole).toMatchObject({ content: [{ text: answer }], usage: { output_tokens: 1_000 } });
    const start150 = await (await post(fake, body({ max_tokens: 150 }))).json();
    expect(start150).toMatchObject({ content: [{ text: answer.slice(0, answer.indexOf('"rest"')) }] });
  });

  it('takes its time when told to, and lets the client go', async () => {
    const fake = await start({ ttftMs: 30, tokensPerSecond: 2_000, answer: () => 'z'.repeat(350) });
    const answer = post(fake, body()).then((response) => response.json());
    // 30 ms and 100 tokens at 2,000 a second: an answer cannot be there before a timer of 50 ms.
    const timer = new Promise((resolve) => setTimeout(() => resolve('the timer'), 50));
    expect(await Promise.race([answer, timer])).toBe('the timer');
    expect(await answer).toMatchObject({ usage: { output_tokens: 100 } });
    const leaving = new AbortController();
    const response = await fetch(`${fake.baseUrl}/v1/messages`, {
      method: 'POST',
      headers: goodHeaders,
      body: JSON.stringify(body({ stream: true })),
      signal: leaving.signal,
    });
    leaving.abort();
    await expect(response.text()).rejects.toThrow();
  });
});

describe('the fake fails as planned', () => {
  it('in the nth call of a stage, so often, warm-ups aside', async () => {
    const fake = await start({ faults: [{ fault: { kind: 'status', status: 529 }, stage: 'translation', call: 2 }] });
    const translation = { output_config: { format: { type: 'json_schema', schema } } };
    const statuses: number[] = [];
    for (const changes of [
      translation,
      { max_tokens: 0 },
      {},
      { ...translation, max_tokens: 1 },
      translation,
      translation,
    ]) {
      statuses.push((await post(fake, body(changes))).status);
    }
    expect(statuses).toEqual([200, 200, 200, 200, 529, 200]);
    expect(fake.stats().calls).toMatchObject({ translation: 2, other: 1 });
  });

  it('with the headers of the plan', async () => {
    const fake = await start();
    fake.fail({ fault: { kind: 'status', status: 429, headers: { 'retry-after': '3' } } });
    const response = await post(fake, body());
    expect(response.headers.get('retry-after')).toBe('3');
    expect(await response.json()).toMatchObject({ error: { type: 'rate_limit_error' } });
  });

  it('in the middle of a stream', async () => {
    const fake = await start({ answer: () => 'b'.repeat(700) });
    fake.fail({ fault: { kind: 'error-event', type: 'overloaded_error', afterTokens: 50 } });
    fake.fail({ fault: { kind: 'cut', afterTokens: 50 } });
    fake.fail({ fault: { kind: 'destroy', afterTokens: 50 } });
    const stream = (): Promise<Response> => post(fake, body({ stream: true, max_tokens: 500 }));
    const failed = readEvents(await (await stream()).text());
    expect(failed.at(-1)).toEqual({
      event: 'error',
      data: { type: 'error', error: { type: 'overloaded_error', message: 'overloaded_error' } },
    });
    expect(readEvents(await (await stream()).text()).at(-1)?.event).toBe('content_block_delta');
    await expect(stream().then((response) => response.text())).rejects.toThrow();
  });

  it('with a truncated or refused answer', async () => {
    const fake = await start({ answer: () => 'b'.repeat(700) });
    fake.fail({ fault: { kind: 'truncate', afterTokens: 20 } });
    fake.fail({ fault: { kind: 'refusal' } });
    expect(await (await post(fake, body())).json()).toMatchObject({
      stop_reason: 'max_tokens',
      usage: { output_tokens: 20 },
    });
    expect(await (await post(fake, body())).json()).toMatchObject({ stop_reason: 'refusal', content: [] });
  });
});

describe('the fake has a prompt cache', () => {
  const prompt = (tail: string, changes: Body = {}): Body =>
    body({
      system: [{ type: 'text', text: 'Be brief.' }],
      messages: [
        {
          role: 'user',
          content: [
            { type: 'text', text: filler, cache_control: { type: 'ephemeral' } },
            { type: 'text', text: tail },
          ],
        },
      ],
      ...changes,
    });

  async function usage(fake: FakeClaude, value: Body): Promise<[number, number, number]> {
    const { usage: counts } = (await (await post(fake, value)).json()) as { usage: Record<string, number> };
    const { input_tokens, cache_creation_input_tokens, cache_read_input_tokens } = counts;
    return [input_tokens ?? -1, cache_creation_input_tokens ?? -1, cache_read_input_tokens ?? -1];
  }

  it('reads what an earlier answer wrote, and bills only the rest as input', async () => {
    const fake = await start();
    expect(await usage(fake, prompt('first question'))).toEqual([4, 861, 0]);
    expect(await usage(fake, prompt('another one'))).toEqual([4, 0, 861]);
    expect(fake.stats()).toMatchObject({ inputTokens: 8, cacheWriteTokens: 861, cacheReadTokens: 861 });
  });

  it('is warmed by a request for no token', async () => {
    const fake = await start();
    const warm = await (await post(fake, prompt('q', { max_tokens: 0 }))).json();
    expect(warm).toMatchObject({ content: [], stop_reason: 'max_tokens', usage: { output_tokens: 0 } });
    expect(await usage(fake, prompt('q'))).toEqual([1, 0, 861]);
    expect(fake.stats()).toMatchObject({ warmUps: 1, calls: { other: 1 } });
  });

  it.each<[string, Body]>([
    ['model', { model: 'claude-sonnet-5-5' }],
    ['system', { system: 'Be long.' }],
    ['schema', { output_config: { format: { type: 'json_schema', schema } } }],
    ['thinking', { thinking: { type: 'disabled' } }],
    ['effort', { output_config: { effort: 'low' } }],
  ])('is missed with another %s', async (_, changes) => {
    const fake = await start();
    await usage(fake, prompt('q'));
    expect((await usage(fake, prompt('q', changes)))[2]).toBe(0);
  });

  it('is not readable before the first answer has begun', async () => {
    const fake = await start({ ttftMs: 60 });
    const together = await Promise.all([usage(fake, prompt('a')), usage(fake, prompt('b'))]);
    expect(together.map(([, , read]) => read)).toEqual([0, 0]);
    expect((await usage(fake, prompt('c')))[2]).toBe(861);
  });

  it('keeps no prefix below 512 tokens', async () => {
    const fake = await start();
    const short = body({
      messages: [
        { role: 'user', content: [{ type: 'text', text: 'word '.repeat(300), cache_control: { type: 'ephemeral' } }] },
      ],
    });
    await usage(fake, short);
    expect(await usage(fake, short)).toEqual([429, 0, 0]);
  });
});
