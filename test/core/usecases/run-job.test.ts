import { afterEach, describe, expect, it } from 'vitest';
import type { Digest } from '../../../src/core/domain/digest.ts';
import { type ErrorCode, VidigestError } from '../../../src/core/domain/errors.ts';
import type { DigestVideo } from '../../../src/core/usecases/digest-video.ts';
import { createJobRunner, type JobRunner, messageIn } from '../../support/job-runner.ts';
import { sampleDigest } from '../../support/sample-digest.ts';

const digest: Digest = sampleDigest();
const draft = {
  video: digest.video,
  language: 'zh-CN',
  title: digest.title,
  tldr: digest.tldr,
  chapters: [],
  progress: { stage: 'outline', chaptersDone: 0, chapters: 0 },
} as const;
const whole = ['overview', 'details', 'full-text'];
const minute = 60_000;

let runner: JobRunner;
afterEach(() => runner.close());

const setUp = async (digestVideo: DigestVideo): Promise<JobRunner> => {
  runner = await createJobRunner(digestVideo);
  return runner;
};
const kinds = (): string[] => runner.surface.thread.map(({ reply }) => reply.kind);
const kindsIn = (channel: string): string[] =>
  runner.surface.thread.filter(({ to }) => to.channel === channel).map(({ reply }) => reply.kind);

/** Makes digests when the test says so, showing a TL;DR at once. */
function steeredDigests() {
  const runs: PromiseWithResolvers<Digest>[] = [];
  const digestVideo: DigestVideo = (_video, _language, { onEvent, signal }) => {
    const run = Promise.withResolvers<Digest>();
    runs.push(run);
    signal.addEventListener('abort', () => run.reject(signal.reason), { once: true });
    onEvent({ kind: 'draft', draft: { ...draft, tldr: null } });
    onEvent({ kind: 'draft', draft });
    return run.promise;
  };
  return { runs, digestVideo };
}

