import { describe, expect, it } from 'vitest';
import type { ChatWish, DigestRef, WantedVideo } from '../../../../src/core/domain/chat-request.ts';
import { VidigestError } from '../../../../src/core/domain/errors.ts';
import type { RepliedRequest } from '../../../../src/core/ports/reply-store.ts';
import { frame, guest, member, testSettings } from '../../../support/memory-answers.ts';
import { sampleDigest } from '../../../support/sample-digest.ts';
import { createChatHouse, inShort } from './chat-house.ts';

const sample = sampleDigest();
const digest: DigestRef = { videoId: sample.video.id, language: sample.language };
const gone: DigestRef = { videoId: 'goneVideo01', language: 'zh-CN' };
const admin = { ...member, id: 'U7', mayAdminister: true };
const publicly = { answerTo: { form: 'thread' } } as const;

const video = (videoId: string, startMs: number | null = null): WantedVideo => ({ videoId, startMs, isShort: false });

function links(change: Partial<Extract<ChatWish, { kind: 'digest' }>> = {}): ChatWish {
  return {
    kind: 'digest',
    origin: 'link',
    videos: [video('newVideo001')],
    language: null,
    private: false,
    question: false,
    byApp: false,
    postedAtMs: 5,
    ...change,
  };
}

const inChannel = {
  at: { surface: 'slack', workspace: 'T1', channel: 'C1', message: '100.1', thread: null },
  answerTo: { form: 'thread' },
} as const;
const asCommand = {
  at: { ...inChannel.at, message: null },
  answerTo: { form: 'private', handle: 'h' },
} as const;

function answered(id: string, author: string, messages: readonly string[]): RepliedRequest {
  const ref = { ...inChannel.at, author };
  return {
    id,
    ref,
    ...digest,
    scope: 'all',
    startMs: null,
    posts: messages.map((message) => ({ channel: 'C1', message })),
  };
}

