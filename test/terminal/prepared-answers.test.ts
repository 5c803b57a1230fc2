import Anthropic from '@anthropic-ai/sdk';
import { afterEach, describe, expect, it } from 'vitest';
import { loadDemo } from '../../src/terminal/demo.ts';
import { type PreparedModel, startPreparedModel, taskOf } from '../../src/terminal/prepared-answers.ts';

let server: PreparedModel | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

const body = (task: string) => ({
  model: 'claude-haiku-5-5',
  max_tokens: 100,
  messages: [
    {
      role: 'user' as const,
      content: [
        { type: 'text' as const, text: 'lines' },
        { type: 'text' as const, text: task },
      ],
    },
  ],
});

async function ask(task: string): Promise<string> {
  server ??= await startPreparedModel([{ task: 'translation 1-4', model: 'm', answer: '{"passages":["文"]}' }]);
  const client = new Anthropic({ apiKey: 'none', authToken: null, baseURL: server.baseUrl, maxRetries: 0 });
  return client.messages.stream(body(task)).finalText();
}

describe('taskOf', () => {
  it('names the work and not the wording', () => {
    expect(taskOf(body('Target language: X\nLines to translate: 1-4, 9\nmore'))).toBe('translation 1-4, 9');
    expect(taskOf(body('Lines to translate: 1-4\nAn earlier answer was doubted. Mend'))).toBe('translation 1-4 again');
    expect(taskOf(body('Parts: companies, quotes\n- companies'))).toBe('analysis companies, quotes');
    expect(taskOf(body('Chapters: about 2'))).toBe('outline');
  });
});

describe('startPreparedModel', () => {
  it('streams a prepared answer word for word to the real client', async () => {
    expect(await ask('Lines to translate: 1-4')).toBe('{"passages":["文"]}');
  });

  it('makes nothing up: a task without an answer is refused', async () => {
    await expect(ask('Lines to translate: 5-6')).rejects.toThrow('no prepared answer');
  });
});

describe('the demo', () => {
  it('ships an answer for each stage of its talk', async () => {
    const { answers, source } = await loadDemo();
    expect(source.captions.cues.length).toBeGreaterThan(100);
    const stages = new Set(answers.map(({ task }) => task.split(' ')[0]));
    expect([...stages].toSorted()).toEqual(['analysis', 'outline', 'translation']);
  });
});
