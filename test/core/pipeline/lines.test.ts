import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCaptions } from '../../../src/core/domain/captions/parse-captions.ts';
import type { Cue, Line } from '../../../src/core/domain/transcript.ts';
import { makeLines } from '../../../src/core/pipeline/lines.ts';
import { rollingSrt, rowsOf } from '../domain/captions/rolling.ts';

/** Cues of the given texts, one after the other, each as long as it has characters. */
function cuesOf(...texts: (string | { readonly text: string; readonly gapMs: number })[]): Cue[] {
  let at = 0;
  return texts.map((entry) => {
    const { text, gapMs } = typeof entry === 'string' ? { text: entry, gapMs: 0 } : entry;
    const startMs = at + gapMs;
    at = startMs + text.length * 60 + 100;
    return { startMs, endMs: at, text };
  });
}

/** One cue whose words begin at the given times. */
function timed(...words: (readonly [string, number])[]): Cue {
  const startMs = words[0]?.[1] ?? 0;
  return {
    startMs,
    endMs: (words.at(-1)?.[1] ?? 0) + 5_000,
    text: words.map(([text]) => text).join(' '),
    words: words.map(([text, ms]) => ({ text, startMs: ms })),
  };
}

const linesOf = (cues: readonly Cue[], language = 'en') => makeLines({ language, kind: 'auto', cues });
const texts = (cues: readonly Cue[], language = 'en') => linesOf(cues, language).map((line) => line.text);

describe('punctuated captions', () => {
  it('makes a sentence a line, whatever the cues', () => {
    const cues = cuesOf('The tide comes in twice a', 'day. It brings driftwood and', 'shells. Who collects them?');
    expect(texts(cues)).toEqual([
      'The tide comes in twice a day.',
      'It brings driftwood and shells.',
      'Who collects them?',
    ]);
  });

  it('divides a cue inside by the time of its words, else by its characters', () => {
    const words = timed(['It', 1000], ['was', 1200], ['dark.', 1400], ['Then', 4000], ['light', 4300], ['came.', 4600]);
    expect(linesOf([words])).toMatchObject([
      { startMs: 1000, text: 'It was dark.' },
      { startMs: 4000, text: 'Then light came.' },
    ]);
    expect(linesOf([{ startMs: 1000, endMs: 5000, text: 'It was dark now. Then light did come.' }])).toMatchObject([
      { startMs: 1000, endMs: 2730 },
      { startMs: 2838, endMs: 5000 },
    ]);
  });

  it('does not end a line at dots that end no sentence', () => {
    for (const text of [
      'Dr. Ana Reyes met Mrs. Lund at the U.S. Embassy.',
      'It is 3.5 metres, i.e. 11 feet, vs. 2 before.',
      'George W. Harbor and J. K. Tide wrote it.',
      'At 5 p.m. Eastern we sail, e.g. to No. 7 pier.',
      'Version 3. 5 of it is out.',
      'So I thought... maybe not.',
      '"Really?" she asked.',
      'This is now version 3. 5 of the old engine.',
    ]) {
      expect(texts(cuesOf(text))).toEqual([text]);
    }
    expect(texts(cuesOf('We all met in the Wow! cafe of the town. Then we left it. It was late.'))[0]).toMatch(
      /town\.$/,
    );
    expect(texts(cuesOf('Am 3. Mai kam Dr. Weiß z.B. zu uns. Das war schön so.'), 'de')).toHaveLength(2);
  });

  it('ends one where they do', () => {
    expect(
      texts(cuesOf('We moved to the U.S. It was cold there. Was it? No. He said it was 1999. Then he left.')),
    ).toEqual(['We moved to the U.S.', 'It was cold there.', 'Was it? No.', 'He said it was 1999.', 'Then he left.']);
    expect(texts(cuesOf('He said "go there." Then he left us… We never knew why!'))).toHaveLength(3);
    expect(texts(cuesOf('هل أنت هنا اليوم؟ نعم أنا هنا.'), 'ar')).toHaveLength(2);
    expect(texts(cuesOf('यह एक किताब है। वह घर गया।'), 'hi')).toHaveLength(2);
  });

  it('takes captions without capitals as they are', () => {
    const text = 'the tide comes in. it brings some shells. who collects them? nobody here does.';
    expect(texts(cuesOf(text))).toHaveLength(4);
  });

  it('joins a line of a word or two to its neighbour, unless the speaker changes or silence parts them', () => {
    expect(texts(cuesOf('Yes. We sail at dawn. Good.'))).toEqual(['Yes. We sail at dawn. Good.']);
    expect(texts(cuesOf('Do we sail?', '>> Yes.', '>> Good, then wake me.'))).toEqual([
      'Do we sail?',
      'Yes.',
      'Good, then wake me.',
    ]);
    expect(texts(cuesOf('We sail at dawn.', { text: 'Good.', gapMs: 9000 }))).toHaveLength(2);
  });

  it('divides an endless sentence at its clauses', () => {
    const clause = 'the keeper climbs up all of the narrow steps,';
    const [first = '', ...rest] = texts(
      cuesOf(
        ...Array.from({ length: 9 }, () => `${clause} whatever the weather`),
        'so he does.',
        'It is late. It is dark.',
      ),
    );
    expect(rest.length).toBeGreaterThan(2);
    expect(first).toMatch(/,$/);
    for (const line of [first, ...rest]) expect(line.split(' ').length).toBeLessThanOrEqual(40);
  });

  it('divides a sentence that takes too long', () => {
    const cues = Array.from({ length: 8 }, (_, index) => ({
      startMs: index * 7000,
      endMs: index * 7000 + 6900,
      text: index === 7 ? 'and he is gone.' : `very slowly he goes up ${index},`,
    }));
    for (const line of linesOf(cues)) expect(line.endMs - line.startMs).toBeLessThanOrEqual(30_000);
  });
});

