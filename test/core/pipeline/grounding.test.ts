import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Line } from '../../../src/core/domain/transcript.ts';
import { groundQuote, groundRange, nameOccurs } from '../../../src/core/pipeline/grounding.ts';
import { someLines } from './some-lines.ts';

const linesOf = (...texts: string[]): Line[] => someLines(texts.map((text) => ({ text })));

const talk = linesOf(
  'Welcome back to the show.',
  'So, you know, the biggest risk is',
  'that we build the wrong thing, uh, very quickly.',
  'And I think — I think the models will get good everywhere,',
  "but people don't use products for the model alone.",
  'We raised two rounds last year.',
  'Then the team went from nine to forty people in six months.',
  'Nobody slept much, I can tell you.',
  'The biggest risk is the market, they said.',
);

describe('groundQuote', () => {
  it('returns the captions’ own words with their casing and marks', () => {
    expect(groundQuote('THE MODELS WILL GET GOOD EVERYWHERE', { first: 4, last: 4 }, talk)).toEqual({
      source: 'the models will get good everywhere',
      lines: { first: 4, last: 4 },
    });
    expect(groundQuote('We raised two rounds last year', { first: 6, last: 6 }, talk)?.source).toBe(
      'We raised two rounds last year.',
    );
  });

  it('joins lines, and narrows the range to where the words stand', () => {
    expect(
      groundQuote('the models will get good everywhere, but people don’t use products', { first: 3, last: 8 }, talk),
    ).toEqual({
      source: "the models will get good everywhere, but people don't use products",
      lines: { first: 4, last: 5 },
    });
  });

  it('finds a quote beside its range and anywhere, the nearest first', () => {
    expect(groundQuote('the biggest risk is', { first: 9, last: 9 }, talk)?.lines).toEqual({ first: 9, last: 9 });
    expect(groundQuote('the biggest risk is', { first: 1, last: 1 }, talk)?.lines).toEqual({ first: 2, last: 2 });
    expect(groundQuote('went from nine to forty people', { first: 1, last: 1 }, talk)?.lines).toEqual({
      first: 7,
      last: 7,
    });
  });

  it('does not take a short phrase from far away', () => {
    expect(groundQuote('I can tell you', { first: 1, last: 2 }, talk)).toBeNull();
  });

  it('prints the fillers that the quote dropped, because the captions have them', () => {
    expect(
      groundQuote('the biggest risk is that we build the wrong thing very quickly', { first: 2, last: 3 }, talk)
        ?.source,
    ).toBe('the biggest risk is that we build the wrong thing, uh, very quickly.');
  });

  it('snaps a mended or misheard word to the captions', () => {
    expect(
      groundQuote('the team grew from nine to forty people in six month', { first: 7, last: 7 }, talk)?.source,
    ).toBe('the team went from nine to forty people in six months.');
  });

  it('fills an ellipsis over a few words', () => {
    expect(
      groundQuote('the models will get good everywhere … people don’t use products', { first: 4, last: 5 }, talk)
        ?.source,
    ).toBe("the models will get good everywhere, but people don't use products");
  });

  it('passes over a clause at an ellipsis, and not without one', () => {
    const quote = 'Then the team went … in six months';
    expect(groundQuote(quote, { first: 7, last: 7 }, talk)?.source).toBe(talk[6]?.text);
    expect(groundQuote(quote.replace(' …', ''), { first: 7, last: 7 }, talk)).toBeNull();
  });

  it.each([
    ['retold', 'the main danger is making the wrong product too fast'],
    ['made up', 'we will win because nobody else can do what we do here'],
    ['two far stretches in one', 'the biggest risk is … nobody slept much'],
    ['a word changed in a short phrase', 'we raised three'],
    ['too short', 'the show'],
    ['empty', ' … '],
  ])('rejects what is %s', (_, quote) => {
    expect(groundQuote(quote, { first: 1, last: 9 }, talk)).toBeNull();
  });

  it('compares Chinese and Japanese by character, without spaces between lines', () => {
    const chinese = linesOf('今天我们来聊聊', '人工智能的未来，', '它会改变一切。');
    expect(groundQuote('我们来聊聊人工智能的未来', { first: 1, last: 2 }, chinese)).toEqual({
      source: '我们来聊聊人工智能的未来',
      lines: { first: 1, last: 2 },
    });
    expect(groundQuote('我们来聊一聊人工智能的未来', { first: 1, last: 2 }, chinese)?.source).toBe(
      '我们来聊聊人工智能的未来',
    );
    expect(groundQuote('它会毁掉所有工作', { first: 1, last: 3 }, chinese)).toBeNull();
  });

  it('ignores speaker marks, accents of form and full-width letters', () => {
    expect(groundQuote('>> Ｗｅ raised two rounds', { first: 6, last: 6 }, talk)?.source).toBe('We raised two rounds');
  });

  const word = fc.constantFrom('alpha', 'beta', 'gamma', 'delta', 'epsilon', 'zeta', 'eta', 'theta', 'iota', 'kappa');
  const someLines = fc.array(fc.array(word, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 8 });

  it('always returns a stretch of the captions, and finds every stretch that is there', () => {
    fc.assert(
      fc.property(someLines, fc.nat(), fc.nat(), (texts, a, b) => {
        const lines = linesOf(...texts.map((words) => words.join(' ')));
        const all = texts.flat();
        const from = a % all.length;
        const quote = all.slice(from, from + 3 + (b % 8));
        const found = groundQuote(quote.join(' '), { first: 1, last: lines.length }, lines);
        if (quote.length < 3) expect(found).toBeNull();
        else expect(found?.source).toBe(quote.join(' '));
      }),
    );
  });

  it('prints nothing that does not stand in the captions', () => {
    fc.assert(
      fc.property(someLines, fc.array(word, { minLength: 3, maxLength: 10 }), (texts, quote) => {
        const lines = linesOf(...texts.map((words) => words.join(' ')));
        const found = groundQuote(quote.join(' '), { first: 1, last: 2 }, lines);
        if (found === null) return;
        expect(texts.flat().join(' ')).toContain(found.source);
        expect(found.lines.first).toBeLessThanOrEqual(found.lines.last);
      }),
    );
  });
});

