import type { Prompt, PromptLine } from './prompt.ts';
import { prose, proseLength, writing, writtenName } from './prose.ts';
import { peopleIn, properNamesIn } from './source-names.ts';

/** Title and TL;DR alone, as for a video that was outlined in windows. */
export function joinAnswer(prompt: Prompt): { title: string; tldr: string } {
  const { targetLanguage } = prompt;
  return { title: heading(targetLanguage, 3, 4), tldr: prose(targetLanguage, tldrLength(targetLanguage), 11) };
}

/** An outline in the schema's order: what the stream gives first comes first. */
export function outlineAnswer(prompt: Prompt): Record<string, unknown> {
  const text = prompt.lines.map((line) => line.text).join(' ');
  const people = peopleIn(text).slice(0, 3);
  return {
    ...joinAnswer(prompt),
    cast: castOf(people, prompt),
    glossary: glossaryOf(people, text, prompt),
    chapters: chaptersOf(prompt),
  };
}

function castOf(people: readonly string[], { targetLanguage }: Prompt): Record<string, unknown>[] {
  const speakers = people.length === 0 ? ['Host'] : people;
  return speakers.map((name, index) => {
    const label = shortForm(name, targetLanguage);
    const written = writtenName(name, targetLanguage);
    return {
      id: `s${index + 1}`,
      name,
      fullName: written === name ? name : `${written}（${name}）`,
      label,
      role: prose(targetLanguage, proseLength(3, targetLanguage), index + 1).replace(/[。.]$/, ''),
      speaks: index < 2,
    };
  });
}

function shortForm(name: string, language: string): string {
  return writtenName(name.split(' ')[0] ?? name, language);
}

function glossaryOf(people: readonly string[], text: string, { targetLanguage }: Prompt): Record<string, unknown>[] {
  const inNames = new Set(people.flatMap((name) => name.split(' ')));
  const things = properNamesIn(text).filter((name) => !inNames.has(name));
  return [
    ...people.map((name) => ({ sources: [name], target: shortForm(name, targetLanguage), accepted: [name] })),
    ...things.slice(0, 12).map((name) => ({ sources: [name], target: name, accepted: [] })),
  ];
}

function chaptersOf({ chapters, lines, targetLanguage }: Prompt): Record<string, unknown>[] {
  const firsts = typeof chapters === 'number' ? chapterStarts(lines, chapters) : chapters.map(({ first }) => first);
  return firsts.map((first) => ({
    first,
    title: heading(targetLanguage, first, 3),
    gist: prose(targetLanguage, proseLength(14, targetLanguage), first + 5),
  }));
}

/** Evenly spread, each at the nearest line that begins a sentence. */
function chapterStarts(lines: readonly PromptLine[], count: number): number[] {
  const starts = lines.filter((line, index) => {
    const before = lines[index - 1]?.text ?? '.';
    return line.speakerChange || /[.!?。！？…]["”’)]?$/.test(before);
  });
  const candidates = starts.length >= count ? starts : lines;
  const chosen = Array.from({ length: count }, (_, index) => {
    const ideal = lines[Math.floor((index * lines.length) / count)]?.number ?? 1;
    return candidates.reduce((a, b) => (Math.abs(b.number - ideal) < Math.abs(a.number - ideal) ? b : a)).number;
  });
  return [...new Set([lines[0]?.number ?? 1, ...chosen.slice(1)])].sort((a, b) => a - b);
}

function heading(language: string, seed: number, words: number): string {
  return prose(language, proseLength(words, language), seed).replace(/[。.]/g, '');
}

/** About 100 characters where there are no spaces, else about 50 words. */
function tldrLength(language: string): number {
  return ['zh-Hans', 'zh-Hant', 'ja'].includes(writing(language)) ? 100 : proseLength(48, language);
}
