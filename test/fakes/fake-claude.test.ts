import { describe, expect, it, onTestFinished } from 'vitest';
import { type FakeClaude, type FakeClaudeOptions, startFakeClaude } from './fake-claude.ts';

const schema = {
  type: 'object',
  properties: { passages: { type: 'array', items: { type: 'string' } } },
  required: ['passages'],
  additionalProperties: false,
};
const filler = 'word '.repeat(600);

type Body = Record<string, unknown>;

function body(changes: Body = {}): Body {
  return {
    model: 'claude-haiku-5-5',
    max_tokens: 100,
    messages: [{ role: 'user', content: [{ type: 'text', text: 'Hello' }] }],
    ...changes,
  };
}

const goodHeaders = { authorization: 'Bearer test-key', 'anthropic-version': '2026-10-21' };

async function start(options: FakeClaudeOptions = {}): Promise<FakeClaude> {
  const fake = await startFakeClaude(options);
  onTestFinished(() => fake.close());
  return fake;
}

function post(fake: FakeClaude, value: Body, headers: Record<string, string> = goodHeaders): Promise<Response> {
  return fetch(`${fake.baseUrl}/v1/messages`, { method: 'POST', headers, body: JSON.stringify(value) });
}

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

describe('the fake refuses what the API refuses', () => {
  const sonnet = { model: 'claude-sonnet-5-5' };
  const opus = { model: 'claude-opus-5-5' };
  const haiku45 = { model: 'claude-haiku-4-5' };
  const format = (node: Body): Body => ({ output_config: { format: { type: 'json_schema', schema: node } } });
  const field = (node: Body): Body => format({ ...schema, properties: { passages: node } });
  const marked = { type: 'text', text: 'x', cache_control: { type: 'ephemeral' } };
  const hello = { role: 'user', content: 'Hello' };
  const user = (content: unknown): Body => ({ messages: [{ role: 'user', content }] });

  it.each<[string, Body]>([
    ['temperature', { temperature: 1 }],
    ['top_p', { top_p: 0.9 }],
    ['top_k', { top_k: 5 }],
    ['an unknown parameter', { response_format: {} }],
    ['an unknown parameter of output_config', { output_config: { strict: true } }],
    ['a forced tool on Sonnet 5.5', { ...sonnet, tools: [{ name: 't' }], tool_choice: { type: 'tool', name: 't' } }],
    ['any tool forced on Opus 5.5', { ...opus, tools: [{ name: 't' }], tool_choice: { type: 'any' } }],
    ['thinking disabled on Sonnet 5.5', { ...sonnet, thinking: { type: 'disabled' } }],
    ['thinking disabled on Opus 5.5', { ...opus, thinking: { type: 'disabled' } }],
    ['between_tools on Opus 5.5', { ...opus, thinking: { type: 'between_tools' } }],
    ['between_tools on Haiku 5.5', { thinking: { type: 'between_tools' } }],
    [
      'between_tools above high effort',
      { ...sonnet, thinking: { type: 'between_tools' }, output_config: { effort: 'xhigh' } },
    ],
    ['thinking disabled above high effort', { thinking: { type: 'disabled' }, output_config: { effort: 'max' } }],
    ['a thinking budget on Haiku 5.5', { thinking: { type: 'enabled', budget_tokens: 2_000 } }],
    ['a thinking budget on Sonnet 5.5', { ...sonnet, thinking: { type: 'enabled', budget_tokens: 2_000 } }],
    ['adaptive thinking on Haiku 4.5', { ...haiku45, thinking: { type: 'adaptive' } }],
    ['too small a budget on Haiku 4.5', { ...haiku45, thinking: { type: 'enabled', budget_tokens: 100 } }],
    ['effort on Haiku 4.5', { ...haiku45, output_config: { effort: 'low' } }],
    ['an effort that is none', { output_config: { effort: 'some' } }],
    ['prefill', { messages: [hello, { role: 'assistant', content: '{' }] }],
    ['no message', { messages: [] }],
    ['an assistant who speaks first', { messages: [{ role: 'assistant', content: 'Hi' }] }],
    ['an empty block', user([{ type: 'text', text: ' ' }])],
    ['citations with a format', { ...user([{ ...marked, citations: { enabled: true } }]), ...format(schema) }],
    ['five breakpoints', user(Array(5).fill(marked))],
    ['an over-long answer unstreamed', { max_tokens: 21_334 }],
    ['more tokens than the model gives', { max_tokens: 128_001, stream: true }],
    ['a prompt longer than the model', { ...haiku45, ...user('word '.repeat(141_000)) }],
    ['a streamed warm-up', { max_tokens: 0, stream: true }],
    ['a warm-up with a format', { max_tokens: 0, ...format(schema) }],
    ['a schema with minimum', field({ type: 'number', minimum: 1 })],
    ['a schema with maximum', field({ type: 'number', maximum: 1 })],
    ['a schema with minLength', field({ type: 'string', minLength: 1 })],
    ['a schema with maxLength', field({ type: 'string', maxLength: 1 })],
    ['a schema with pattern', field({ type: 'string', pattern: 'a' })],
    ['a schema with minItems above 1', field({ type: 'array', items: { type: 'string' }, minItems: 2 })],
    ['a schema with maxItems', field({ type: 'array', items: { type: 'string' }, maxItems: 2 })],
    ['a schema with oneOf', field({ oneOf: [{ type: 'string' }, { type: 'null' }] })],
    [
      'a fault deep in a schema',
      field({ type: 'array', items: { anyOf: [{ type: 'null' }, { type: 'string', pattern: 'a' }] } }),
    ],
    ['an open object', field({ type: 'object', properties: { a: { type: 'string' } } })],
    ['an object without properties', field({ type: 'object', properties: {}, additionalProperties: false })],
    ['a required field that is none', format({ ...schema, required: ['other'] })],
  ])('%s', async (_, changes) => {
    const fake = await start();
    const response = await post(fake, body(changes));
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      type: 'error',
      error: { type: 'invalid_request_error', message: fake.requests[0]?.refusal },
      request_id: response.headers.get('request-id'),
    });
    expect(fake.stats().refusals).toHaveLength(1);
  });

  it.each<[string, Record<string, string>, number]>([
    ['no key', { 'anthropic-version': '2026-10-21' }, 401],
    ['a key in the old header', { 'x-api-key': 'test-key', 'anthropic-version': '2026-10-21' }, 401],
    ['a wrong key', { ...goodHeaders, authorization: 'Bearer nope' }, 401],
    ['no version', { authorization: 'Bearer test-key' }, 400],
    ['another version', { ...goodHeaders, 'anthropic-version': '2023-06-01' }, 400],
  ])('%s', async (_, headers, status) => {
    expect((await post(await start(), body(), headers)).status).toBe(status);
  });

  it.each(['claude-nope', 'claude-opus-4-1'])('the unknown or retired model %s', async (model) => {
    const response = await post(await start(), body({ model }));
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ error: { type: 'not_found_error', message: `model: ${model}` } });
  });

  it.each<[string, Body]>([
    ['disabled thinking on Haiku 5.5', { thinking: { type: 'disabled' }, output_config: { effort: 'high' } }],
    ['a forced tool on Haiku 5.5', { tools: [{ name: 't' }], tool_choice: { type: 'any' } }],
    [
      'between_tools on Sonnet 5.5',
      { ...sonnet, thinking: { type: 'between_tools' }, output_config: { effort: 'low' } },
    ],
    ['adaptive thinking on Opus 5.5', { ...opus, thinking: { type: 'adaptive' }, output_config: { effort: 'max' } }],
    [
      'prefill on Haiku 4.5',
      {
        ...haiku45,
        messages: [
          { role: 'user', content: 'Hi' },
          { role: 'assistant', content: '{' },
        ],
      },
    ],
    ['four breakpoints', user(Array(4).fill(marked))],
    ['an anyOf', field({ anyOf: [{ type: 'string' }, { type: 'null' }] })],
    ['an enum and a format', field({ type: 'string', enum: ['a'], format: 'date' })],
    ['a plain warm-up', { max_tokens: 0 }],
    ['one token with a format', { max_tokens: 1, ...format(schema) }],
  ])('but not %s', async (_, changes) => {
    expect((await post(await start(), body(changes))).status).toBe(200);
  });
});

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
