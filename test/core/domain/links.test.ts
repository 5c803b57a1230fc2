import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blankCode, candidateAddresses } from '../../../src/core/domain/link-text.ts';
import { findPlaylistLinks, findVideoLinks, parseVideoReference } from '../../../src/core/domain/links.ts';

const id = 'a1B2c3D4-_x';
const other = 'Zz_0-9yYxWv';
const ids = (text: string) => findVideoLinks(text).map((link) => link.videoId);
const consent = (target: string) => `https://consent.youtube.com/m?continue=${encodeURIComponent(target)}&gl=DE&m=0`;

describe('findVideoLinks: every form of address', () => {
  it.each([
    `https://www.youtube.com/watch?v=${id}`,
    `http://youtube.com/watch?v=${id}`,
    `https://m.youtube.com/watch?v=${id}`,
    `https://music.youtube.com/watch?v=${id}&list=RDAMVM${id}`,
    `https://youtu.be/${id}`,
    `https://youtu.be/${id}?si=AbCdEf123`,
    `https://www.youtube.com/shorts/${id}?feature=share`,
    `https://www.youtube.com/live/${id}`,
    `https://www.youtube.com/embed/${id}?autoplay=1`,
    `https://www.youtube-nocookie.com/embed/${id}`,
    `https://www.youtube.com/v/${id}`,
    `https://www.youtube.com/e/${id}`,
    `https://www.youtube.com/watch/${id}`,
    `https://www.youtube.com/watch?app=desktop&feature=share&v=${id}&t=1`,
    `https://www.youtube.com/watch?list=PL123&index=4&v=${id}`,
    `HTTPS://WWW.YouTube.COM/watch?v=${id}`,
    `https://YOUTU.BE/${id}`,
    `https://www.youtube.com./watch?v=${id}`,
    `https://www.youtube.com:443/watch?v=${id}`,
    `https://www.youtube.com/watch?v=${id}?t=90`,
    `https://youtu.be/${id}&t=90`,
    `https://youtu.be/${id}/`,
    `https://www.youtube.com/attribution_link?a=xyz&u=%2Fwatch%3Fv%3D${id}%26feature%3Dshare`,
    `https://www.youtube.com/attribution_link?a=xyz&u=/watch?v=${id}`,
    `https://www.youtube.com/redirect?q=https%3A%2F%2Fyoutu.be%2F${id}`,
    consent(`https://www.youtube.com/watch?v=${id}`),
    `https://consent.youtube.com/m?continue=https://www.youtube.com/watch?v=${id}`,
    consent(`https://www.youtube.com/attribution_link?u=${encodeURIComponent(`/watch?v=${id}`)}`),
    `https://consent.google.com/ml?continue=${encodeURIComponent(encodeURIComponent(`https://youtu.be/${id}`))}`,
    `https://accounts.google.com/ServiceLogin?continue=${encodeURIComponent(`https://www.youtube.com/signin?next=${encodeURIComponent(`/watch?v=${id}`)}`)}`,
    `https://www.google.com/url?sa=t&url=${encodeURIComponent(`https://www.youtube.com/watch?v=${id}`)}`,
    `youtu.be/${id}`,
    `www.youtube.com/watch?v=${id}`,
    `video:youtube.com/watch?v=${id}`,
  ])('finds the video in %s', (text) => {
    expect(ids(text)).toEqual([id]);
    expect(ids(`Have a look: ${text} and tell me`)).toEqual([id]);
  });

  it.each([
    ['Slack', `<https://www.youtube.com/watch?v=${id}&amp;t=5|www.youtube.com/watch?v=${other}>`],
    ['Slack, no label', `<https://youtu.be/${id}>`],
    ['Slack, typed brackets', `&lt;https://youtu.be/${id}&gt;`],
    ['Discord, no preview', `<https://youtu.be/${id}>!`],
    ['Discord, spoiler', `||https://youtu.be/${id}||`],
    ['Markdown', `see [the talk](https://youtu.be/${id}).`],
    ['Markdown, linked twice', `[https://youtu.be/${id}](https://youtu.be/${id})`],
    ['bold', `**https://youtu.be/${id}**`],
    ['italics', `_https://youtu.be/${id}_`],
    ['HTML', `<a href="https://www.youtube.com/watch?list=PL12&amp;v=${id}">x</a>`],
    ['doubly escaped', `https://www.youtube.com/watch?a=b&amp;amp;v=${id}`],
    ['brackets', `(https://youtu.be/${id})`],
    ['brackets without a blank', `(https://youtu.be/${id}),then`],
    ['full stop', `https://youtu.be/${id}.`],
    ['dots and marks', `https://youtu.be/${id}...?!`],
    ['quotes', `'https://youtu.be/${id}' "https://youtu.be/${id}"`],
    ['Chinese', `看这个https://youtu.be/${id}，很好`],
    ['Chinese, no punctuation', `看这个https://youtu.be/${id}很好`],
    ['full-width brackets', `视频（https://youtu.be/${id}）`],
    ['full-width colon, bare', `视频：youtu.be/${id}。`],
    ['line breaks', `first\nhttps://youtu.be/${id}\r\nlast`],
    ['an unpaired backtick', `it\`s https://youtu.be/${id} again`],
    ['backticks on different lines', `a \` b\nhttps://youtu.be/${id}\nc \` d`],
    ['after code', `\`vidigest\` https://youtu.be/${id} \`digest\``],
    ['an unclosed fence', `\`\`\`\nhttps://youtu.be/${id}`],
  ])('finds it within %s', (_name, text) => expect(ids(text)).toEqual([id]));

  it('gives several in first-seen order, each once', () => {
    const text = `https://youtu.be/${other}, https://youtu.be/${id}?t=3,https://youtu.be/${other}?t=9https://youtu.be/${id}`;
    expect(ids(text)).toEqual([other, id]);
  });
});