describe('groundRange', () => {
  it.each([
    [
      { first: 3, last: 5 },
      { first: 3, last: 5 },
    ],
    [
      { first: 5, last: 3 },
      { first: 3, last: 5 },
    ],
    [
      { first: 0, last: 4 },
      { first: 1, last: 4 },
    ],
    [
      { first: 8, last: 99 },
      { first: 8, last: 10 },
    ],
    [{ first: 11, last: 12 }, null],
    [{ first: -3, last: 0 }, null],
    [{ first: 1.5, last: 3 }, null],
    [{ first: Number.NaN, last: 3 }, null],
    [{ first: 1, last: Number.POSITIVE_INFINITY }, null],
  ])('%j of ten lines is %j', (range, expected) => expect(groundRange(range, 10)).toEqual(expected));

  it('has nothing for an empty transcript', () => expect(groundRange({ first: 1, last: 1 }, 0)).toBeNull());
});

describe('nameOccurs', () => {
  const lines = linesOf(
    'So chat gpt and open ai’s new',
    'Deep Mind model beat Metas best',
    '小米和OpenAI都在。',
    '오픈AI는 좋아요',
  );
  const all = { first: 1, last: 4 };
  it.each([
    [['ChatGPT'], true],
    [['OpenAI'], true],
    [['DeepMind'], true],
    [['Meta'], true],
    [['小米'], true],
    [['오픈AI'], true],
    [['Anthropic', 'ChatGPT'], true],
    [['Anthropic'], false],
    [['Mind'], true],
    [['pen'], false],
    [['m'], false],
    [[''], false],
    [[], false],
  ])('%j: %s', (forms, expected) => expect(nameOccurs(forms, lines, all)).toBe(expected));

  it('looks within the range alone', () => {
    expect(nameOccurs(['ChatGPT'], lines, { first: 2, last: 4 })).toBe(false);
  });
});
