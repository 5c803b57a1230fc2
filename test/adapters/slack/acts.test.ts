import { afterEach, describe, expect, it } from 'vitest';
import { createSystemClock } from '../../../src/adapters/clock/system-clock.ts';
import { createAnswerHandles } from '../../../src/adapters/slack/answer-handles.ts';
import { createOpenThread } from '../../../src/adapters/slack/open-thread.ts';
import { createRespond } from '../../../src/adapters/slack/respond.ts';
import { createSlackAnswers } from '../../../src/adapters/slack/slack-answers.ts';
import { createSlackApp, type SlackApp, type SlackAppOptions } from '../../../src/adapters/slack/slack-app.ts';
import { createSlackCall } from '../../../src/adapters/slack/slack-call.ts';
import { createSlackSurface } from '../../../src/adapters/slack/slack-surface.ts';
import { createSocketLine } from '../../../src/adapters/slack/socket-line.ts';
import type { ChatAnswer } from '../../../src/core/domain/chat-answer.ts';
import type { ChatRequest } from '../../../src/core/domain/chat-request.ts';
import type { Reply } from '../../../src/core/domain/reply.ts';
import { defaultSettings } from '../../../src/core/domain/settings.ts';
import type { ChatAnswers } from '../../../src/core/ports/chat-answers.ts';
import { type FakeSlack, startFakeSlack } from '../../fakes/fake-slack.ts';
import { fakeSlackIds, fakeSlackTokens } from '../../fakes/slack/identity.ts';
import { createMemoryLogger, type MemoryLogger } from '../../support/memory-logger.ts';
import { sampleDigest } from '../../support/sample-digest.ts';
import { sampleUsage } from '../../support/sample-usage.ts';
import { oneWorkspace, signal } from './harness.ts';

interface Bot {
  readonly fake: FakeSlack;
  readonly app: SlackApp;
  readonly logger: MemoryLogger;
  readonly requests: ChatRequest[];
  readonly answers: ChatAnswers;
  readonly openThread: ReturnType<typeof createOpenThread>;
  /** Posts the overview of the sample digest into a thread; returns its `ts`. */
  overview(thread: string): Promise<string>;
}

type Answering = (request: ChatRequest, say: (answer: ChatAnswer) => Promise<boolean>) => Promise<unknown>;

const running: Bot[] = [];

/** A real app on a fake Slack that hands on what people ask, and answers as told. */
async function startBot(answering: Answering = async () => undefined, options: Partial<SlackAppOptions> = {}) {
  const fake = await startFakeSlack();
  const logger = createMemoryLogger();
  const clock = createSystemClock();
  const requests: ChatRequest[] = [];
  const { apiUrl } = fake;
  const workspaces = oneWorkspace({ clock, logger }, { apiUrl });
  const { speakAs } = workspaces;
  const call = createSlackCall({ clock, logger });
  const handles = createAnswerHandles(clock);
  const traits = { get: async () => null, set: async () => undefined };
  const surface = createSlackSurface({ speakAs, clock, logger, traits });
  const respond = createRespond({ fetch, clock, logger }, { timeoutMs: 5_000 });
  const answers = createSlackAnswers({
    speakAs,
    call,
    handles,
    respond,
    surface,
    emoji: 'movie_camera',
    clock,
    logger,
  });
  const onRequest = async (request: ChatRequest) => {
    requests.push(request);
    await answering(request, (answer) => answers.answer(request, answer, { signal }));
  };
  const makeLine = createSocketLine({ clock, logger }, { appToken: fakeSlackTokens.app, apiUrl });
  const app = createSlackApp(
    { clock, logger, workspaces, makeLine, onRequest, handles, respond },
    { apiUrl, graceMs: 200, ...options },
  );
  const bot: Bot = {
    fake,
    app,
    logger,
    requests,
    answers,
    openThread: createOpenThread(surface),
    async overview(thread) {
      const digest = sampleDigest();
      const draft = { ...digest, progress: { stage: 'done', chaptersDone: 3, chapters: 3 } } as const;
      const fullText = { kind: 'offered', messages: 9 } as const;
      const reply: Reply = { kind: 'overview', language: 'en', draft, digest, fullText };
      const ref = {
        surface: 'slack',
        workspace: 'T0TEAM',
        channel: 'C0GENERAL',
        message: thread,
        thread: null,
      } as const;
      const [post] = await surface.post({ ...ref, author: fakeSlackIds.person }, reply, { signal });
      return post?.message ?? '';
    },
  };
  running.push(bot);
  await app.start(signal);
  return bot;
}

