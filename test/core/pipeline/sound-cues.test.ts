import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blankSoundCues } from '../../../src/core/pipeline/sound-cues.ts';

const shown = (text: string) => blankSoundCues(text).replace(/\s+/g, ' ').trim();

describe('blankSoundCues', () => {
  it.each([
    '[Music]',
    '[MUSIC]',
    '[  music]',
    '[ Applause ]',
    '[upbeat music]',
    '[audience laughing]',
    '[Música]',
    '[음악]',
    '[Musik]',
    '[Applaudissements]',
    '[музыка]',
    '[موسيقى]',
    '[संगीत]',
    '[音楽]',
    '[âm nhạc]',
    '［拍手］',
    '【掌声】',
    '（笑）',
    '(笑)',
    '(laughs)',
    '(Laughter and applause)',
    '*sighs*',
    '[clears throat]',
    '[♪♪♪]',
    '♪',
    '♫ ♪',
    '[door creaks open]',
    '[unterbricht]',
    '[]',
  ])('drops %s where it stands alone', (text) => expect(shown(text)).toBe(''));

  it.each([
    ['so [Music] we go', 'so we go'],
    ['so (laughs) we go', 'so we go'],
    ['そう（笑）です', 'そう です'],
    ['♪ row the boat ♪', 'row the boat'],
    ['[Applause] Thank you [Laughter]', 'Thank you'],
  ])('drops it from %s', (text, rest) => expect(shown(text)).toBe(rest));

  it.each([
    'what the [ __ ] is it',
    '[__]',
    'he said [the] sea',
    '(and so on)',
    'it is (the music industry) that',
    'I like (our song) best',
    '[I do not know.]',
    'f(x) = 2 * 3 * 4',
    '[1]',
    'see [2] and (3)',
    `[${'music '.repeat(20)}]`,
    '(チャーリーのような)',
  ])('keeps %s', (text) => expect(shown(text)).toBe(text.replace(/\s+/g, ' ')));

  it('moves no character', () => {
    const piece = fc.constantFrom('[', ']', '(', ')', '（', '）', '*', '♪', 'music', 'sea', ' ', '\n', '笑', '[Music]');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const text = pieces.join('');
        const blanked = blankSoundCues(text);
        expect(blanked).toHaveLength(text.length);
        for (const [index, letter] of [...blanked].entries()) expect([' ', text[index]]).toContain(letter);
      }),
    );
  });
});