describe('findVideoLinks: what is not a link to a video', () => {
  it.each([
    `https://youtube.com.evil.example/watch?v=${id}`,
    `https://notyoutube.com/watch?v=${id}`,
    `https://www.notyoutu.be/${id}`,
    `notyoutube.com/watch?v=${id}`,
    `evil-youtu.be/${id}`,
    `https://youtube.com@evil.example/watch?v=${id}`,
    `https://youtube.com:pw@evil.example/watch?v=${id}`,
    `https://someone@www.youtube.com/watch?v=${id}`,
    `https://youtube.com\\@evil.example/watch?v=${id}`,
    `https://evil.example/www.youtube.com/watch?v=${id}`,
    `https://evil.example/?u=https://www.youtube.com/watch?v=${id}`,
    `https://evil.example/#https://youtu.be/${id}`,
    `https://web.archive.org/web/2020/https://www.youtube.com/watch?v=${id}`,
    `<https://evil.example/|https://www.youtube.com/watch?v=${id}>`,
    `https://www.youtube.com:8443/watch?v=${id}`,
    `https://xn--youtube-.com/watch?v=${id}`,
    `https://www.yоutube.com/watch?v=${id}`,
    `ftp://www.youtube.com/watch?v=${id}`,
    `me@youtube.com/watch?v=${id}`,
    `https://youtu.be/${id}x`,
    `https://youtu.be/${id.slice(1)}`,
    `https://youtu.be/${id.slice(1)}%`,
    `https://youtu.be/${id.slice(1)}é`,
    `https://www.youtube.com/watch?v=${id}${id}`,
    `https://www.youtube.com/watch?w=${id}`,
    `https://www.youtube.com/embed/videoseries?list=PL1234`,
    `https://www.youtube.com/embed/live_stream?channel=UC1234`,
    `https://www.youtube.com/@handle/${id}`,
    `https://www.youtube.com/channel/${id}`,
    `https://www.youtube.com/redirect?q=https%3A%2F%2Fevil.example%2Fwatch%3Fv%3D${id}`,
    `https://consent.evil.example/m?continue=${encodeURIComponent(`https://youtu.be/${id}`)}`,
    consent('https%ZZ'),
    'https://',
    `watch?v=${id}`,
    id,
  ])('finds none in %s', (text) => expect(ids(text)).toEqual([]));

  it.each([
    `\`https://youtu.be/${id}\``,
    `\`\`a \` https://youtu.be/${id}\`\``,
    `\`\`\`\nhttps://youtu.be/${id}\n\`\`\``,
    `\`\`\`https://youtu.be/${id}\`\`\``,
    `\`\`\`sh\ncurl \`x\` <https://youtu.be/${id}>\n\`\`\``,
  ])('ignores code: %s', (text) => {
    expect(ids(text)).toEqual([]);
    expect(ids(`${text} https://youtu.be/${other}`)).toEqual([other]);
  });

  it('follows no redirect for ever', () => {
    let address = `https://youtu.be/${id}`;
    for (let depth = 0; depth < 6; depth += 1) address = consent(address);
    expect(ids(address)).toEqual([]);
  });
});