afterEach(async () => {
  for (const { app, fake } of running.splice(0)) {
    await app.stop();
    await fake.close();
  }
});

const problems = ({ logger }: Bot) => logger.entries.filter(({ level }) => level === 'error' || level === 'warn');
const requested = async (bot: Bot, count = 1): Promise<ChatRequest> => {
  await expect.poll(() => bot.requests.length).toBe(count);
  const last = bot.requests.at(-1);
  if (last === undefined) throw new Error('nothing was asked');
  return last;
};
const ref = { videoId: 'vdgSample01', language: 'zh-CN' };
const link = 'https://youtu.be/vdgSample01';
const note: Answering = (_, say) => say({ kind: 'note', language: 'en', note: 'working' });
const section: Answering = async (request, say) =>
  request.kind === 'show-section' && say({ ...request, kind: 'section', language: 'en', digest: sampleDigest() });

describe('messages', () => {
  it('become requests, each once, with who asks and where', async () => {
    const bot = await startBot();
    bot.fake.people.set(fakeSlackIds.person, { locale: 'de-DE', admin: true, team: 'T0TEAM', isBot: false });
    const ts = bot.fake.say({ text: `see ${link}?t=9` });
    bot.fake.redeliver(ts);
    expect(await requested(bot)).toMatchObject({
      kind: 'digest',
      origin: 'link',
      videos: [{ videoId: 'vdgSample01', startMs: 9_000, isShort: false }],
      question: false,
      asker: { id: 'U0PERSON', locale: 'de-DE', mayAdminister: true, isGuest: false },
      at: { workspace: 'T0TEAM', channel: 'C0GENERAL', message: ts, thread: null },
      answerTo: { form: 'none' },
    });
    bot.fake.say({ text: 'no link' });
    bot.fake.say({ text: `<@U0BOT> what does she say? ${link}` });
    expect(await requested(bot, 2)).toMatchObject({ origin: 'mention', question: true, answerTo: { form: 'thread' } });
    bot.fake.say({ text: '<@U0BOT> hello' });
    expect(await requested(bot, 3)).toMatchObject({ kind: 'no-video', origin: 'mention' });
  });

  it('of whoever made the channel come from somebody in charge of it', async () => {
    const bot = await startBot();
    bot.fake.say({ text: link });
    expect((await requested(bot)).asker.mayAdminister).toBe(false);
    bot.fake.people.set('U0FOUNDER', { locale: 'en-US', admin: false, team: 'T0TEAM', isBot: false });
    bot.fake.say({ text: link, user: 'U0FOUNDER' });
    expect((await requested(bot, 2)).asker.mayAdminister).toBe(true);
  });

  it('of one moment take one look at who writes and at whose channel it is', async () => {
    const bot = await startBot();
    for (let n = 0; n < 20; n += 1) bot.fake.say({ text: link });
    await requested(bot, 20);
    const asked = bot.fake.calls.filter(({ method }) => /users\.info|conversations\.info/.test(method));
    expect(asked.map(({ method }) => method)).toEqual(['users.info', 'conversations.info']);
  });

  it('of people from other workspaces are marked as theirs', async () => {
    const bot = await startBot();
    bot.fake.people.set('U0GUEST', { locale: 'fr-FR', admin: true, team: 'T0OTHER', isBot: false });
    bot.fake.say({ text: link, user: 'U0GUEST' });
    expect((await requested(bot)).asker).toMatchObject({ id: 'U0GUEST', isGuest: true });
  });

  it('are not taken for their own people’s where Slack knows nobody of that name in the workspace', async () => {
    const bot = await startBot(undefined, { emoji: 'memo' });
    const ts = bot.fake.say({ text: link });
    expect((await requested(bot)).asker.isGuest).toBe(false);
    // Nothing in a reaction, or in a command, says of which workspace a person is.
    bot.fake.acts.react(ts, 'memo', { user: 'U0STRANGER' });
    expect(await requested(bot, 2)).toMatchObject({ origin: 'reaction', asker: { id: 'U0STRANGER', isGuest: true } });
    bot.fake.acts.command(link, { user: 'U0ANOTHER' });
    expect(await requested(bot, 3)).toMatchObject({ origin: 'command', asker: { id: 'U0ANOTHER', isGuest: true } });
  });

  it('of apps take no look at who they are, and are nobody else’s', async () => {
    const bot = await startBot(undefined, { botMessages: true });
    bot.fake.say({ text: link, bot_id: 'B0FEED' });
    expect(await requested(bot)).toMatchObject({ byApp: true, asker: { id: 'B0FEED', isGuest: false } });
    expect(bot.fake.calls.some(({ method }) => method === 'users.info')).toBe(false);
  });

  it('that gain a link by an edit are noticed for that link alone', async () => {
    const bot = await startBot();
    const ts = bot.fake.say({ text: 'one' });
    bot.fake.edit(ts, `one ${link}`);
    expect(await requested(bot)).toMatchObject({ kind: 'digest', origin: 'edit', at: { message: ts } });
    bot.fake.edit(ts, `one ${link} two https://youtu.be/vdgSample02`);
    expect(await requested(bot, 2)).toMatchObject({ videos: [{ videoId: 'vdgSample02' }] });
    bot.fake.edit(ts, `${link} https://youtu.be/vdgSample02 shorter`);
    bot.fake.say({ text: link });
    expect(await requested(bot, 3)).toMatchObject({ origin: 'link' });
  });

  it('that are deleted are told', async () => {
    const bot = await startBot();
    const ts = bot.fake.say({ text: 'one' });
    bot.fake.acts.remove(ts);
    expect(await requested(bot)).toMatchObject({
      kind: 'message-deleted',
      at: { message: ts },
      answerTo: { form: 'none' },
    });
  });

  it('that are deleted although a thread hangs on them are told, once', async () => {
    const bot = await startBot();
    const ts = bot.fake.say({ text: 'one' });
    bot.fake.say({ text: 'two', thread_ts: ts });
    bot.fake.acts.remove(ts);
    expect(await requested(bot)).toMatchObject({ kind: 'message-deleted', at: { message: ts, thread: null } });
    expect(bot.requests[0]?.asker.id).toBe('U0PERSON');
    // With the last reply the stone goes, too.
    bot.fake.acts.remove(ts);
    bot.fake.say({ text: link });
    expect(await requested(bot, 2)).toMatchObject({ kind: 'digest' });
  });

  it('are digested when somebody reacts with the agreed emoji, once', async () => {
    const bot = await startBot(undefined, { emoji: 'memo' });
    const ts = bot.fake.say({ text: 'talk' });
    const reply = bot.fake.say({ text: link, thread_ts: ts });
    await requested(bot);
    bot.fake.acts.react(reply, 'eyes');
    bot.fake.acts.react(reply, 'memo');
    bot.fake.acts.react(reply, 'memo', { user: 'U0OTHER' });
    expect(await requested(bot, 2)).toMatchObject({ origin: 'reaction', at: { message: reply, thread: ts } });
    bot.fake.acts.react(ts, 'memo');
    bot.fake.say({ text: link });
    expect(await requested(bot, 3)).toMatchObject({ origin: 'link' });
  });
});