describe('createRunJob', () => {
  it('posts the overview once the TL;DR is there, then details and full text, and remembers the thread', async () => {
    const { runs, digestVideo } = steeredDigests();
    const { surface, store, clock, ask, run } = await setUp(digestVideo);
    const request = await ask(messageIn('C1', '100.1'));
    const outcome = run(request.jobKey);
    await expect.poll(() => surface.calls).toEqual(['post overview']);
    expect(runner.outlined).toContain(request.jobKey);
    expect(await runner.state(request)).toMatchObject({ state: 'running' });
    runs[0]?.resolve(digest);
    expect(await outcome).toEqual({ kind: 'done' });
    expect(kinds()).toEqual(whole);
    expect(surface.thread[0]?.reply).toMatchObject({ digest: { tldr: digest.tldr }, fullText: { kind: 'posted' } });
    expect(await runner.state(request)).toMatchObject({ state: 'done', failures: 0, code: null });
    const where = { surface: 'slack', workspace: 'T1', channel: 'C1', videoId: 'abcdefghijk', language: 'zh-CN' };
    expect(await store.threads.find(where, 0)).toMatchObject({ thread: '100.1', postedAtMs: clock.now() });
  });

  it('offers a full text that would flood the thread, and one that needed no translation', async () => {
    const { surface, ask, run } = await setUp(async () => digest);
    surface.fullTextMessages = 9;
    await run((await ask(messageIn('C1', '1'))).jobKey);
    expect(kinds()).toEqual(['overview', 'details']);
    expect(surface.thread[0]?.reply).toMatchObject({ fullText: { kind: 'offered', messages: 9 } });

    surface.fullTextMessages = 2;
    runner.digestVideo = async () => ({ ...digest, fullText: 'original' });
    await run((await ask(messageIn('C2', '1'))).jobKey);
    expect(kindsIn('C2')).toEqual(['overview', 'details']);
  });

  it('does nothing for a job without open requests', async () => {
    const { surface, run } = await setUp(() => Promise.reject(new Error('not to be asked')));
    expect(await run('nobody asked')).toEqual({ kind: 'done' });
    expect(surface.calls).toEqual([]);
  });

  describe('answers everybody', () => {
    it('in each channel, those who come while it runs too, with what is shown by then', async () => {
      const { runs, digestVideo } = steeredDigests();
      const { clock, ask, run } = await setUp(digestVideo);
      const first = await ask(messageIn('C1', '1'));
      const outcome = run(first.jobKey);
      await expect.poll(() => kindsIn('C1')).toEqual(['overview']);
      const second = await ask(messageIn('C2', '2'));
      await clock.advance(2_000);
      await expect.poll(() => kindsIn('C2')).toEqual(['overview']);
      const third = await ask(messageIn('C3', '3'));
      runs[0]?.resolve(digest);
      expect(await outcome).toEqual({ kind: 'done' });
      expect(runs).toHaveLength(1);
      for (const channel of ['C1', 'C2', 'C3']) expect(kindsIn(channel)).toEqual(whole);
      for (const request of [first, second, third]) {
        expect(await runner.state(request)).toMatchObject({ state: 'done' });
      }
    });

    it('who comes while the others are being answered, in the same run', async () => {
      const { surface, ask, run } = await setUp(async () => digest);
      const first = await ask(messageIn('C1', '1'));
      const { post } = surface;
      let asked = false;
      surface.post = async (to, reply, options) => {
        const posts = await post(to, reply, options);
        if (reply.kind === 'details' && !asked) {
          asked = true;
          await ask(messageIn('C2', '2'));
        }
        return posts;
      };
      expect(await run(first.jobKey)).toEqual({ kind: 'done' });
      expect(kindsIn('C2')).toEqual(whole);
    });

    it('once in a channel: the others get a link to the thread, those in the thread itself nothing', async () => {
      const { runs, digestVideo } = steeredDigests();
      const { surface, ask, run } = await setUp(digestVideo);
      const first = await ask(messageIn('C1', '1'));
      await ask(messageIn('C1', '2'));
      await ask(messageIn('C1', '3', { thread: '1' }));
      const outcome = run(first.jobKey);
      await expect.poll(kinds).toEqual(['overview']);
      runs[0]?.resolve(digest);
      expect(await outcome).toEqual({ kind: 'done' });
      expect(kinds()).toEqual([...whole, 'again']);
      expect(surface.thread.at(-1)).toMatchObject({
        to: { message: '2' },
        reply: { link: 'https://chat.example/C1/1' },
      });
      expect(await runner.store.requests.open(first.jobKey)).toEqual([]);
    });

    it('without making a digest where a thread of the channel holds it', async () => {
      const { surface, ask, run } = await setUp(async () => digest);
      await run((await ask(messageIn('C1', '1'))).jobKey);
      surface.calls.length = 0;
      runner.digestVideo = () => Promise.reject(new Error('not to be asked'));
      expect(await run((await ask(messageIn('C1', '2'))).jobKey)).toEqual({ kind: 'done' });
      expect(await run((await ask(messageIn('C1', '3', { thread: '1' }))).jobKey)).toEqual({ kind: 'done' });
      expect(surface.calls).toEqual(['post again']);
    });

    it('although one of the threads refuses', async () => {
      const { surface, logger, ask, run } = await setUp(async () => digest);
      const refused = await ask(messageIn('C1', '1'));
      const { post } = surface;
      surface.post = (to, reply, options) =>
        to.channel === 'C1'
          ? Promise.reject(new VidigestError('chat-refused', 'is_archived'))
          : post(to, reply, options);
      const fine = await ask(messageIn('C2', '2'));
      expect(await run(refused.jobKey)).toEqual({ kind: 'done' });
      expect(await runner.state(fine)).toMatchObject({ state: 'done' });
      expect(await runner.state(refused)).toMatchObject({ state: 'failed', code: 'chat-refused' });
      expect(logger.entries.filter(({ level }) => level === 'error')).toMatchObject([
        { message: 'a link was left unanswered' },
      ]);
    });
  });

  describe('when the digest fails', () => {
    const failing = (code: ErrorCode, options = {}): DigestVideo => {
      return () => Promise.reject(new VidigestError(code, 'no', options));
    };

    it.each<ErrorCode>(['captions-none', 'video-private', 'hardly-any-speech'])(
      'tells the author alone about %s and takes its sign away',
      async (code) => {
        const { surface, ask, run } = await setUp(failing(code));
        const request = await ask(messageIn('C1', '1'));
        expect(await run(request.jobKey)).toEqual({ kind: 'done' });
        expect(surface.thread).toEqual([]);
        expect(surface.told).toMatchObject([{ kind: 'failure', code, retryAtMs: null }]);
        expect(surface.marks).toEqual([false, false]);
        expect(await runner.state(request)).toMatchObject({ state: 'failed', failures: 1, code });
      },
    );

    it('says when it tries again and turns the notice into the overview when that succeeds soon', async () => {
      const { surface, clock, ask, run } = await setUp(failing('model-overloaded'));
      const request = await ask(messageIn('C1', '1'));
      const outcome = await run(request.jobKey);
      const atMs = outcome.kind === 'again' ? outcome.atMs : 0;
      expect(surface.thread[0]?.reply).toMatchObject({ kind: 'failure', code: 'model-overloaded', retryAtMs: atMs });
      expect(await runner.state(request)).toMatchObject({ state: 'waiting', failures: 1, dueAtMs: atMs });
      runner.digestVideo = async () => digest;
      // Too early: the queue may hand it out for somebody else's sake.
      expect(await run(request.jobKey)).toEqual({ kind: 'again', atMs });
      await clock.advance(atMs - clock.now());
      expect(await run(request.jobKey)).toEqual({ kind: 'done' });
      expect(kinds()).toEqual(whole);
      expect(surface.calls).not.toContain('remove');
    });

    it('replaces an old notice by a new message, since an edit notifies nobody', async () => {
      const { surface, clock, ask, run } = await setUp(failing('youtube-blocked'));
      const request = await ask(messageIn('C1', '1'));
      await run(request.jobKey);
      await clock.advance(15 * minute);
      runner.digestVideo = async () => digest;
      await run(request.jobKey);
      expect(surface.calls).toEqual(['post failure', 'remove', 'post overview', 'post details', 'post full-text']);
    });

    it('keeps one notice through all tries and says at the end that it gives up', async () => {
      const { surface, clock, ask, run } = await setUp(failing('model-timeout'));
      const request = await ask(messageIn('C1', '1'));
      let runs = 0;
      for (let outcome = await run(request.jobKey); outcome.kind === 'again'; outcome = await run(request.jobKey)) {
        await clock.advance(outcome.atMs - clock.now());
        runs += 1;
      }
      expect(runs).toBe(3);
      expect(surface.calls).toEqual(['post failure', 'edit failure', 'edit failure', 'edit failure']);
      expect(surface.thread.map(({ reply }) => reply)).toMatchObject([{ kind: 'failure', retryAtMs: null }]);
      expect(await runner.state(request)).toMatchObject({ state: 'failed', failures: 4, code: 'model-timeout' });
    });

    it('turns an overview that was begun into the notice, and that into the next overview', async () => {
      const { runs, digestVideo } = steeredDigests();
      const { surface, clock, ask, run } = await setUp(digestVideo);
      const request = await ask(messageIn('C1', '1'));
      const first = run(request.jobKey);
      await expect.poll(kinds).toEqual(['overview']);
      runs[0]?.reject(new VidigestError('model-overloaded', 'busy'));
      expect(await first).toMatchObject({ kind: 'again' });
      expect(surface.thread.map(({ reply }) => reply)).toMatchObject([{ kind: 'failure', code: 'model-overloaded' }]);
      runner.digestVideo = async () => digest;
      await clock.advance(minute);
      await run(request.jobKey);
      expect(kinds()).toEqual(whole);
      expect(surface.calls.filter((call) => call === 'post overview')).toHaveLength(1);
    });

    it('posts another overview when the one that became a notice is old', async () => {
      const { runs, digestVideo } = steeredDigests();
      const { surface, clock, ask, run } = await setUp(digestVideo);
      const request = await ask(messageIn('C1', '1'));
      const first = run(request.jobKey);
      await expect.poll(kinds).toEqual(['overview']);
      runs[0]?.reject(new VidigestError('youtube-blocked', 'blocked'));
      await first;
      runner.digestVideo = async () => digest;
      await clock.advance(15 * minute);
      await run(request.jobKey);
      expect(surface.calls).toEqual([
        ...['post overview', 'edit failure', 'remove'],
        ...['post overview', 'post details', 'post full-text'],
      ]);
    });

    it('turns an overview of which a dead worker left but the intent into the notice, and the other way round', async () => {
      const { runs, digestVideo } = steeredDigests();
      const { surface, store, ask, run } = await setUp(digestVideo);
      const { settle } = store.outbox;
      const killed = async () => {
        throw new VidigestError('cancelled', 'killed');
      };
      store.outbox.settle = killed;
      const request = await ask(messageIn('C1', '1'));
      await runner.runUntilDeath(request.jobKey, expect.poll(() => surface.calls).toEqual(['post overview']));
      store.outbox.settle = settle;
      runner.digestVideo = failing('model-credit');
      expect(await run(request.jobKey)).toEqual({ kind: 'done' });
      expect(surface.calls).toEqual(['post overview', 'edit failure']);

      store.outbox.settle = killed;
      const other = await ask(messageIn('C2', '2'));
      await expect(run(other.jobKey)).rejects.toThrow('killed');
      expect(kindsIn('C2')).toEqual(['failure']);
      store.outbox.settle = settle;
      runner.digestVideo = async () => digest;
      await run(other.jobKey);
      expect(kindsIn('C2')).toEqual(whole);
      expect(runs).toHaveLength(1);
    });

    it('says again what somebody deleted', async () => {
      const { surface, clock, ask, run } = await setUp(failing('model-timeout'));
      const request = await ask(messageIn('C1', '1'));
      await run(request.jobKey);
      surface.thread.length = 0;
      await clock.advance(minute);
      await run(request.jobKey);
      expect(kinds()).toEqual(['failure']);
    });

    it('keeps a later try of one request when another brings it forward in vain, and answers both when not', async () => {
      const { clock, ask, run } = await setUp(failing('youtube-blocked'));
      const waiting = await ask(messageIn('C1', '1'));
      await run(waiting.jobKey);
      const before = await runner.state(waiting);
      await clock.advance(minute);
      const other = await ask(messageIn('C2', '2'));
      await run(other.jobKey);
      expect(await runner.state(waiting)).toEqual(before);
      expect(await runner.state(other)).toMatchObject({ state: 'waiting', failures: 1 });
      runner.digestVideo = async () => digest;
      await ask(messageIn('C3', '3'));
      expect(await run(other.jobKey)).toEqual({ kind: 'done' });
      for (const channel of ['C1', 'C2', 'C3']) expect(kindsIn(channel)).toEqual(whole);
    });

    it('tries captions of a young video later, tells the author once and takes its sign away at the end', async () => {
      const { surface, clock, ask, run } = await setUp((...video) =>
        failing('captions-none', { retryAtMs: clock.now() + minute })(...video),
      );
      const request = await ask(messageIn('C1', '1'));
      let outcome = await run(request.jobKey);
      expect(surface.told).toMatchObject([{ code: 'captions-none', retryAtMs: clock.now() + 15 * minute }]);
      expect(surface.marks).toEqual([]);
      runner.digestVideo = failing('captions-none');
      while (outcome.kind === 'again') {
        await clock.advance(outcome.atMs - clock.now());
        outcome = await run(request.jobKey);
      }
      expect(surface.told).toHaveLength(1);
      expect(surface.marks).toEqual([false, false]);
    });

    it('does not try again for a thread that takes nothing', async () => {
      const { surface, ask, run } = await setUp(failing('model-overloaded'));
      const request = await ask(messageIn('C1', '1'));
      surface.failing.add('post');
      surface.failure = new VidigestError('chat-refused', 'is_archived');
      expect(await run(request.jobKey)).toEqual({ kind: 'done' });
      expect(await runner.state(request)).toMatchObject({ state: 'failed', code: 'model-overloaded' });
    });

    it('comes again to say why there is no digest when the chat is away', async () => {
      const { surface, clock, ask, run } = await setUp(failing('model-auth'));
      const request = await ask(messageIn('C1', '1'));
      surface.failing.add('post');
      surface.failure = new VidigestError('chat-refused', 'timeout', { retryAtMs: clock.now() });
      const outcome = await run(request.jobKey);
      expect(outcome).toEqual({ kind: 'again', atMs: clock.now() + 20_000 });
      surface.failing.clear();
      await clock.advance(20_000);
      expect(await run(request.jobKey)).toEqual({ kind: 'done' });
      expect(surface.thread.map(({ reply }) => reply)).toMatchObject([{ kind: 'failure', code: 'model-auth' }]);
    });

    it('puts off what the chat cannot take just now, and ends it there without another digest', async () => {
      const { surface, clock, ask, run } = await setUp(async () => digest);
      const request = await ask(messageIn('C1', '1'));
      surface.failing.add('post');
      surface.failure = new VidigestError('chat-refused', 'timeout', { retryAtMs: clock.now() });
      const outcome = await run(request.jobKey);
      expect(outcome).toEqual({ kind: 'again', atMs: clock.now() + 20_000 });
      surface.failing.clear();
      await clock.advance(20_000);
      expect(await run(request.jobKey)).toEqual({ kind: 'done' });
      expect(kinds()).toEqual(whole);
    });
  });

  describe('when a worker dies', () => {
    it('posts nothing twice, and edits what stands to what is new', async () => {
      const { runs, digestVideo } = steeredDigests();
      const { surface, ask, run, runUntilDeath } = await setUp(digestVideo);
      const request = await ask(messageIn('C1', '1'));
      await runUntilDeath(request.jobKey, expect.poll(kinds).toEqual(['overview']));
      expect(await runner.state(request)).toMatchObject({ state: 'running' });
      runner.digestVideo = async () => digest;
      expect(await run(request.jobKey)).toEqual({ kind: 'done' });
      expect(runs).toHaveLength(1);
      expect(kinds()).toEqual(whole);
      expect(surface.thread[0]?.reply).toMatchObject({ digest: { title: digest.title } });
    });

    it('edits an overview of which only the platform knows that it stands', async () => {
      const { digestVideo } = steeredDigests();
      const { surface, store, ask, run, runUntilDeath } = await setUp(digestVideo);
      const request = await ask(messageIn('C1', '1'));
      const { settle } = store.outbox;
      Object.assign(store.outbox, { settle: () => new Promise(() => {}) });
      const dead = runUntilDeath(request.jobKey, expect.poll(kinds).toEqual(['overview']));
      // Whoever waits for the settlement is dead, too.
      await Promise.race([dead, expect.poll(() => surface.calls).toEqual(['post overview'])]);
      Object.assign(store.outbox, { settle });
      await store.leases.release({ key: request.jobKey, token: 1 });
      runner.digestVideo = async () => digest;
      expect(await run(request.jobKey)).toEqual({ kind: 'done' });
      expect(kinds()).toEqual(whole);
      expect(surface.thread[0]?.reply).toMatchObject({ digest: { title: digest.title } });
    });

    it('goes on with its own overview however old it is', async () => {
      const { digestVideo } = steeredDigests();
      const { surface, clock, ask, run, runUntilDeath } = await setUp(digestVideo);
      const request = await ask(messageIn('C1', '1'));
      await runUntilDeath(request.jobKey, expect.poll(kinds).toEqual(['overview']));
      await clock.advance(60 * minute);
      runner.digestVideo = async () => digest;
      await run(request.jobKey);
      expect(kinds()).toEqual(whole);
      expect(surface.calls).not.toContain('remove');
    });

    it.each(['details', 'full-text'])('goes on after the %s', async (part) => {
      const { surface, ask, run, runUntilDeath } = await setUp(async () => digest);
      const request = await ask(messageIn('C1', '1'));
      const { post } = surface;
      const reached = Promise.withResolvers<void>();
      surface.post = async (to, reply, options) => {
        const posts = await post(to, reply, options);
        if (reply.kind !== part) return posts;
        reached.resolve();
        return new Promise((_, reject) => options.signal.addEventListener('abort', reject));
      };
      await runUntilDeath(request.jobKey, reached.promise);
      surface.post = post;
      expect(await run(request.jobKey)).toEqual({ kind: 'done' });
      expect(kinds()).toEqual(whole);
      expect(await runner.state(request)).toMatchObject({ state: 'done' });
    });

    it('turns a notice that it had posted but not noted into the newer one', async () => {
      const { surface, ask, run, runUntilDeath } = await setUp(() =>
        Promise.reject(new VidigestError('model-timeout', 'slow')),
      );
      const request = await ask(messageIn('C1', '1'));
      const { post } = surface;
      const reached = Promise.withResolvers<void>();
      surface.post = async (to, reply, options) => {
        await post(to, reply, options);
        reached.resolve();
        return new Promise((_, reject) => options.signal.addEventListener('abort', reject));
      };
      await runUntilDeath(request.jobKey, reached.promise);
      surface.post = post;
      runner.digestVideo = () => Promise.reject(new VidigestError('model-auth', 'wrong key'));
      await run(request.jobKey);
      expect(surface.thread.map(({ reply }) => reply)).toMatchObject([{ kind: 'failure', code: 'model-auth' }]);
      expect(await runner.state(request)).toMatchObject({ state: 'failed', failures: 1 });
    });

    it('parks a job that has killed three, and tells its threads', async () => {
      const { runs, digestVideo } = steeredDigests();
      const { surface, ask, run, runUntilDeath } = await setUp(digestVideo);
      const request = await ask(messageIn('C1', '1'));
      for (let deaths = 1; deaths <= 3; deaths += 1) {
        await runUntilDeath(request.jobKey, expect.poll(() => runs.length).toBe(deaths));
      }
      expect(await run(request.jobKey)).toEqual({ kind: 'parked' });
      expect(runs).toHaveLength(3);
      expect(await runner.state(request)).toMatchObject({ state: 'parked' });
      expect(surface.thread.map(({ reply }) => reply)).toMatchObject([{ kind: 'failure', code: 'internal' }]);
    });

    it('neither posts nor changes a request once its job is in other hands', async () => {
      const made = Promise.withResolvers<Digest>();
      const { surface, store, clock, ask, run } = await setUp(() => made.promise);
      const request = await ask(messageIn('C1', '1'));
      const lost = run(request.jobKey).catch((error: unknown) => error);
      await expect.poll(() => runner.state(request)).toMatchObject({ state: 'running' });
      // The lease runs out while its holder works.
      await clock.advance(61 * minute);
      expect(await store.leases.take(request.jobKey, { owner: 'other', ttlMs: minute })).not.toBeNull();
      made.resolve(digest);
      expect(await lost).toMatchObject({ code: 'cancelled' });
      expect(surface.calls).toEqual([]);
      expect(runner.logger.entries).toEqual([]);
      expect(await runner.state(request)).toMatchObject({ state: 'running' });
    });
  });

  describe('when requests are cancelled', () => {
    it('answers the others alone', async () => {
      const { runs, digestVideo } = steeredDigests();
      const { store, ask, run } = await setUp(digestVideo);
      const gone = await ask(messageIn('C1', '1'));
      await ask(messageIn('C2', '2'));
      const outcome = run(gone.jobKey);
      await expect.poll(kinds).toEqual(['overview', 'overview']);
      await store.requests.change([gone.id], { state: 'cancelled' }, null);
      runs[0]?.resolve(digest);
      expect(await outcome).toEqual({ kind: 'done' });
      // A draft that nobody finishes would stand there for ever.
      expect(kindsIn('C1')).toEqual([]);
      expect(kindsIn('C2')).toEqual(whole);
      expect(await runner.state(gone)).toMatchObject({ state: 'cancelled' });
    });

    it('makes no digest for nobody', async () => {
      const { digestVideo } = steeredDigests();
      const { store, clock, ask, run } = await setUp(digestVideo);
      const gone = await ask(messageIn('C1', '1'));
      const outcome = run(gone.jobKey);
      await expect.poll(kinds).toEqual(['overview']);
      await store.requests.change([gone.id], { state: 'cancelled' }, null);
      await clock.advance(2_000);
      expect(await outcome).toEqual({ kind: 'done' });
      expect(kinds()).toEqual([]);
    });

    it('leaves an overview that is finished, with what comes behind it', async () => {
      const { store, surface, ask, run } = await setUp(async () => digest);
      const request = await ask(messageIn('C1', '1'));
      const { post } = surface;
      surface.post = async (to, reply, options) => {
        if (reply.kind === 'details') await store.requests.change([request.id], { state: 'cancelled' }, null);
        return post(to, reply, options);
      };
      expect(await run(request.jobKey)).toEqual({ kind: 'done' });
      expect(kinds()).toEqual(whole);
      expect(await runner.state(request)).toMatchObject({ state: 'cancelled' });
    });
  });

  it('hands the job back when it is stopped, with nothing said but what stands', async () => {
    const { digestVideo } = steeredDigests();
    const { surface, ask, run } = await setUp(digestVideo);
    const request = await ask(messageIn('C1', '1'));
    const stop = new AbortController();
    const stopped = run(request.jobKey, stop.signal);
    await expect.poll(kinds).toEqual(['overview']);
    stop.abort(new Error('shutting down'));
    await expect(stopped).rejects.toThrow('shutting down');
    expect(surface.calls).toEqual(['post overview']);
    expect(await runner.state(request)).toMatchObject({ state: 'running' });
  });

  it('keeps what the model has answered until the job is over', async () => {
    const { store, clock, ask, run } = await setUp(() => Promise.reject(new VidigestError('model-timeout', 'slow')));
    const request = await ask(messageIn('C1', '1'));
    const usage = { inputTokens: 1, outputTokens: 1, cacheWriteTokens: 0, cacheReadTokens: 0 };
    await store.answers.remember(request.jobKey, 'call', 0, { text: 'x', stop: 'complete', usage });
    await run(request.jobKey);
    expect(await store.answers.recall(request.jobKey, 'call')).toHaveLength(1);
    runner.digestVideo = async () => digest;
    await clock.advance(minute);
    await run(request.jobKey);
    expect(await store.answers.recall(request.jobKey, 'call')).toEqual([]);
  });

  it('rejects when the store fails, and goes on later', async () => {
    const { store, ask, run, surface } = await setUp(async () => digest);
    const request = await ask(messageIn('C1', '1'));
    const { change } = store.requests;
    Object.assign(store.requests, { change: () => Promise.reject(new VidigestError('store-failed', 'disk full')) });
    await expect(run(request.jobKey)).rejects.toMatchObject({ code: 'store-failed' });
    Object.assign(store.requests, { change });
    expect(await run(request.jobKey)).toEqual({ kind: 'done' });
    expect(surface.calls).toEqual(['post overview', 'post details', 'post full-text']);
  });
});
