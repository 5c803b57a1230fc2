import type { Prompt, PromptLine } from './prompt.ts';
import { prose, proseLength } from './prose.ts';
import { mentions } from './source-names.ts';

/** The parts that were asked for; the others empty. */
export function analysisAnswer(prompt: Prompt): Record<string, unknown> {
  const asked = <T>(part: string, value: () => T, empty: T): T => (prompt.parts.includes(part) ? value() : empty);
  const say = (words: number, seed: number): string =>
    prose(prompt.targetLanguage, proseLength(words, prompt.targetLanguage), seed);
  return {
    introduction: asked('introduction', () => say(40, 2), ''),
    videoType: asked('videoType', () => ({ type: 'interview', description: say(12, 4) }), {
      type: 'other',
      description: '',
    }),
    arguments: asked('arguments', () => argumentsOf(prompt, say), []),
    companies: asked('companies', () => companiesOf(prompt, say), []),
    quotes: asked('quotes', () => quotesOf(prompt, say), []),
    people: asked('people', () => peopleOf(prompt, say), []),
  };
}

type Say = (words: number, seed: number) => string;

function argumentsOf(prompt: Prompt, say: Say): unknown[] {
  const count = countAsked(prompt, 'arguments', 4);
  const size = Math.max(1, Math.floor(prompt.lines.length / count));
  return Array.from({ length: Math.min(count, prompt.lines.length) }, (_, index) => {
    const span = prompt.lines.slice(index * size, index * size + Math.min(size, 8));
    return {
      title: say(5, index).replace(/[。.]/g, ''),
      content: say(50, index + 20),
      concepts: [1, 2, 3].map((at) => say(2, index * 3 + at).replace(/[。.]/g, '')),
      implication: say(18, index + 40),
      ...rangeOf(span),
    };
  });
}

function quotesOf(prompt: Prompt, say: Say): unknown[] {
  const count = countAsked(prompt, 'quotes', 4);
  const quotable = prompt.lines.filter(({ text }) => text.length >= 30 && text.length <= 240);
  const lines = quotable.length >= count ? quotable : prompt.lines;
  return Array.from({ length: Math.min(count, lines.length) }, (_, index) => {
    const line = lines[Math.floor(((index + 0.5) * lines.length) / count)];
    const text = line?.text ?? '';
    return {
      source: text,
      text: say(text.split(' ').length, index + 60),
      speaker: null,
      ...rangeOf(line ? [line] : []),
    };
  });
}

function companiesOf(prompt: Prompt, say: Say): unknown[] {
  const people = new Set(prompt.cast.flatMap(({ name, label }) => [name, label]));
  return prompt.glossary
    .filter(({ target }) => /^[\p{Script=Latin}\d .&-]+$/u.test(target) && !people.has(target))
    .flatMap(({ sources, target }, index) => {
      const lines = prompt.lines.filter(({ text }) => sources.some((form) => mentions(text, form)));
      const [first] = lines;
      if (first === undefined) return [];
      const importance = lines.length > 8 ? 3 : lines.length > 2 ? 2 : 1;
      return [{ name: target, context: say(14, index + 80), importance, ...rangeOf([first]) }];
    });
}

function peopleOf(prompt: Prompt, say: Say): unknown[] {
  return prompt.cast.map((member, index) => {
    const line = prompt.lines.find(({ text }) => mentions(text, member.name)) ?? prompt.lines[0];
    return {
      name: member.label,
      identity: say(6, index + 100),
      background: say(16, index + 110),
      views: say(20, index + 120),
      elsewhere: '',
      ...rangeOf(line ? [line] : []),
    };
  });
}

function rangeOf(lines: readonly PromptLine[]): { first: number; last: number } {
  return { first: lines[0]?.number ?? 1, last: lines.at(-1)?.number ?? 1 };
}

/** The lower bound of a count in the task, e.g. `- quotes: 3-5, striking`. */
function countAsked({ task }: Prompt, part: string, otherwise: number): number {
  return Number(new RegExp(`^- ${part}: \\D*(\\d+)`, 'm').exec(task)?.[1] ?? otherwise);
}
