import { afterEach, describe, expect, it } from 'vitest';
import { VidigestError } from '../../../src/core/domain/errors.ts';
import type { Reply } from '../../../src/core/domain/reply.ts';
import type { ChatSurface } from '../../../src/core/ports/chat-surface.ts';
import { createRequestVoice } from '../../../src/core/usecases/request-voice.ts';
import { createJobRunner, type JobRunner, messageIn } from '../../support/job-runner.ts';
import { createMemorySurface } from '../../support/memory-surface.ts';
import { sampleDigest } from '../../support/sample-digest.ts';

const digest = sampleDigest();
const whole = ['overview', 'details', 'full-text'];

describe('an answer that stands', () => {
  let runner: JobRunner;
  afterEach(() => runner.close());

  /** A digest is made, its thread's address cannot be had. */
  async function answerWithoutAddress(failure: VidigestError) {
    runner = await createJobRunner(async () => digest);
    const { surface, ask, run } = runner;
    let isAway = true;
    const permalink = surface.permalink;
    Object.assign(surface, {
      permalink: (...args: Parameters<typeof permalink>) => (isAway ? Promise.reject(failure) : permalink(...args)),
    });
    const request = await ask(messageIn('C1', '1'));
    const outcome = await run(request.jobKey);
    return {
      request,
      outcome,
      back: () => {
        isAway = false;
      },
    };
  }
  const kinds = () => runner.surface.thread.map(({ reply }) => reply.kind);

  it('is not turned into a failure because its thread has no address', async () => {
    const refused = new VidigestError('chat-refused', 'message_not_found');
    const { request, outcome } = await answerWithoutAddress(refused);
    expect(outcome).toEqual({ kind: 'done' });
    expect(kinds()).toEqual(whole);
    expect(await runner.state(request)).toMatchObject({ state: 'done', code: null });
    expect(runner.logger.entries.map(({ message }) => message)).toContain('a thread has no address to point to');
  });

  it('stays when the chat takes nothing more behind it, and a word says so', async () => {
    runner = await createJobRunner(async () => digest);
    const { surface, ask, run } = runner;
    const { post } = surface;
    surface.post = (to, reply, options) => {
      if (reply.kind !== 'details') return post(to, reply, options);
      return Promise.reject(new VidigestError('chat-refused', 'invalid_blocks'));
    };
    const request = await ask(messageIn('C1', '1'));
    expect(await run(request.jobKey)).toEqual({ kind: 'done' });
    expect(surface.thread.map(({ reply }) => reply)).toMatchObject([
      { kind: 'overview', digest: { title: digest.title } },
      { kind: 'failure', code: 'chat-refused', retryAtMs: null },
    ]);
    expect(await runner.state(request)).toMatchObject({ state: 'failed', code: 'chat-refused' });
  });

  it('stays while the store cannot take its thread, and the rest follows', async () => {
    runner = await createJobRunner(async () => digest);
    const { surface, store, clock, ask, run } = runner;
    const { save } = store.threads;
    Object.assign(store.threads, { save: () => Promise.reject(new VidigestError('store-failed', 'busy')) });
    const request = await ask(messageIn('C1', '1'));
    const outcome = await run(request.jobKey);
    expect(kinds()).toEqual(whole);
    Object.assign(store.threads, { save });
    if (outcome.kind !== 'again') throw new Error('not tried again');
    await clock.advance(outcome.atMs - clock.now());
    expect(await run(request.jobKey)).toEqual({ kind: 'done' });
    expect(kinds()).toEqual(whole);
    expect(surface.calls.filter((call) => call.startsWith('post'))).toHaveLength(3);
  });

  it('stays while the chat is away, and the rest follows when it is back', async () => {
    const away = new VidigestError('chat-refused', 'http 503', { retryAtMs: 0 });
    const { request, outcome, back } = await answerWithoutAddress(away);
    expect(outcome).toEqual({ kind: 'again', atMs: runner.clock.now() + 20_000 });
    expect(kinds()).toEqual(whole);
    expect(await runner.state(request)).toMatchObject({ state: 'waiting', code: 'chat-refused' });
    back();
    await runner.clock.advance(20_000);
    expect(await runner.run(request.jobKey)).toEqual({ kind: 'done' });
    expect(kinds()).toEqual(whole);
    expect(await runner.state(request)).toMatchObject({ state: 'done' });
  });
});

describe('a reply whose first post was in doubt', () => {
  const request = {
    id: 'r1',
    ref: messageIn('C1', '1'),
    language: 'en',
    failures: 0,
    state: 'queued',
    startMs: null,
  } as const;
  const reply = (code: 'internal' | 'cancelled'): Reply => {
    return { kind: 'failure', language: 'en', code, reason: null, retryAtMs: null };
  };

  it('says what was to be said last, when it turns out to stand already', async () => {
    const memory = createMemorySurface();
    let isLost = true;
    const surface: ChatSurface = {
      ...memory,
      async post(...args) {
        const posted = await memory.post(...args);
        if (!isLost) return posted;
        isLost = false;
        throw new VidigestError('chat-refused', 'the answer was lost', { retryAtMs: 0 });
      },
    };
    const { signal } = new AbortController();
    const voice = createRequestVoice({ surface, outbox: null, fence: null, signal }, request);
    await expect(voice.put('failure', reply('internal'))).rejects.toThrow('the answer was lost');
    expect(await voice.put('failure', reply('cancelled'))).toMatchObject({ channel: 'C1' });
    expect(memory.thread.map((each) => each.reply)).toMatchObject([{ code: 'cancelled' }]);
    expect(memory.calls).toEqual(['post failure', 'edit failure']);
  });
});
