import { describe, expect, it } from 'vitest';
import { type Body, body, goodHeaders, post, schema, start } from './claude/raw-client.ts';

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
