import { describe, expect, it } from 'vitest';
import { searchLanguages } from '../../../src/core/domain/language-choice.ts';

const tags = (typed: string, reader = 'en', except: string | null = null) =>
  searchLanguages(typed, reader, except).map(({ tag }) => tag);

describe('languages to choose from', () => {
  it.each([
    ['deut', 'en', 'de'],
    ['German', 'ja', 'de'],
    ['ドイツ', 'ja', 'de'],
    ['portugues', 'en', 'pt-BR'],
    ['ESPANOL', 'en', 'es'],
    ['中文', 'en', 'zh-CN'],
    ['ja', 'en', 'ja'],
    ['gsw', 'en', 'gsw'],
    ['pt_br', 'en', 'pt-BR'],
  ])('finds %s for a reader of %s', (typed, reader, expected) => {
    expect(tags(typed, reader)).toContain(expected);
  });

  it('offers each once, what is a tag first, and leaves out the one there is', () => {
    expect(tags('fr')[0]).toBe('fr');
    expect(tags('').length).toBeGreaterThan(25);
    expect(new Set(tags('')).size).toBe(tags('').length);
    expect(tags('', 'en', 'ja')).not.toContain('ja');
  });

  it('offers nothing for what is no language', () => {
    expect(tags('zz')).toEqual([]);
    expect(tags('<script>')).toEqual([]);
    expect(tags('x'.repeat(10_000))).toEqual([]);
  });

  it('names them in their own words and in the reader’s', () => {
    expect(searchLanguages('fr', 'de')[0]).toEqual({ tag: 'fr', ownName: 'français', readersName: 'Französisch' });
  });
});
