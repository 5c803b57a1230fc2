import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseCaptions } from '../../../../src/core/domain/captions/parse-captions.ts';
import { digestSchema } from '../../../../src/core/domain/digest.ts';
import { errorCodeOf } from '../../../../src/core/domain/errors.ts';
import type { Line } from '../../../../src/core/domain/transcript.ts';
import type { Video } from '../../../../src/core/domain/video.ts';
import { makeExtractiveDigest } from '../../../../src/core/pipeline/extractive/make-extractive-digest.ts';
import { makeLines } from '../../../../src/core/pipeline/lines.ts';
import { countUp, numbersIn, someLines } from '../some-lines.ts';

const fixtures = process.env['VIDIGEST_FIXTURES'];

function digestOf(lines: readonly Line[], language = 'en', video: Partial<Video> = {}) {
  return makeExtractiveDigest({
    video: {
      id: 'abcdefghijk',
      title: 'A talk',
      feed: null,
      publishedOn: null,
      durationMs: lines.at(-1)?.endMs ?? 0,
      description: '',
      creatorChapters: [],
      unlisted: false,
      linkable: true,
      ...video,
    },
    captions: { language, kind: 'manual', cues: [] },
    lines,
    nowIso: '2026-01-01T00:00:00.000Z',
    truncated: false,
  });
}

/** Sentences on one subject, each a little different: `count` lines of 5 s. */
function onSubject(words: readonly string[], count: number) {
  return Array.from({ length: count }, (_, index) => {
    const [a, b, c] = [0, 1, 2].map((step) => words[(index * 2 + step) % words.length]);
    return { text: `The ${a} always depends on the ${b} and on a working ${c} behind it.` };
  });
}
const ovens = ['bread oven', 'flour', 'yeast', 'sourdough', 'bakery'];
const engines = ['steam engine', 'boiler', 'piston', 'locomotive', 'railway'];
const bees = ['bee hive', 'honey', 'queen', 'pollen', 'swarm'];
const threeSubjects = someLines([...onSubject(ovens, 70), ...onSubject(engines, 35), ...onSubject(bees, 45)]);

function expectWhole(digest: ReturnType<typeof digestOf>, lines: readonly Line[]): void {
  expect(digestSchema.parse(digest)).toEqual(digest);
  expect(numbersIn(digest.chapters.map((chapter) => chapter.lines))).toEqual(countUp(1, lines.length));
  expect(numbersIn(digest.passages.map((passage) => passage.lines))).toEqual(countUp(1, lines.length));
  expect(digest.coverage.coveredLines).toBe(lines.length);
  expect(digest.coverage.coveredMs).toBe(digest.coverage.durationMs);
  for (const { title } of digest.chapters) expect(title).not.toBe('');
  for (const { text, source, lines: range } of digest.quotes) {
    const spoken = lines.slice(range.first - 1, range.last).map((line) => line.text);
    expect(text).toBe(source);
    expect(spoken.join('').replaceAll(' ', '')).toBe(source.replaceAll(' ', ''));
  }
}