describe('links', () => {
  it('are put in line in the channel’s language, without a word', async () => {
    const { ask, orders, said, settings } = createChatHouse();
    await settings.change({ surface: 'slack', workspace: 'T1', channel: 'C1' }, { set: { language: 'ja' }, reset: [] });
    await ask(links(), inChannel);
    expect(orders).toEqual([
      {
        ref: { ...inChannel.at, author: 'U1' },
        videos: [video('newVideo001')],
        language: 'ja',
        scope: 'all',
        asked: false,
        act: 'r1',
        postedAtMs: 5,
      },
    ]);
    expect(said).toEqual([]);
  });

  it('to Shorts where the channel wants none are told of to whoever posted them, in the channel’s language', async () => {
    const { ask, orders, events, said, settings } = createChatHouse();
    await settings.change({ surface: 'slack', workspace: 'T1', channel: 'C1' }, { set: { shorts: false }, reset: [] });
    const short = { ...video('newVideo001'), isShort: true };
    await ask(links({ videos: [short] }), inChannel);
    expect([orders, said]).toEqual([[], []]);
    expect(events).toContain('tell U1 shorts r1/told');
    await ask(links({ videos: [short, video('newVideo002')] }), inChannel);
    expect(orders).toMatchObject([{ videos: [video('newVideo002')] }]);
    expect(events.filter((event) => event.startsWith('tell'))).toHaveLength(2);
    await ask(links({ videos: [short], byApp: true }), inChannel);
    expect(events.filter((event) => event.startsWith('tell'))).toHaveLength(2);
  });

  it('come again when they could not be written down', async () => {
    const { ask, world, said } = createChatHouse();
    world.failure = new VidigestError('store-failed', 'disk');
    await expect(ask(links(), inChannel)).rejects.toBe(world.failure);
    expect(said).toEqual([]);
  });

  it('of a command hang on a message of the bot’s own, if it may post', async () => {
    const { ask, world, orders, said } = createChatHouse();
    await ask(links({ origin: 'command', language: 'fr' }), asCommand);
    expect(orders).toMatchObject([{ ref: { message: '300.1', author: 'U1' }, language: 'fr', asked: true }]);
    world.canPost = false;
    await ask(links({ origin: 'command' }), asCommand);
    expect(orders).toHaveLength(1);
    expect(inShort(said)).toEqual(['not-in-channel']);
  });

  it('of a shortcut stay with their message, if the bot is in its channel', async () => {
    const { ask, world, orders, said } = createChatHouse();
    await ask(links({ origin: 'shortcut' }), inChannel);
    expect(orders).toMatchObject([{ ref: { message: '100.1' }, asked: true }]);
    world.canPost = false;
    await ask(links({ origin: 'shortcut' }), inChannel);
    await ask(links(), inChannel);
    expect(orders).toHaveLength(2);
    expect(inShort(said)).toEqual(['not-in-channel']);
  });

  it('that are asked for in a page and answered elsewhere leave a word in the page', async () => {
    const { ask, orders, said } = createChatHouse();
    await ask(links({ origin: 'shortcut' }), { ...asCommand, answerTo: { form: 'page', handle: 'h' } });
    expect(orders).toHaveLength(1);
    expect(inShort(said)).toEqual(['working']);
  });

  it('beyond three are ordered by a second word', async () => {
    const { ask, events, said } = createChatHouse();
    const videos = ['a', 'b', 'c', 'd'].map((letter) => video(letter.repeat(11)));
    await ask(links({ videos }), inChannel);
    const videoIds = videos.map(({ videoId }) => videoId);
    expect(said).toEqual([{ kind: 'digest-all', language: 'zh-CN', videoIds, costUsd: 0.4 }]);
    expect(events).toEqual([]);
    await ask({ kind: 'digest-all', videoIds, language: null });
    expect(events).toEqual([`order ${videoIds.join(' ')} zh-CN all`]);
  });

  it('are read alone when they are private', async () => {
    const { ask, events, said } = createChatHouse();
    const videos = [video(digest.videoId)];
    await ask(links({ origin: 'command', private: true, videos }), asCommand);
    expect(events).toEqual([]);
    expect(said).toMatchObject([{ kind: 'reply', language: 'en', reply: { kind: 'overview', language: 'en' } }]);
  });

  it('of guests are answered from what is kept, and with an explanation only if they ask', async () => {
    const { ask, events, said } = createChatHouse();
    await ask(links(), { ...inChannel, asker: guest });
    expect([...events, ...said]).toEqual([]);
    await ask(links({ origin: 'mention' }), { ...inChannel, asker: guest });
    expect(inShort(said)).toEqual(['guest']);
    await ask(links({ videos: [video(digest.videoId)] }), { ...inChannel, asker: guest });
    expect(events).toEqual([`order ${digest.videoId} zh-CN all`]);
  });

  it('with a question get the digest and a plain word', async () => {
    const { ask, orders, said } = createChatHouse();
    await ask(links({ origin: 'mention', question: true }), inChannel);
    expect(orders).toHaveLength(1);
    expect(inShort(said)).toEqual(['questions-later']);
  });

  it('with a time carry it into the order, and say it to whoever reads alone', async () => {
    const { ask, said, orders } = createChatHouse();
    const second = sample.chapters[1]?.startMs ?? 0;
    await ask(links({ videos: [video(digest.videoId, second), video('newVideo001', second)] }), inChannel);
    expect(orders[0]?.videos.map(({ startMs }) => startMs)).toEqual([second, second]);
    await ask(links({ origin: 'command', private: true, videos: [video(digest.videoId, second)] }), asCommand);
    expect(said).toMatchObject([{ reply: { kind: 'overview', sharedAt: { startMs: second } } }]);
  });

  it('to no video are answered only if somebody asks', async () => {
    const { ask, said } = createChatHouse();
    await ask({ kind: 'no-video', origin: 'link', playlist: true }, inChannel);
    expect(said).toEqual([]);
    await ask({ kind: 'no-video', origin: 'mention', playlist: true }, inChannel);
    await ask({ kind: 'no-video', origin: 'shortcut', playlist: false });
    expect(inShort(said)).toEqual(['playlist', 'no-video']);
  });
});

