import { onTestFinished } from 'vitest';
import { type FakeClaude, type FakeClaudeOptions, startFakeClaude } from '../fake-claude.ts';

/** An output schema the API takes, recognised as the translation's. */
export const schema = {
  type: 'object',
  properties: { passages: { type: 'array', items: { type: 'string' } } },
  required: ['passages'],
  additionalProperties: false,
};

/** Headers the API takes. */
export const goodHeaders = { authorization: 'Bearer test-key', 'anthropic-version': '2026-10-21' };

/** The body of a request, as loose as a client may send it. */
export type Body = Record<string, unknown>;

/** A request the API takes, with changes. */
export function body(changes: Body = {}): Body {
  return {
    model: 'claude-haiku-5-5',
    max_tokens: 100,
    messages: [{ role: 'user', content: [{ type: 'text', text: 'Hello' }] }],
    ...changes,
  };
}

/** A fake that is closed with the test. */
export async function start(options: FakeClaudeOptions = {}): Promise<FakeClaude> {
  const fake = await startFakeClaude(options);
  onTestFinished(() => fake.close());
  return fake;
}

/** Posts a messages request without any SDK. */
export function post(fake: FakeClaude, value: Body, headers: Record<string, string> = goodHeaders): Promise<Response> {
  return fetch(`${fake.baseUrl}/v1/messages`, { method: 'POST', headers, body: JSON.stringify(value) });
}