describe('makeExtractiveDigest', () => {
  it('finds the shifts of topic and names the chapters by them', () => {
    const digest = digestOf(threeSubjects);
    expectWhole(digest, threeSubjects);
    expect(digest.chapters.map(({ lines }) => lines.first)).toEqual([1, 71, 106]);
    const [first, second, third] = digest.chapters.map(({ title }) => title.toLowerCase());
    expect(ovens.some((word) => first?.includes(word))).toBe(true);
    expect(engines.some((word) => second?.includes(word))).toBe(true);
    expect(bees.some((word) => third?.includes(word))).toBe(true);
    expect(digest.quotes).toHaveLength(3);
  });

  it('claims nothing that takes a model', () => {
    const {
      method,
      language,
      arguments: claims,
      companies,
      people,
      cast,
      introduction,
      videoType,
      fullText,
    } = digestOf(threeSubjects, 'en-GB');
    expect({ method, language, claims, companies, people, cast, introduction, videoType, fullText }).toEqual({
      method: 'extractive',
      language: 'en-GB',
      claims: [],
      companies: [],
      people: [],
      cast: [],
      introduction: null,
      videoType: null,
      fullText: 'original',
    });
  });

  it('keeps the creator’s chapters and their titles, numbering the parts of a long one', () => {
    const lines = someLines(Array.from({ length: 300 }, () => onSubject(ovens, 1)[0] ?? {}));
    const creatorChapters = [
      { startMs: 0, title: 'Opening' },
      { startMs: 300_000, title: 'The long part' },
    ];
    const digest = digestOf(lines, 'en', { creatorChapters });
    expect(digest.chapters.map(({ title }) => title)).toEqual([
      'Opening',
      'The long part (1/3)',
      'The long part (2/3)',
      'The long part (3/3)',
    ]);
  });

  it('takes no greeting, advertisement or filler for a key sentence', () => {
    const sentences = onSubject(ovens, 90).map(({ text }) => text);
    const lines = someLines(
      sentences.map((text, index) => {
        if (index % 30 === 20) return { text: `Sponsored today: ${text}` };
        // The 40 seconds after the advertisement's first words.
        if (index % 30 > 20 && index % 30 < 28) return { text: `Bargain ${text}` };
        return { text: index % 3 === 0 ? text : `Welcome back, ${text}` };
      }),
    );
    const { tldr, chapters, quotes } = digestOf(lines);
    const said = [tldr, ...chapters.map(({ gist }) => gist), ...quotes.map(({ text }) => text)].join('\n');
    expect(said).not.toMatch(/Welcome|Sponsored|Bargain/);
    expect(tldr).toMatch(/always depends/);
  });

  it('prefers a sentence that stands alone to one that leans, asks or stumbles', () => {
    const good = 'The bread oven depends on the flour and on a working yeast.';
    const bad = [
      'And the bread oven depends on the flour and on a working yeast.',
      'The bread oven depends on the flour and on a working yeast?',
      'The bread oven oven depends on the flour and on a working yeast.',
    ];
    const lines = someLines([...bad, ...bad, good, ...bad, ...bad].map((text) => ({ text })));
    expect(digestOf(lines).chapters.map(({ gist }) => gist)).toEqual([good]);
  });

  it('says nothing twice where there is more to say', () => {
    const own = (index: number) =>
      [...'abcdefgh'].map((letter, place) => ((index >> place) & 1 ? letter : '')).join('');
    const lines = someLines(
      onSubject(ovens, 150).map(({ text }, index) => ({ text: `${text.slice(0, -1)} ox${own(index)}.` })),
    );
    const { tldr, chapters, quotes } = digestOf(lines);
    const said = [...tldr.split('. '), ...chapters.map(({ gist }) => gist), ...quotes.map(({ text }) => text)];
    const plain = said.map((text) => text.replace('.', ''));
    expect(plain).toHaveLength(9);
    expect(new Set(plain).size).toBe(9);
  });

  it('joins the lines of one sentence', () => {
    const halves = [
      { text: 'The bread oven depends on the flour' },
      { text: 'and on a working yeast behind the bakery.' },
    ];
    const lines = someLines(Array.from({ length: 24 }, () => halves).flat());
    const { quotes } = digestOf(lines, 'en', { durationMs: 200_000 });
    expect(quotes[0]?.text).toBe(halves.map(({ text }) => text).join(' '));
    expect(quotes[0]?.lines.last).toBe((quotes[0]?.lines.first ?? 0) + 1);
  });

  it('says something even where no sentence can stand alone', () => {
    const lines = someLines([{ text: 'yeah' }, { text: 'okay so' }, { text: 'right' }]);
    const digest = digestOf(lines);
    expectWhole(digest, lines);
    expect(digest.tldr).toBe('yeah… okay so…');
    expect(digest.chapters).toMatchObject([{ title: 'A talk', gist: '' }]);
    expect(digest.quotes).toEqual([]);
  });

  it('throws hardly-any-speech without lines', () => {
    let code = 'none';
    try {
      digestOf([]);
    } catch (error) {
      code = errorCodeOf(error);
    }
    expect(code).toBe('hardly-any-speech');
  });

  it.each([
    ['zh-CN', '人工智能将改变软件行业的未来，产品比模型更重要。'],
    ['ja', '人工知能はソフトウェア産業の未来を変える重要な技術です。'],
    ['ko', '인공지능은 소프트웨어 산업의 미래를 바꾸는 핵심 기술이라고 봅니다.'],
    ['es', 'La inteligencia artificial cambia el futuro de la industria del software.'],
    ['fr', "L'intelligence artificielle change l'avenir de l'industrie du logiciel."],
    ['de', 'Künstliche Intelligenz verändert die Zukunft der gesamten Softwareindustrie grundlegend.'],
    ['pt-BR', 'A inteligência artificial muda o futuro da indústria de software no Brasil.'],
    ['sw', 'Akili bandia inabadilisha mustakabali wa sekta ya programu duniani kote leo.'],
  ])('works in %s', (language, text) => {
    const lines = someLines(Array.from({ length: 60 }, () => ({ text })));
    const digest = digestOf(lines, language);
    expectWhole(digest, lines);
    expect(digest.tldr).toContain(text);
    expect(digest.chapters[0]?.title).not.toBe('A talk');
  });

  it('takes ten hours', () => {
    const lines = someLines(
      Array.from({ length: 7_200 }, (_, index) => ({
        text: `${onSubject([...ovens, ...bees], 9)[index % 9]?.text} Case w${index}x.`,
      })),
    );
    const digest = digestOf(lines);
    expectWhole(digest, lines);
    expect(digest.chapters.length).toBeLessThanOrEqual(25);
  });

  it('is not slowed by captions that all stand at one time', () => {
    const lines = someLines(Array.from({ length: 20_000 }, () => ({ text: 'The bread oven.', lengthMs: 0 })));
    expectWhole(digestOf(lines), lines);
  });

  describe.skipIf(fixtures === undefined)('captured captions', () => {
    it.each([
      ['en-auto_srv3_srt-howto.xml', 'en'],
      ['en-auto_json3_dashboards-8min.json3', 'en'],
      ['english-manual_srt_3b1b-bitcoin-26min.srt', 'en'],
      ['japanese-manual_srt_3b1b-bitcoin-26min.srt', 'ja'],
    ])('%s', (file, language) => {
      const cues = parseCaptions(readFileSync(join(fixtures ?? '', 'captions', file), 'utf8'));
      const lines = makeLines({ language, kind: 'auto', cues });
      const digest = digestOf(lines, language);
      expectWhole(digest, lines);
      expect(digest.quotes.length).toBeGreaterThanOrEqual(3);
      expect(digest.chapters.length).toBeGreaterThanOrEqual(2);
      for (const { gist } of digest.chapters) expect(gist).not.toBe('');
    });
  });
});