describe('what a link says besides the video', () => {
  it.each([
    ['t=90', 90_000],
    ['t=90s', 90_000],
    ['t=1m30s', 90_000],
    ['t=1h2m3s', 3_723_000],
    ['t=2h', 7_200_000],
    ['t=1:30', 90_000],
    ['t=90.5', 90_000],
    ['start=12', 12_000],
    ['time_continue=7', 7_000],
    ['t=0', 0],
    ['t=', null],
    ['t=soon', null],
    ['t=-4', null],
    ['t=99999999999', null],
    ['si=90', null],
  ])('reads %s', (query, startMs) => {
    expect(findVideoLinks(`https://youtu.be/${id}?${query}`)).toMatchObject([{ startMs }]);
    expect(findVideoLinks(`https://www.youtube.com/watch?${query}&v=${id}`)).toMatchObject([{ startMs }]);
    expect(findVideoLinks(`https://www.youtube.com/watch?v=${id}&amp;${query}.`)).toMatchObject([{ startMs }]);
  });

  it('reads a start after #, playlists, and Shorts', () => {
    expect(findVideoLinks(`https://www.youtube.com/watch?v=${id}#t=1m1s`)).toMatchObject([{ startMs: 61_000 }]);
    expect(findVideoLinks(`https://youtu.be/${id}?list=PLabc_-9&t=4`)).toEqual([
      { videoId: id, startMs: 4_000, playlistId: 'PLabc_-9', isShort: false },
    ]);
    expect(findVideoLinks(`https://youtu.be/${id}?list=no%20list`)).toMatchObject([{ playlistId: null }]);
    expect(findVideoLinks(`https://youtube.com/shorts/${id}`)).toMatchObject([{ isShort: true }]);
  });

  it('tells a playlist without a video', () => {
    const text = 'https://www.youtube.com/playlist?list=PL12345 https://www.youtube.com/embed/videoseries?list=PL678';
    expect(findPlaylistLinks(`${text} https://www.youtube.com/watch?list=PL12345`)).toEqual(['PL12345', 'PL678']);
    expect(findVideoLinks(text)).toEqual([]);
    expect(findPlaylistLinks(`https://youtu.be/${id}?list=PL12345`)).toEqual([]);
  });
});

describe('parseVideoReference', () => {
  it('takes an address or a bare id', () => {
    expect(parseVideoReference(` ${id}\n`)).toMatchObject({ videoId: id, startMs: null });
    expect(parseVideoReference(`https://youtu.be/${id}?t=4`)).toMatchObject({ videoId: id, startMs: 4_000 });
    expect(parseVideoReference(`<https://youtu.be/${id}>`)).toMatchObject({ videoId: id });
  });

  it.each([
    '',
    'hello world',
    'not a video',
    id.slice(1),
    `${id}x`,
    'https://evil.example/',
    `look: https://youtu.be/${id}`,
  ])('refuses %j', (input) => expect(parseVideoReference(input)).toBeNull());
});

const idArbitrary = fc
  .stringMatching(/^[A-Za-z0-9_-]{11}$/)
  .filter((value) => !/^(videoseries|live_stream)$/.test(value));
const casing = (text: string, flips: readonly boolean[]) =>
  [...text].map((letter, index) => (flips[index % flips.length] ? letter.toUpperCase() : letter)).join('');

describe('properties', () => {
  it('finds exactly the ids of generated links, whatever stands around them', () => {
    const link = fc
      .tuple(
        idArbitrary,
        fc.constantFrom('youtu.be/', 'www.youtube.com/watch?v=', 'm.youtube.com/shorts/'),
        fc.array(fc.boolean(), { minLength: 1, maxLength: 9 }),
      )
      .map(([videoId, base, flips]) => {
        const host = base.slice(0, base.indexOf('/'));
        return { videoId, url: `https://${casing(host, flips)}${base.slice(host.length)}${videoId}` };
      });
    const around = fc.constantFrom(
      [' ', ' '],
      ['<', '>'],
      ['(', ')'],
      ['（', '）'],
      ['是', '吗'],
      ['<', '|label>'],
      ['**', '**'],
      [' ', '. '],
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(link, around), { maxLength: 6 }), (links) => {
        const text = links.map(([{ url }, [before, after]]) => `${before}${url}${after}`).join(' ');
        expect(ids(text)).toEqual([...new Set(links.map(([{ videoId }]) => videoId))]);
      }),
    );
  });

  const fragments = fc.constantFrom(
    'http',
    '://',
    'https://',
    'youtu.be/',
    'www.',
    'youtube.com/watch?v=',
    id,
    '`',
    '```',
    '<',
    '|',
    '>',
    '&amp;',
    '&lt;',
    '@',
    '%',
    '#',
    '?',
    '(',
    ')',
    ' ',
    '\n',
    '_',
    ',',
    '看',
    '\ud83d',
  );
  const hostile = fc.array(fragments, { maxLength: 60 }).map((parts) => parts.join(''));

  it('never throws, and gives well-formed ids only', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), hostile), (text) => {
        for (const link of findVideoLinks(text)) expect(link.videoId).toMatch(/^[\w-]{11}$/);
        expect(blankCode(text)).toHaveLength(text.length);
      }),
      { numRuns: 500 },
    );
  });

  it('looks at each part of the text once', () => {
    const room = (text: string) => [...candidateAddresses(text)].reduce((sum, address) => sum + address.length, 0);
    const limit = (text: string) => text.length + 8 * (text.match(/youtu/gi) ?? []).length;
    fc.assert(fc.property(hostile, (text) => room(text) <= limit(text)));
    for (const piece of [
      'https://',
      'youtu.be/',
      ':youtu.be/',
      'youtu.be/x,',
      'https://youtu.be/?q=',
      '<a|',
      '`',
      '``` `',
    ]) {
      const text = piece.repeat(20_000);
      expect(room(text)).toBeLessThanOrEqual(limit(text));
      expect(ids(text)).toEqual([]);
    }
  });
});
