import { describe, expect, it } from 'vitest';
import { type CommandWord, commandWords } from '../../../src/formatters/strings/command-words.ts';
import { catalogues } from '../../../src/formatters/strings/strings-for.ts';

describe('the words of the commands', () => {
  it('are there in every language of the catalogues', () => {
    expect(Object.keys(commandWords).sort()).toEqual(Object.keys(catalogues).sort());
  });

  it.each(Object.entries(commandWords))('are names and descriptions as Discord takes them: %s', (_, words) => {
    expect(words.digest.length).toBeLessThanOrEqual(100);
    expect(words.digestThis.length).toBeLessThanOrEqual(32);
    const pairs = Object.values(words).filter((word): word is CommandWord => typeof word === 'object');
    expect(pairs).toHaveLength(9);
    for (const { name, description } of pairs) {
      expect(name).toMatch(/^[-_\p{L}\p{N}]{1,32}$/u);
      expect(name).toBe(name.toLowerCase());
      expect(description).toMatch(/^\S.{2,98}[^.。\s]$/u);
    }
  });

  it.each(Object.entries(commandWords))('do not name two things of one place alike: %s', (_, words) => {
    const subcommands = [words.video, words.settings, words.setLanguage, words.mode, words.usage, words.help];
    const options = [words.url, words.language, words.private];
    for (const list of [subcommands, options]) expect(new Set(list.map(({ name }) => name)).size).toBe(list.length);
  });
});