describe('/digest', () => {
  it('orders a digest, answered to the asker alone through the response address', async () => {
    const bot = await startBot(note);
    const delivery = bot.fake.acts.command(`${link} fr`);
    expect(await requested(bot)).toMatchObject({ kind: 'digest', origin: 'command', language: 'fr', private: false });
    await bot.fake.waitFor(() => bot.fake.responses.length === 1);
    expect(delivery.acked).toBe(true);
    expect(bot.fake.responses[0]).toMatchObject({ text: 'I’m on it.', replaceOriginal: false, inChannel: false });
  });

  it('takes five answers at most', async () => {
    const said: boolean[] = [];
    const bot = await startBot(async (_, say) => {
      for (let at = 0; at < 6; at += 1) said.push(await say({ kind: 'note', language: 'en', note: 'working' }));
    });
    bot.fake.acts.command('usage');
    await expect.poll(() => said).toEqual([true, true, true, true, true, false]);
    expect(bot.fake.responses).toHaveLength(5);
  });

  it('opens a thread for it, or says that the bot is not there', async () => {
    const bot = await startBot();
    bot.fake.acts.command(link);
    const request = await requested(bot);
    const videos = request.kind === 'digest' ? request.videos : [];
    const opened = await bot.openThread(request, videos, { signal });
    expect(bot.fake.message(opened?.message ?? '').text).toBe(link);
    bot.fake.setChannel('C0ELSE', { member: false });
    expect(
      await bot.openThread({ ...request, at: { ...request.at, channel: 'C0ELSE' } }, videos, { signal }),
    ).toBeNull();
  });

  it('opens the settings, and sends back what is changed in them', async () => {
    const bot = await startBot(async (request, say) => {
      const settings = { ...defaultSettings, language: 'en' };
      if (request.kind === 'settings') await say({ kind: 'settings', language: 'en', settings, mayChange: true });
      if (request.kind === 'change-settings') await say({ kind: 'note', language: 'en', note: 'settings-saved' });
    });
    bot.fake.acts.command('settings');
    await bot.fake.waitFor(() => bot.fake.views[0]?.updates === 1);
    const id = bot.fake.views[0]?.id ?? '';
    const option = (value: string) => ({ x: { type: 'static_select', selected_option: { value } } });
    const values = {
      mode: option('react'),
      language: option('ja'),
      shown: { x: { type: 'checkboxes', selected_options: [{ value: 'quotes' }] } },
      shortestMs: { x: { type: 'plain_text_input', value: '2' } },
      longestMs: { x: { type: 'plain_text_input', value: null } },
      shorts: option('no'),
      translate: option('request'),
      fold: option('reader'),
      budgetUsd: { x: { type: 'plain_text_input', value: '1,5' } },
      whoChanges: option('admins'),
    };
    const wrong = bot.fake.acts.submit(id, {
      ...values,
      budgetUsd: { x: { type: 'plain_text_input', value: 'much' } },
    });
    await bot.fake.waitFor(() => wrong.acked);
    expect(wrong.answer).toMatchObject({ response_action: 'errors', errors: { budgetUsd: expect.any(String) } });
    const upsideDown = { shortestMs: { x: { value: '9' } }, longestMs: { x: { value: '3' } } };
    const impossible = bot.fake.acts.submit(id, { ...values, ...upsideDown });
    await bot.fake.waitFor(() => impossible.acked);
    expect(impossible.answer).toMatchObject({
      errors: { longestMs: 'The longest video can’t be shorter than the shortest.' },
    });
    bot.fake.acts.submit(id, values);
    expect(await requested(bot, 2)).toMatchObject({
      kind: 'change-settings',
      at: { channel: 'C0GENERAL' },
      change: {
        set: {
          mode: 'react',
          language: 'ja',
          shown: ['quotes'],
          shortestMs: 120_000,
          longestMs: null,
          shorts: false,
          translate: 'request',
          fold: 'reader',
          budgetUsd: 1.5,
          whoChanges: 'admins',
        },
        reset: [],
      },
    });
    await bot.fake.waitFor(() => bot.fake.ephemerals.length === 1);
    expect(bot.fake.ephemerals[0]).toMatchObject({ user: 'U0PERSON', text: 'Settings saved.' });
    expect(problems(bot)).toEqual([]);
  });
});

