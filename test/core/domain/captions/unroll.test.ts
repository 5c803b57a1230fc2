import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCaptions } from '../../../../src/core/domain/captions/parse-captions.ts';
import { unrollCues } from '../../../../src/core/domain/captions/unroll.ts';
import type { Cue } from '../../../../src/core/domain/transcript.ts';
import { rollingSrt, rollingVtt, rowsOf } from './rolling.ts';

const wordsOf = (cues: readonly Cue[]) => cues.flatMap((cue) => cue.text.split(/\s+/));
const said = (rows: ReturnType<typeof rowsOf>) => rows.flatMap((row) => row.words.map((word) => word.text));
const cuesOf = (...texts: string[]): Cue[] =>
  texts.map((text, index) => ({ startMs: index * 1000, endMs: (index + 1) * 1000, text }));
const unrolled = (...texts: string[]) => unrollCues(cuesOf(...texts)).map((cue) => cue.text);

describe('rolling WebVTT', () => {
  const talk = rowsOf([
    { words: ['the', 'lighthouse', 'keeper', 'climbs'] },
    { words: ['two', 'hundred', 'steps', 'every'] },
    { words: ['evening'] },
    { words: ['yeah'] },
    { words: ['yeah'] },
    { words: ['yeah'], clears: true },
    { words: ['the', 'lighthouse', 'keeper', 'climbs'], clears: true },
    { words: ['the', 'lighthouse', 'keeper', 'climbs'] },
  ]);

  it('keeps each word once, with its time, and what is really said twice', () => {
    const cues = parseCaptions(rollingVtt(talk));
    expect(wordsOf(cues)).toEqual(said(talk));
    expect(cues.map((cue) => cue.startMs)).toEqual(talk.map((row) => row.words[0]?.startMs));
    expect(cues[0]?.words).toEqual(talk[0]?.words);
    expect(unrollCues(cues)).toEqual(cues);
  });

  it('reads translated tracks, whose spaces stand after the word, and old colours', () => {
    const body =
      'WEBVTT\n\n00:00:01.000 --> 00:00:03.000 align:start\n \ngood <00:00:01.500><c>afternoon, </c><00:00:02.000><c.colorE5E5E5>all</c>\n\n00:00:03.000 --> 00:00:03.010\ngood afternoon, all\n \n\n00:00:03.010 --> 00:00:05.000\ngood afternoon, all\n<c.colorCCCCCC>sit</c><00:00:03.600><c> down</c>\n';
    expect(parseCaptions(body)).toMatchObject([
      { startMs: 1000, text: 'good afternoon, all', words: [{ startMs: 1000 }, { startMs: 1500 }, { startMs: 2000 }] },
      { startMs: 3010, text: 'sit down', words: [{ startMs: 3010 }, { startMs: 3600, text: 'down' }] },
    ]);
  });

  it('takes what follows a cleared screen for new, though nothing else shows it', () => {
    const body =
      'WEBVTT\n\n00:00:01.000 --> 00:00:02.000\n \nso<00:00:01.500><c> yes</c>\n\n00:00:02.000 --> 00:00:02.010\nso yes\n \n\n00:00:02.010 --> 00:00:03.000\nso yes\nyeah\n\n00:00:03.000 --> 00:00:03.010\nyeah\n \n\n00:00:03.010 --> 00:00:04.000\n \nyeah\n';
    expect(parseCaptions(body).map((cue) => cue.text)).toEqual(['so yes', 'yeah', 'yeah']);
  });

  const rows = fc
    .array(
      fc.record({
        words: fc.array(fc.constantFrom('a', 'bee', 'sea', 'no', 'so'), { minLength: 1, maxLength: 5 }),
        clears: fc.boolean(),
      }),
      { minLength: 1, maxLength: 20 },
    )
    .map(rowsOf);

  it('never doubles or loses a word, however often words recur', () => {
    const timed = rows.filter((talk) => talk.some((row) => row.words.length > 1));
    fc.assert(
      fc.property(timed, (talk) => {
        expect(wordsOf(parseCaptions(rollingVtt(talk)))).toEqual(said(talk));
      }),
    );
  });

  it('undoes the same in SRT, where no row resembles the one before', () => {
    const distinct = rows.map((talk) =>
      talk.map((row, index) => ({
        ...row,
        words: row.words.map((word) => ({ ...word, text: `${word.text}${index}` })),
      })),
    );
    fc.assert(
      fc.property(distinct, (talk) => {
        expect(wordsOf(unrollCues(parseCaptions(rollingSrt(talk))))).toEqual(said(talk));
      }),
    );
  });
});

describe('unrollCues', () => {
  it('removes rows carried over, growing rows and doubled cues', () => {
    expect(unrolled('one', 'one\ntwo', 'two\nthree', 'three\nfour')).toEqual(['one', 'two', 'three', 'four']);
    expect(unrolled('we', 'we see', 'we see that', 'we see that\nit')).toEqual(['we', 'see', 'that', 'it']);
    expect(unrolled('the sea is calm today', 'the sea is calm today', 'isn’t it')).toEqual([
      'the sea is calm today',
      'isn’t it',
    ]);
    expect(unrolled('海はとても静かです', '海はとても静かです', '今日')).toEqual(['海はとても静かです', '今日']);
    expect(
      unrollCues([
        { startMs: 5, endMs: 9, text: 'hi' },
        { startMs: 5, endMs: 8, text: 'hi' },
      ]),
    ).toEqual([{ startMs: 5, endMs: 9, text: 'hi' }]);
  });

  it('lets a doubled cue last as long as both', () => {
    expect(unrollCues(cuesOf('the sea is calm today', 'the sea is calm today'))).toEqual([
      { startMs: 0, endMs: 2000, text: 'the sea is calm today' },
    ]);
  });

  it('keeps what a speaker says again', () => {
    for (const texts of [
      ['No.', 'No.', 'No.', 'Never.'],
      ['No.', 'No. Not at all.', 'I see.', 'Good.', 'Well.', 'Yes.', 'Now.', 'Then.', 'So.'],
      ['I', 'Inside it', 'is dark'],
      ['>> As one does.', '>> As one does.', 'So we left.'],
    ]) {
      expect(unrolled(...texts)).toEqual(texts);
    }
    const apart = [
      { startMs: 0, endMs: 1000, text: 'the sea is calm today' },
      { startMs: 9000, endMs: 9900, text: 'the sea is calm today' },
    ];
    expect(unrollCues(apart)).toEqual(apart);
  });

  it('trusts cues that time their own words', () => {
    const cue = (startMs: number): Cue => ({
      startMs,
      endMs: startMs + 4000,
      text: 'again and again and again',
      words: [{ startMs, text: 'again' }],
    });
    expect(unrollCues([cue(0), cue(1000)])).toHaveLength(2);
  });
});