describe('captions without punctuation', () => {
  const word = (index: number) => ['wave', 'stone', 'gull', 'rope', 'sail', 'mast', 'tide', 'foam'][index % 8] ?? '';

  it('breaks at a pause once six words are said', () => {
    const at = (index: number) => index * 300 + (index >= 3 ? 2500 : 0) + (index >= 10 ? 2500 : 0);
    const cue = timed(...Array.from({ length: 16 }, (_, index) => [word(index), at(index)] as const));
    const lines = linesOf([cue]);
    expect(lines.map((line) => line.text.split(' ').length)).toEqual([10, 6]);
    expect(lines[1]?.startMs).toBe(at(10));
  });

  it('breaks by length, near openers and not after words that lean on the next', () => {
    const talk =
      'we went down to the harbour in the early morning light and the boats were already gone so we waited there for the';
    const lines = texts(
      cuesOf(
        talk,
        'whole of the afternoon but nobody came back to the pier because the storm had kept them out at sea',
      ),
    );
    expect(lines.length).toBeGreaterThan(1);
    for (const line of lines) {
      expect(line.split(' ').length).toBeLessThanOrEqual(24);
      expect(line).not.toMatch(/ (?:the|of|to|and|but|because|had)$/);
    }
  });

  it('does not leave an article behind', () => {
    const row = [
      ...Array.from({ length: 14 }, (_, index) => word(index)),
      'the',
      ...Array.from({ length: 15 }, (_, index) => word(index)),
    ];
    const [first = ''] = texts(cuesOf(row.join(' ')));
    expect(first.split(' ')).toHaveLength(14);
  });

  it('goes by gaps between cues where words have no times', () => {
    const cues = cuesOf('one two three four five six seven', { text: 'eight nine ten eleven twelve', gapMs: 1500 });
    expect(texts(cues)).toHaveLength(2);
  });
});