describe('reading', () => {
  const section = { kind: 'show-section', chapter: 1, page: 0, original: true } as const;

  it('opens a page of what is kept, in the reader’s words', async () => {
    const { ask, events, said } = createChatHouse();
    await ask({ ...section, digest });
    expect(said).toEqual([{ kind: 'section', language: 'en', digest: sample, chapter: 1, page: 0, original: true }]);
    expect(events).toEqual([]);
  });

  it('makes again what is not kept, though not for guests', async () => {
    const { ask, events, said } = createChatHouse();
    await ask({ ...section, digest: gone }, { asker: guest });
    expect(inShort(said)).toEqual(['guest']);
    await ask({ ...section, digest: gone });
    expect(events).toEqual(['make goneVideo01 zh-CN']);
    expect(inShort(said).slice(1)).toEqual(['working', 'section']);
    await ask({ ...section, digest }, { asker: guest });
    expect(inShort(said).at(-1)).toBe('section');
  });

  it('is made in the name of whoever asks, each time anew', async () => {
    const { ask, world } = createChatHouse();
    await ask({ ...section, digest: gone });
    await ask(links({ origin: 'command', private: true }), { ...asCommand, id: 'command 7' });
    const ref = { surface: 'slack', workspace: 'T1', channel: 'C1', author: 'U1' };
    expect(world.charges).toMatchObject([{ ref: { ...ref, message: '200.1' } }, { ref }]);
    const keys = world.charges.map((charge) => charge?.key);
    expect(keys).toEqual(['slack/T1/r1/goneVideo01/zh-CN', 'slack/T1/command 7/newVideo001/zh-CN']);
  });

  it('is shown with the reason where there was no money for it, and can be paid for all the same', async () => {
    const { ask, world, said, events } = createChatHouse();
    const notice = { reason: 'video', limitUsd: 1, estimateUsd: 4, resetsAtMs: null } as const;
    world.noMoney = notice;
    const onPage = { ...asCommand, answerTo: { form: 'page', handle: 'h' } } as const;
    await ask(links({ origin: 'command', private: true }), onPage);
    expect(said.at(-1)).toMatchObject({ kind: 'reply', reply: { kind: 'overview', notice } });
    world.noMoney = null;
    await ask({ kind: 'spend-anyway', digest: gone }, { ...onPage, asker: guest });
    expect(inShort(said).at(-1)).toBe('guest');
    await ask({ kind: 'spend-anyway', digest: gone }, onPage);
    expect(events.slice(-2)).toEqual(['allow T1 goneVideo01 zh-CN', 'make goneVideo01 zh-CN']);
    expect(inShort(said).at(-1)).toBe('section');
  });

  it('says so where there is nothing to read', async () => {
    const { ask, world, said } = createChatHouse();
    world.kept = [{ ...sample, chapters: [], passages: [] }];
    await ask({ ...section, digest });
    await ask({ kind: 'download', digest, format: 'srt' });
    expect(inShort(said)).toEqual(['nothing-to-show', 'nothing-to-show']);
  });

  it('sends a file under a safe name', async () => {
    const { ask, said } = createChatHouse();
    await ask({ kind: 'download', digest, format: 'md' });
    expect(said).toMatchObject([{ kind: 'file', format: 'md', content: `# ${sample.title}`, title: sample.title }]);
    const name = said[0]?.kind === 'file' ? said[0].name : '';
    expect(name).toMatch(/^[\p{L}\p{N}-]+\.vdgSample01\.zh-CN\.md$/u);
  });

  it('tells what is wrong to whoever waits', async () => {
    const { ask, world, said, logger } = createChatHouse();
    world.failure = new VidigestError('captions-none', 'none', { reason: 'why' });
    await ask({ ...section, digest: gone });
    expect(said.at(-1)).toMatchObject({
      language: 'en',
      reply: { kind: 'failure', code: 'captions-none', reason: 'why' },
    });
    expect(logger.entries).toMatchObject([{ level: 'warn', fields: { code: 'captions-none' } }]);
  });

  it('ends without a word when it is cancelled', async () => {
    const { ask, world, said, stop } = createChatHouse();
    world.failure = new VidigestError('internal', 'late');
    stop.abort(new Error('stopping'));
    await expect(ask({ ...section, digest: gone })).rejects.toThrow('stopping');
    expect(inShort(said)).toEqual(['working']);
  });
});