describe('shortcuts', () => {
  it('digest the video of a message', async () => {
    const bot = await startBot(note);
    const ts = bot.fake.say({ text: link, bot_id: 'B0FEED' });
    bot.fake.acts.messageShortcut(ts);
    expect(await requested(bot)).toMatchObject({ kind: 'digest', origin: 'shortcut', at: { message: ts } });
    await bot.fake.waitFor(() => bot.fake.responses.length === 1);
    bot.fake.acts.messageShortcut(
      bot.fake.say({ text: 'https://youtube.com/playlist?list=PLabcdef', bot_id: 'B0FEED' }),
    );
    expect(await requested(bot, 2)).toMatchObject({ kind: 'no-video', playlist: true });
  });

  it('ask for a link, a language and privacy in a page', async () => {
    const bot = await startBot(note);
    bot.fake.acts.globalShortcut();
    await bot.fake.waitFor(() => bot.fake.views.length === 1);
    const id = bot.fake.views[0]?.id ?? '';
    const typed = bot.fake.acts.suggest(id, 'language_input', 'franc');
    await bot.fake.waitFor(() => typed.acked);
    expect(JSON.stringify(typed.answer)).toContain('"value":"fr"');
    const fields = (text: string) => ({
      link: { link_input: { type: 'plain_text_input', value: text } },
      language: { language_input: { type: 'external_select', selected_option: { value: 'fr' } } },
      private: { private_input: { type: 'checkboxes', selected_options: [{ value: 'yes' }] } },
    });
    const wrong = bot.fake.acts.submit(id, fields('https://example.org'));
    await bot.fake.waitFor(() => wrong.acked);
    expect(wrong.answer).toEqual({
      response_action: 'errors',
      errors: { link: 'This is not a link to a YouTube video.' },
    });
    const right = bot.fake.acts.submit(id, fields(link));
    expect(await requested(bot)).toMatchObject({
      origin: 'shortcut',
      language: 'fr',
      private: true,
      at: { channel: '' },
    });
    expect(right.answer).toMatchObject({ response_action: 'update' });
    bot.fake.acts.globalShortcut();
    await bot.fake.waitFor(() => bot.fake.views.length === 2);
    bot.fake.acts.submit(bot.fake.views[1]?.id ?? '', {
      ...fields(link),
      private: { private_input: { type: 'checkboxes', selected_options: [] } },
      channel: { channel_input: { type: 'conversations_select', selected_conversation: 'C0GENERAL' } },
    });
    expect(await requested(bot, 2)).toMatchObject({
      private: false,
      at: { channel: 'C0GENERAL', message: null },
      answerTo: { form: 'page' },
    });
    await bot.fake.waitFor(() => JSON.stringify(bot.fake.views[0]?.view).includes('I’m on it.'));
  });
});