describe('speakers and sounds', () => {
  it('begins a line at >> and at the dashes of a dialogue', () => {
    expect(linesOf(cuesOf('We sail at dawn >> and why is that >>I said so'))).toMatchObject([
      { text: 'We sail at dawn', speakerChange: false },
      { text: 'and why is that', speakerChange: true },
      { text: 'I said so', speakerChange: true },
    ]);
    expect(
      linesOf(cuesOf('- Are you there?\n- I am here.', '-5 degrees are not\nwell-known', '— he said so.')),
    ).toMatchObject([
      { text: 'Are you there?', speakerChange: true },
      { text: 'I am here.', speakerChange: true },
      { text: '-5 degrees are not well-known — he said so.', speakerChange: false },
    ]);
    expect(linesOf(cuesOf('— Où es-tu ?\n— Je suis là.'), 'fr').map((line) => line.speakerChange)).toEqual([
      true,
      true,
    ]);
    expect(linesOf(cuesOf('We sail at dawn.', '>>', 'Is that so?'))[1]).toMatchObject({
      text: 'Is that so?',
      speakerChange: true,
    });
  });

  it('leaves out notes on sound', () => {
    const cues = cuesOf(
      '[Music]',
      'Hello [Applause] all of you',
      '[  music]',
      '♪ la la la ♪',
      '(laughs softly)',
      'I like (some of) the [__] sea',
    );
    expect(texts(cues).join(' ')).toBe('Hello all of you la la la I like (some of) the [__] sea');
    expect(linesOf(cuesOf('[Music]', '♪♪', '[Applaus]'))).toEqual([]);
    expect(linesOf([])).toEqual([]);
  });
});

describe('scripts', () => {
  it('joins Chinese, Japanese and Thai without spaces, and keeps those around Latin words', () => {
    expect(texts(cuesOf('今天我们看看', '大海的潮汐。真的', '很有意思啊。'), 'zh')).toEqual([
      '今天我们看看大海的潮汐。',
      '真的很有意思啊。',
    ]);
    expect(texts(cuesOf('これは', 'Tide API を\n使う例です。'), 'ja')).toEqual(['これは Tide API を使う例です。']);
    expect(texts(cuesOf('วันนี้เราจะ', 'ดูทะเลกัน'), 'th')).toEqual(['วันนี้เราจะดูทะเลกัน']);
    expect(texts(cuesOf('오늘은 바다를', '보러 갑니다.'), 'ko')).toEqual(['오늘은 바다를 보러 갑니다.']);
    expect(texts(cuesOf('船长说：“我们走吧。”', '大家很快就走了。'), 'zh')).toEqual([
      '船长说：“我们走吧。”',
      '大家很快就走了。',
    ]);
    expect(texts(cuesOf('彼は「海は青いのか？」', 'と聞いたのでした。'), 'ja')).toHaveLength(1);
  });

  it('divides unpunctuated Chinese by cues and known times', () => {
    const cues = Array.from({ length: 20 }, (_, index) => ({
      startMs: index * 2000,
      endMs: index * 2000 + 3000,
      text: `我们今天去看大海${'一二三四五六七八九十'.charAt(index % 10)}号`,
    }));
    const lines = linesOf(cues, 'zh');
    expect(lines.length).toBeGreaterThanOrEqual(4);
    for (const line of lines) expect(line.text.length).toBeLessThanOrEqual(48);
  });
});

describe('rolling captions', () => {
  it('says nothing twice', () => {
    const talk = rowsOf([{ words: ['we', 'sail'] }, { words: ['at', 'dawn', 'or'] }, { words: ['later'] }]);
    expect(texts(parseCaptions(rollingSrt(talk)))).toEqual(['we sail at dawn or later']);
  });
});

describe('times', () => {
  it('ends a cue where the next begins, and shares time between cues shown together', () => {
    const lines = linesOf([
      { startMs: 0, endMs: 9000, text: 'The sea is calm.' },
      { startMs: 2000, endMs: 9000, text: 'The wind is gone.' },
    ]);
    expect(lines.map((line) => [line.startMs, line.endMs])).toEqual([
      [0, 2000],
      [2000, 9000],
    ]);
    const together = linesOf([
      { startMs: 0, endMs: 4000, text: 'The sea is calm.' },
      { startMs: 0, endMs: 4000, text: 'The wind is gone.' },
    ]);
    expect(together[0]?.endMs).toBeGreaterThan(1500);
    expect(together[1]?.startMs).toBeLessThan(2500);
  });
});