describe('another language', () => {
  const wish = { kind: 'another-language', digest, to: 'pt_br' } as const;

  it('is posted in the thread, or read alone', async () => {
    const { ask, events, said, orders } = createChatHouse();
    await ask({ ...wish, private: false });
    expect(events).toEqual([`order ${digest.videoId} pt-BR all`]);
    expect(orders[0]?.ref).toMatchObject({ message: '200.1', thread: '100.1' });
    await ask({ ...wish, private: true });
    expect(events[1]).toBe(`make ${digest.videoId} pt-BR`);
    await ask({ ...wish, private: true }, { answerTo: { form: 'page', handle: 'v' } });
    expect(inShort(said)).toEqual(['working', 'working', 'reply: overview', 'working', 'section']);
  });

  it('is not made for guests, nor in what is no language', async () => {
    const { ask, events, said } = createChatHouse();
    await ask({ ...wish, private: false }, { asker: guest });
    await ask({ ...wish, to: '../x', private: true });
    expect(inShort(said)).toEqual(['guest', 'reply: failure']);
    expect(said[1]).toMatchObject({ reply: { code: 'language-invalid' } });
    expect(events).toEqual([]);
  });
});

describe('buttons of a digest', () => {
  it('make it again once, though they are pressed twice', async () => {
    const { ask, events, clock } = createChatHouse();
    await Promise.all([ask({ kind: 'digest-again', digest }), ask({ kind: 'digest-again', digest })]);
    expect(events).toEqual([`anew ${digest.videoId} zh-CN all`]);
    await clock.advance(10 * 60_000 + 1);
    await ask({ kind: 'digest-again', digest });
    expect(events).toHaveLength(2);
  });

  it('post the full text once, and again only after a failure', async () => {
    const { ask, world, events, said } = createChatHouse();
    world.posting = () => Promise.reject(new VidigestError('chat-refused', 'no'));
    await ask({ kind: 'post-full-text', digest });
    world.posting = async () => undefined;
    await Promise.all([ask({ kind: 'post-full-text', digest }), ask({ kind: 'post-full-text', digest })]);
    expect(events).toEqual(['full text at 200.1 as undefined', 'full text at 200.1 as undefined']);
    expect(inShort(said)).toEqual(['reply: failure', 'working']);
  });

  it('remove it for whoever asked and for admins, and for nobody else', async () => {
    const { ask, world, events, said } = createChatHouse();
    world.answered = [answered('r1', 'U5', ['1', '2'])];
    world.peopleWrote = true;
    await ask({ kind: 'remove', digest });
    await ask({ kind: 'remove', digest }, { asker: { ...guest, mayAdminister: true } });
    expect(inShort(said)).toEqual(['not-allowed', 'not-allowed']);
    expect(events).toEqual([]);
    const removal = ['gone r1', 'remove 2', 'remove 1', `forget ${digest.videoId}`];
    await ask({ kind: 'remove', digest }, { asker: admin });
    expect(events).toEqual(removal);
    await ask({ kind: 'remove', digest }, { asker: { ...guest, id: 'U5' } });
    expect(events).toEqual([...removal, ...removal]);
  });

  it('post the full text under the name that it has anyway', async () => {
    const { ask, world, events } = createChatHouse();
    world.answered = [answered('r1', 'U5', ['1'])];
    await ask({ kind: 'post-full-text', digest });
    expect(events).toEqual(['full text at 200.1 as r1/full-text']);
  });

  it('of a digest that nobody knows remove nothing', async () => {
    const { ask, said, events } = createChatHouse();
    await ask({ kind: 'remove', digest }, { asker: admin });
    expect(inShort(said)).toEqual(['nothing-to-show']);
    expect(events).toEqual([]);
  });

  it('go beyond the budget for those who may change it', async () => {
    const { ask, settings, events, said } = createChatHouse();
    await settings.change(
      { surface: 'slack', workspace: 'T1', channel: null },
      { set: { whoChanges: 'admins' }, reset: [] },
    );
    await ask({ kind: 'spend-anyway', digest });
    await ask({ kind: 'spend-anyway', digest }, { asker: guest });
    await ask({ kind: 'spend-anyway', digest }, { asker: admin });
    expect(events).toEqual([`spend ${digest.videoId} zh-CN all`]);
    expect(inShort(said)).toEqual(['not-allowed', 'guest', 'working']);
  });

  it('cost guests nothing but a word', async () => {
    const { ask, events, said } = createChatHouse();
    const kinds = ['digest-again', 'post-full-text'] as const;
    for (const kind of kinds) await ask({ kind, digest }, { asker: guest });
    await ask({ kind: 'digest-all', videoIds: ['aaaaaaaaaaa'], language: null }, { asker: guest });
    expect(inShort(said)).toEqual(['guest', 'guest', 'guest']);
    expect(events).toEqual([]);
  });

  it('offer languages and forms', async () => {
    const { ask, said } = createChatHouse();
    await ask({ kind: 'choose-language', digest });
    await ask({ kind: 'choose-download', digest });
    expect(said).toEqual([
      { kind: 'language-choice', language: 'en', digest },
      { kind: 'download-choice', language: 'en', digest },
    ]);
  });
});