describe('buttons', () => {
  it('open the reader, which turns its pages in place', async () => {
    const bot = await startBot(section);
    const ts = bot.fake.say({ text: 'x' });
    const overview = await bot.overview(ts);
    bot.fake.acts.press({ ts: overview, actionId: 'read' });
    await bot.fake.waitFor(() => bot.fake.views[0]?.updates === 1);
    const view = bot.fake.views[0]?.id ?? '';
    expect(await requested(bot)).toMatchObject({
      kind: 'show-section',
      digest: ref,
      chapter: 0,
      page: 0,
      original: false,
    });
    expect(bot.requests[0]?.at).toMatchObject({ message: overview, thread: ts });
    bot.fake.acts.press({ view, actionId: 'reader_next' });
    expect(await requested(bot, 2)).toMatchObject({ chapter: 1, at: { message: overview, thread: ts } });
    await bot.fake.waitFor(() => bot.fake.views[0]?.updates === 2);
    bot.fake.acts.press({ view, actionId: 'reader_original' });
    expect(await requested(bot, 3)).toMatchObject({ chapter: 1, original: true });
    await bot.fake.waitFor(() => bot.fake.views[0]?.updates === 3);
    bot.fake.acts.press({ view, actionId: 'reader_chapter', picked: 'vdgSample01|zh-CN|2' });
    expect(await requested(bot, 4)).toMatchObject({ chapter: 2, original: true });
    expect(bot.fake.views).toHaveLength(1);
    expect(problems(bot)).toEqual([]);
  });

  it('offer other languages, read alone or posted', async () => {
    const bot = await startBot(note);
    const overview = await bot.overview(bot.fake.say({ text: 'x' }));
    bot.fake.acts.press({ ts: overview, actionId: 'language' });
    await bot.fake.waitFor(() => bot.fake.views.length === 1);
    const id = bot.fake.views[0]?.id ?? '';
    const language = { language_input: { type: 'external_select', selected_option: { value: 'pt-br' } } };
    bot.fake.acts.submit(id, { language, private: { x: { type: 'checkboxes', selected_options: [] } } });
    expect(await requested(bot)).toMatchObject({
      kind: 'another-language',
      digest: ref,
      to: 'pt-BR',
      private: false,
      at: { message: overview },
    });
    await bot.fake.waitFor(() => bot.fake.ephemerals.length === 1);
  });

  it('offer files, which are shared in the thread', async () => {
    const bot = await startBot((_, say) =>
      say({ kind: 'file', language: 'en', format: 'srt', name: 'talk.srt', title: 'Talk', content: '1\n中文\n' }),
    );
    const ts = bot.fake.say({ text: 'x' });
    const overview = await bot.overview(ts);
    bot.fake.acts.press({ ts: overview, actionId: 'more', picked: 'download' });
    await bot.fake.waitFor(() => bot.fake.views.length === 1);
    bot.fake.acts.press({ view: bot.fake.views[0]?.id ?? '', actionId: 'download_srt' });
    expect(await requested(bot)).toMatchObject({ kind: 'download', digest: ref, format: 'srt' });
    await bot.fake.waitFor(() => JSON.stringify(bot.fake.views[0]?.view).includes('The file is in the thread.'));
    expect(bot.fake.files[0]).toEqual({
      name: 'talk.srt',
      title: 'Talk',
      content: '1\n中文\n',
      channel: 'C0GENERAL',
      thread: ts,
    });
  });

  it('say so when a file is refused', async () => {
    const bot = await startBot((_, say) =>
      say({ kind: 'file', language: 'en', format: 'md', name: 'talk.md', title: 'Talk', content: '# Talk' }),
    );
    const overview = await bot.overview(bot.fake.say({ text: 'x' }));
    bot.fake.acts.press({ ts: overview, actionId: 'more', picked: 'download' });
    await bot.fake.waitFor(() => bot.fake.views.length === 1);
    bot.fake.fail('files.getUploadURLExternal', { kind: 'error', error: 'file_uploads_disabled' });
    bot.fake.acts.press({ view: bot.fake.views[0]?.id ?? '', actionId: 'download_md' });
    await bot.fake.waitFor(() =>
      JSON.stringify(bot.fake.views[0]?.view).includes('I’m not allowed to share files here.'),
    );
    expect(bot.fake.files).toEqual([]);
  });

  it('digest again, remove and post, each once; forged ones read as help', async () => {
    const bot = await startBot();
    const overview = await bot.overview(bot.fake.say({ text: 'x' }));
    bot.fake.click({ ts: overview, actionId: 'full_text_post' })();
    expect(await requested(bot)).toMatchObject({ kind: 'post-full-text', digest: ref });
    bot.fake.acts.press({ ts: overview, actionId: 'more', picked: 'again' });
    expect(await requested(bot, 2)).toMatchObject({ kind: 'digest-again', digest: ref });
    bot.fake.acts.press({ ts: overview, actionId: 'more', picked: 'remove' });
    expect(await requested(bot, 3)).toMatchObject({ kind: 'remove', digest: ref });
    bot.fake.acts.press({ ts: overview, actionId: 'read', forged: '../../etc|<!channel>' });
    expect(await requested(bot, 4)).toMatchObject({ kind: 'help', typed: '' });
    expect(bot.fake.views).toHaveLength(0);
  });

  it('that come too late for a page are told so, in the language of whoever pressed', async () => {
    const bot = await startBot();
    bot.fake.people.set(fakeSlackIds.person, { locale: 'fr-FR', admin: false, team: 'T0TEAM', isBot: false });
    const overview = await bot.overview(bot.fake.say({ text: 'x' }));
    bot.fake.fail('views.open', { kind: 'error', error: 'expired_trigger_id' });
    bot.fake.acts.press({ ts: overview, actionId: 'read' });
    await expect.poll(() => problems(bot)).toMatchObject([{ fields: { error: 'expired_trigger_id' } }]);
    await bot.fake.waitFor(() => bot.fake.responses.length === 1);
    expect(bot.fake.responses[0]).toMatchObject({
      text: 'J’ai mis trop de temps. Veuillez réessayer.',
      inChannel: false,
    });
    expect(bot.requests).toEqual([]);
  });

  it('that follow each other on a page show what the last one asks for, whatever is found first', async () => {
    const found = Promise.withResolvers<void>();
    const said: unknown[] = [];
    const bot = await startBot(async (request, say) => {
      if (request.kind === 'show-section' && request.chapter === 1) await found.promise;
      said.push(await section(request, say));
    });
    const overview = await bot.overview(bot.fake.say({ text: 'x' }));
    bot.fake.acts.press({ ts: overview, actionId: 'read' });
    await bot.fake.waitFor(() => bot.fake.views[0]?.updates === 1);
    const view = bot.fake.views[0]?.id ?? '';
    bot.fake.acts.press({ view, actionId: 'reader_next' });
    await requested(bot, 2);
    bot.fake.acts.press({ view, actionId: 'reader_chapter', picked: 'vdgSample01|zh-CN|2' });
    await bot.fake.waitFor(() => bot.fake.views[0]?.updates === 2);
    found.resolve();
    await expect.poll(() => said.toSorted()).toEqual([false, true, true]);
    expect(bot.fake.views[0]?.updates).toBe(2);
  });

  it('on a page that was closed meanwhile are no fault', async () => {
    const bot = await startBot(section);
    const overview = await bot.overview(bot.fake.say({ text: 'x' }));
    bot.fake.fail('views.update', { kind: 'error', error: 'not_found' });
    bot.fake.acts.press({ ts: overview, actionId: 'read' });
    await expect.poll(() => bot.logger.entries.some(({ fields }) => fields?.['error'] === 'not_found')).toBe(true);
    expect(problems(bot)).toEqual([]);
  });
});

