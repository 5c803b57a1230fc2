import { describe, expect, it } from 'vitest';
import type { Reply } from '../../../src/core/domain/reply.ts';
import { formatReply } from '../../../src/formatters/slack/format-reply.ts';
import { catalogues } from '../../../src/formatters/strings/strings-for.ts';
import { textsOf } from './replies.ts';

const nowMs = Date.UTC(2025, 11, 22, 14, 0);
const say = (reply: Reply) => {
  const [message] = formatReply(reply, { containers: true, nowMs });
  return { text: message?.text, blocks: message === undefined ? [] : textsOf(message) };
};

describe('again', () => {
  it('is one line that leads to the thread', () => {
    const link = 'https://fake.slack.test/archives/C0/p1?thread_ts=1.0&cid=C0';
    expect(say({ kind: 'again', language: 'en', postedAtMs: nowMs, link })).toEqual({
      text: 'Digested on Dec 22',
      blocks: ['Digested on Dec 22 → <https://fake.slack.test/archives/C0/p1?thread_ts=1.0&amp;cid=C0|thread>'],
    });
  });

  it('says where a newer link leads, in the notification too', () => {
    const chapter = {
      title: 'The <!here> drill',
      gist: '',
      startMs: 60_000,
      endMs: 120_000,
      lines: { first: 1, last: 2 },
    };
    const link = 'https://fake.slack.test/archives/C0/p1';
    const sharedAt = { startMs: 75_000, chapter };
    const { text, blocks } = say({ kind: 'again', language: 'en', postedAtMs: nowMs, link, sharedAt });
    expect(text).toBe('Digested on Dec 22\nShared at 01:15, in The &lt;!here&gt; drill');
    expect(blocks).toHaveLength(2);
  });
});

describe('a failure', () => {
  const failure = { kind: 'failure', language: 'en', reason: null, retryAtMs: null } as const;

  it('says cause and what happens next', () => {
    const { text, blocks } = say({ ...failure, code: 'captions-none' });
    expect(blocks).toEqual([text]);
    expect(text).toMatch(/^This video has no captions, so I can’t read it\. If captions are added/);
  });

  it('gives the next try in the zone of each reader', () => {
    const at = (retryAtMs: number) => say({ ...failure, code: 'youtube-blocked', retryAtMs });
    const soon = at(nowMs + 20 * 60_000);
    expect(soon.text).toBe('YouTube is refusing this server, not your video. Next try 14:20 UTC; I’ll post here.');
    expect(soon.blocks[0]).toContain('Next try <!date^1766413200^{time}|14:20 UTC>; I’ll');
    expect(at(nowMs + 20 * 3_600_000).blocks[0]).toContain('^{date_short_pretty}, {time}|Dec 23, 10:00 UTC>');
  });

  it('cannot be made to ping by what YouTube says', () => {
    const reason = '<!channel> *now* \uE000 https://evil.example';
    const retryAtMs = nowMs + 60_000;
    const { blocks } = say({ ...failure, code: 'upcoming', reason, retryAtMs });
    expect(blocks[0]).toContain('&lt;!channel&gt; ∗now∗');
    expect(blocks[0]?.replace(/<!date\^\d+\^\{time\}\|[\d:]+ UTC>/, '')).not.toContain('<');
  });
});

describe('what is left alone', () => {
  it.each(Object.keys(catalogues))('is told of in %s, each cause in words of its own, with what to do', (language) => {
    const texts = (['music', 'length', 'shorts'] as const).map((why) => {
      const messages = formatReply({ kind: 'left-alone', language, why }, { containers: true });
      expect(messages.map(({ blocks }) => blocks.length)).toEqual([1]);
      return messages[0]?.text ?? '';
    });
    expect(new Set(texts).size).toBe(3);
    for (const text of texts) expect(text).toMatch(/\/digest/);
    if (language !== 'en') expect(texts.join(' ')).not.toContain('left it alone');
  });

  it('has the words of its language in every region', () => {
    const [message] = formatReply({ kind: 'left-alone', language: 'zh-CN', why: 'music' }, { containers: true });
    expect(message?.text).toBe('这看起来是音乐视频，所以没有整理。如果仍想整理，请使用 /digest 并附上链接。');
  });
});