describe('a part of a digest', () => {
  it('is shown to whoever asks', async () => {
    const { ask, said } = createChatHouse();
    await ask({ kind: 'show-part', digest, part: { name: 'arguments' } });
    expect(said).toEqual([{ kind: 'part', language: 'en', digest: sample, part: { name: 'arguments' } }]);
  });

  it('that the channel hides is hidden from whoever asks, behind buttons old and new', async () => {
    const { ask, said, settings } = createChatHouse();
    const place = { surface: 'slack', workspace: 'T1', channel: 'C1' } as const;
    await settings.change(place, { set: { shown: ['companies'] }, reset: [] });
    await ask({ kind: 'show-part', digest, part: { name: 'arguments' } }, inChannel);
    await ask({ kind: 'show-part', digest, part: { name: 'people' } }, inChannel);
    await ask(links({ origin: 'command', private: true, videos: [video(digest.videoId)] }), asCommand);
    const hidden = { arguments: [], people: [], quotes: [] };
    expect(sample.companies).not.toEqual([]);
    const left = { ...sample, ...hidden };
    expect(said).toMatchObject([{ digest: left }, { digest: left }, { reply: { kind: 'overview', digest: left } }]);
  });
});

describe('a message that is deleted', () => {
  const wish = [{ kind: 'message-deleted' }, { ...inChannel, answerTo: { form: 'none' } }] as const;

  it('takes the replies with it, after the work on it has ended', async () => {
    const { ask, world, events } = createChatHouse();
    world.answered = [answered('r1', 'U1', ['1']), answered('r2', 'U1', ['2', '3'])];
    await ask(...wish);
    const forgotten = `forget ${digest.videoId}`;
    const removed = ['remove 3', 'remove 2', forgotten, 'remove 1', forgotten];
    expect(events).toEqual(['cancelled r1 r2', 'gone r1 r2', ...removed]);
  });

  it('leaves them where people have written, but for notices of what is not tried again', async () => {
    const { ask, world, events } = createChatHouse();
    world.answered = ['1', '2', '3', '4'].map((n) => answered(`r${n}`, 'U1', [n]));
    world.requests = {
      r1: { state: 'done', code: null },
      r2: { state: 'waiting', code: 'model-overloaded' },
      // What stands there may be whole: the chat has not taken the rest.
      r3: { state: 'waiting', code: 'chat-refused' },
      // Whoever works on it takes back what is not finished.
      r4: { state: 'running', code: null },
    };
    world.peopleWrote = true;
    await ask(...wish);
    expect(events).toEqual(['cancelled r1 r2 r3 r4', 'remove 2', `forget ${digest.videoId}`]);
  });

  it('that asked for nothing means nothing', async () => {
    const { ask, events } = createChatHouse();
    await ask(...wish);
    expect(events).toEqual([]);
  });
});