describe('joining and the home page', () => {
  it('welcomes whoever invited the bot, with a choice of modes', async () => {
    const bot = await startBot(async (request, say) => {
      if (request.kind === 'welcome') await say({ kind: 'welcome', language: 'en', channelLanguage: 'fr' });
    });
    bot.fake.acts.join('C0NEW', 'U0INVITER');
    expect(await requested(bot)).toMatchObject({
      kind: 'welcome',
      asker: { id: 'U0INVITER' },
      at: { channel: 'C0NEW' },
    });
    await bot.fake.waitFor(() => bot.fake.ephemerals.length === 1);
    expect(bot.fake.ephemerals[0]).toMatchObject({ channel: 'C0NEW', user: 'U0INVITER' });
    expect(bot.fake.ephemerals[0]?.text).toContain('I write in French.');
    expect(bot.fake.ephemerals[0]?.text).toContain('React with :movie_camera: to a link');
  });

  it('shows the home page', async () => {
    const bot = await startBot((_, say) =>
      say({
        kind: 'home',
        language: 'en',
        settings: { ...defaultSettings, language: 'en' },
        mayChange: true,
        usage: sampleUsage(['C0GENERAL']),
        recent: [{ title: 'A <!channel> talk', link: 'https://fake.slack.test/1', postedAtMs: 0 }],
      }),
    );
    bot.fake.acts.openHome();
    await bot.fake.waitFor(() => bot.fake.views.length === 1);
    const home = JSON.stringify(bot.fake.views[0]?.view);
    expect(home).toContain('<#C0GENERAL>: 2 digests for $1.00');
    expect(home).not.toContain('<!channel>');
    bot.fake.acts.press({ view: bot.fake.views[0]?.id ?? '', actionId: 'settings' });
    expect(await requested(bot, 2)).toMatchObject({
      kind: 'settings',
      at: { channel: '' },
      answerTo: { form: 'page' },
    });
    expect(bot.fake.views).toHaveLength(2);
    expect(problems(bot)).toEqual([]);
  });
});