const spaced = fc.constantFrom(
  'sea',
  'Tide',
  'gull.',
  'rope,',
  'So',
  'U.S.',
  'why?',
  '"yes."',
  '—',
  '3.5',
  'mer…',
  '바다.',
  '>>',
  '-',
  'море;',
  '...',
);
const unspaced = fc.constantFrom('海', '大海。', 'これは、', 'Tide海', 'ทะเล', '「潮？」', 'API', '，', '3.5万', '。');
const cueArbitrary = fc.record({
  words: fc.array(fc.oneof(spaced, unspaced), { minLength: 1, maxLength: 12 }),
  gapMs: fc.integer({ min: -1500, max: 5000 }),
  lengthMs: fc.integer({ min: 1, max: 8000 }),
  stepMs: fc.option(fc.integer({ min: 0, max: 1500 })),
  separator: fc.constantFrom(' ', '\n'),
});

/** Cues with overlaps, some with word times; each cue begins with a word of its own, so that none repeats another. */
const cuesArbitrary = fc.array(cueArbitrary, { maxLength: 30 }).map((drafts) => {
  let at = 0;
  return drafts.map(({ words, gapMs, lengthMs, stepMs, separator }, index): Cue => {
    at = Math.max(0, at + gapMs);
    const all = [`w${index}`, ...words];
    const cue = { startMs: at, endMs: at + lengthMs, text: all.join(separator) };
    return stepMs === null
      ? cue
      : { ...cue, words: all.map((text, place) => ({ text, startMs: cue.startMs + place * stepMs })) };
  });
});

const letters = (text: string) => text.replace(/[\s>-]/g, '');
const all = (lines: readonly Line[]) => letters(lines.map((line) => line.text).join(''));

describe('properties', () => {
  it('puts every word of every cue into exactly one line, in order', () => {
    fc.assert(
      fc.property(cuesArbitrary, fc.constantFrom('en', 'ja', 'th', 'ko', 'de'), (cues, language) => {
        const sorted = cues.toSorted((a, b) => a.startMs - b.startMs);
        expect(all(linesOf(sorted, language))).toBe(letters(sorted.map((cue) => cue.text).join('')));
      }),
      { numRuns: 400 },
    );
  });

  it('numbers lines from 1, in whole milliseconds, without overlap or empty text', () => {
    fc.assert(
      fc.property(cuesArbitrary, (cues) => {
        const lines = linesOf(cues.toSorted((a, b) => a.startMs - b.startMs));
        for (const [index, line] of lines.entries()) {
          expect(line.number).toBe(index + 1);
          expect(Number.isSafeInteger(line.startMs) && Number.isSafeInteger(line.endMs)).toBe(true);
          expect(line.endMs).toBeGreaterThanOrEqual(line.startMs);
          expect(line.startMs).toBeGreaterThanOrEqual(lines[index - 1]?.endMs ?? 0);
          expect(line.text).toBe(line.text.trim());
          expect(line.text).not.toBe('');
        }
      }),
      { numRuns: 400 },
    );
  });

  it('keeps unpunctuated lines within the limit', () => {
    const words = fc.array(fc.constantFrom('sea', 'tide', 'and', 'the', 'gull'), { minLength: 1, maxLength: 9 });
    fc.assert(
      fc.property(fc.array(words, { minLength: 1, maxLength: 60 }), (rows) => {
        const cues = cuesOf(...rows.map((row, index) => `w${index} ${row.join(' ')}`));
        for (const line of linesOf(cues)) expect(line.text.split(' ').length).toBeLessThanOrEqual(24 + 3);
      }),
    );
  });
});