describe('a channel', () => {
  it('is set by words, and says so in the language of whoever reads', async () => {
    const { ask, said, logger } = createChatHouse();
    await ask({ kind: 'change-settings', change: { set: { language: 'ja', mode: 'off' }, reset: [] } });
    await ask({ kind: 'settings' });
    await ask({ kind: 'settings' }, { ...publicly, asker: guest });
    expect(inShort(said)).toEqual(['settings-saved', 'settings', 'settings']);
    expect(said.slice(1)).toMatchObject([
      { language: 'en', mayChange: true, settings: { language: 'ja', mode: 'off' } },
      { language: 'ja', mayChange: false },
    ]);
    expect(logger.entries).toMatchObject([{ fields: { names: 'mode language' } }]);
  });

  it('is set together with all others of its workspace that have not decided for themselves', async () => {
    const { ask, said } = createChatHouse();
    await ask({ kind: 'change-settings', change: { set: { mode: 'react' }, reset: [] }, everywhere: true });
    const elsewhere = { at: { ...inChannel.at, channel: 'C2' } };
    await ask({ kind: 'settings' }, elsewhere);
    await ask({ kind: 'change-settings', change: { set: { mode: 'auto' }, reset: [] } }, elsewhere);
    await ask({ kind: 'settings' }, elsewhere);
    await ask({ kind: 'settings' });
    const modes = said.flatMap((answer) => (answer.kind === 'settings' ? [answer.settings.mode] : []));
    expect(modes).toEqual(['react', 'auto', 'react']);
  });

  it('refuses what is invalid or not allowed', async () => {
    const { ask, said } = createChatHouse();
    await ask({ kind: 'change-settings', change: { set: { language: 'x' }, reset: [] } });
    await ask({ kind: 'change-settings', change: { set: { shortestMs: -1 }, reset: [] } });
    await ask({ kind: 'change-settings', change: { set: { mode: 'off' }, reset: [] } }, { asker: guest });
    expect(inShort(said)).toEqual(['reply: failure', 'outdated-button', 'guest']);
  });

  it('tells what it has cost, to its own people', async () => {
    const { ask, said, events, settings } = createChatHouse();
    await settings.change({ surface: 'slack', workspace: 'T1', channel: 'C1' }, { set: { budgetUsd: 7 }, reset: [] });
    await ask({ kind: 'usage' });
    await ask({ kind: 'usage' }, { asker: guest });
    expect(inShort(said)).toEqual(['usage', 'guest']);
    const [one, both] = [
      { digests: 3, costUsd: 0.25 },
      { digests: 6, costUsd: 0.5 },
    ];
    const here = { ...one, budgetUsd: 7 };
    const day = { limitUsd: 5, leftUsd: 2.5 };
    expect(said[0]).toMatchObject({ usage: { today: both, month: both, savedUsd: 18, day, here, channels: [] } });
    expect(events).toEqual(['usage of the day', 'usage of the month', 'look at C2']);
  });

  it('is greeted once', async () => {
    const { ask, said } = createChatHouse();
    await ask({ kind: 'welcome' });
    await ask({ kind: 'welcome' });
    expect(said).toEqual([{ kind: 'welcome', language: 'en', channelLanguage: 'en' }]);
  });

  it('speaks the language of whoever first invited the bot to the workspace, unless it is decided otherwise', async () => {
    const { ask, traits, orders, settings } = createChatHouse();
    await ask({ kind: 'welcome' }, { asker: { ...guest, locale: 'fr-FR' } });
    expect(traits.get('locale')).toBeUndefined();
    await ask({ kind: 'welcome' }, { asker: { ...member, locale: 'de-DE' } });
    await ask({ kind: 'welcome' }, { asker: { ...member, locale: 'ja-JP' } });
    await ask(links(), inChannel);
    await settings.change({ surface: 'slack', workspace: 'T1', channel: 'C1' }, { set: { language: 'ko' }, reset: [] });
    await ask(links(), { ...inChannel, id: 'r2' });
    expect(orders.map(({ language }) => language)).toEqual(['de-DE', 'ko']);
  });

  it('helps with what was not understood', async () => {
    const { ask, said } = createChatHouse();
    await ask({ kind: 'help', typed: 'langauge', nearest: 'language' }, { asker: { ...member, locale: null } });
    expect(said).toEqual([{ kind: 'help', language: 'zh-CN', typed: 'langauge', nearest: 'language' }]);
  });
});

describe('a page of one’s own', () => {
  const thread = (channel: string, videoId: string, postedAtMs: number) => {
    const place = { surface: 'slack', workspace: 'T1', channel, videoId, language: 'zh-CN' };
    return { ...place, thread: '1', link: `https://chat.example/${channel}`, postedAtMs };
  };

  it('names nothing of channels that the viewer cannot open', async () => {
    const { ask, world, said, events } = createChatHouse();
    world.threads = [thread('secret', gone.videoId, 3), thread('C1', digest.videoId, 2), thread('C1', gone.videoId, 1)];
    world.open = ['C1'];
    world.spending = ['secret', 'C1'];
    await ask({ kind: 'home' }, { at: { ...frame().at, channel: '', message: null, thread: null } });
    expect(said).toMatchObject([
      {
        kind: 'home',
        language: 'en',
        settings: testSettings,
        mayChange: false,
        usage: { month: { costUsd: 0.5 }, here: null, channels: [{ channel: 'C1', costUsd: 0.25 }] },
        recent: [
          { title: sample.title, postedAtMs: 2 },
          { title: gone.videoId, postedAtMs: 1 },
        ],
      },
    ]);
    expect(JSON.stringify(said)).not.toContain('secret');
    expect(events.toSorted()).toEqual([
      ...['look at C1', 'look at C1', 'look at secret', 'look at secret'],
      ...['usage of the day', 'usage of the month'],
    ]);
  });

  it('lets admins set the whole workspace, and nobody else', async () => {
    const { ask, said, settings } = createChatHouse();
    const home = { ...frame().at, channel: '', message: null, thread: null };
    const workspace = { surface: 'slack', workspace: 'T1', channel: null } as const;
    const french = { kind: 'change-settings', change: { set: { language: 'fr' }, reset: [] } } as const;
    await ask({ kind: 'settings' }, { at: home });
    await ask(french, { at: home });
    expect(said).toMatchObject([{ kind: 'settings', mayChange: false }, { note: 'not-allowed' }]);
    expect(await settings.find(workspace)).toEqual({});
    await ask(french, { at: home, asker: admin });
    expect(said[2]).toMatchObject({ note: 'settings-saved' });
    expect(await settings.find(workspace)).toEqual({ language: 'fr' });
    await ask({ kind: 'home' }, { at: home, asker: { ...admin, isGuest: true } });
    expect(said[3]).toMatchObject({ kind: 'home', mayChange: false, settings: { language: 'fr' } });
  });

  it('names a few of the dearest channels, and asks the platform about no more of them than it must', async () => {
    const { ask, world, said, events } = createChatHouse();
    world.spending = Array.from({ length: 60 }, (_, index) => `C${index}`);
    world.open = ['C0', 'C1', 'C2', 'C4', 'C5', 'C6'];
    const home = { ...frame().at, channel: '', message: null, thread: null };
    await ask({ kind: 'usage' }, { at: home });
    const named = (at: number) => {
      const [answer] = said.slice(at);
      return answer?.kind === 'usage' ? answer.usage.channels.map(({ channel }) => channel) : null;
    };
    expect(named(0)).toEqual(['C0', 'C1', 'C2', 'C4', 'C5']);
    expect(events.filter((event) => event.startsWith('look'))).toHaveLength(6);
    world.open = ['C59'];
    await ask({ kind: 'usage' }, { at: home });
    expect(named(1)).toEqual([]);
    expect(events.filter((event) => event.startsWith('look')).length).toBeLessThan(40);
  });

  it('shows guests no costs', async () => {
    const { ask, said } = createChatHouse();
    await ask({ kind: 'home' }, { asker: guest });
    expect(said).toMatchObject([{ kind: 'home', usage: null, recent: [] }]);
  });
});
