import type { Prompt, PromptLine } from './prompt.ts';
import { englishWords, prose, proseLength } from './prose.ts';
import { mentions } from './source-names.ts';
import { numbersIn } from './source-numbers.ts';

/** `faithful` as asked; `condensed`: half as long; `copied`: the source instead of a translation. */
export type TranslationManner = 'faithful' | 'condensed' | 'copied';

/** A passage as a model answers it. */
export interface AnswerPassage {
  first: number;
  last: number;
  turns: { speaker: string | null; text: string }[];
}

/** Passages that partition the asked lines, in order, each with its numbers and glossary names. */
export function translationAnswer(prompt: Prompt, manner: TranslationManner): { passages: AnswerPassage[] } {
  const byNumber = new Map(prompt.lines.map((line) => [line.number, line]));
  const asked = prompt.asked.flatMap((number) => byNumber.get(number) ?? []);
  return { passages: groupLines(asked, prompt).map((lines) => passageOf(lines, prompt, manner)) };
}

/** A passage is cut when it has its lines or its words: 60-90 seconds of speech. */
const wordsPerPassage = 170;

function groupLines(lines: readonly PromptLine[], prompt: Prompt): PromptLine[][] {
  const groups: PromptLine[][] = [];
  let words = 0;
  for (const line of lines) {
    const group = groups.at(-1);
    const follows = group?.at(-1)?.number === line.number - 1;
    if (group === undefined || !follows || group.length >= prompt.linesPerPassage || words >= wordsPerPassage) {
      groups.push([line]);
      words = 0;
    } else {
      group.push(line);
    }
    words += englishWords(line.text, prompt.sourceLanguage);
  }
  return groups;
}

function passageOf(lines: readonly PromptLine[], prompt: Prompt, manner: TranslationManner): AnswerPassage {
  const turns = splitTurns(lines).map((turn) => ({
    speaker: speakerAt(turn[0]?.number ?? 0, prompt),
    text: translate(turn, prompt, manner),
  }));
  return { first: lines[0]?.number ?? 0, last: lines.at(-1)?.number ?? 0, turns };
}

function splitTurns(lines: readonly PromptLine[]): PromptLine[][] {
  const turns: PromptLine[][] = [];
  for (const line of lines) {
    if (turns.length === 0 || line.speakerChange) turns.push([line]);
    else turns.at(-1)?.push(line);
  }
  return turns;
}

/** The speakers take turns; without two of them, or without a mark so far, nobody is named. */
function speakerAt(number: number, { cast, lines }: Prompt): string | null {
  const speakers = cast.filter((member) => member.speaks);
  const changes = lines.filter((line) => line.speakerChange && line.number <= number).length;
  return speakers.length < 2 || changes === 0 ? null : (speakers[(changes - 1) % speakers.length]?.id ?? null);
}

function translate(lines: readonly PromptLine[], prompt: Prompt, manner: TranslationManner): string {
  const source = lines.map((line) => line.text).join(' ');
  if (manner === 'copied') return source;
  const people = prompt.cast.map(({ name, label }) => ({ sources: [name], target: label }));
  const named = [...prompt.glossary, ...people].filter(({ sources }) => sources.some((form) => mentions(source, form)));
  const inserts = [...new Set(named.map(({ target }) => target)), ...numbersIn(source)];
  const words = englishWords(source, prompt.sourceLanguage) * (manner === 'condensed' ? 0.35 : 1);
  return prose(prompt.targetLanguage, proseLength(words, prompt.targetLanguage), lines[0]?.number ?? 1, inserts);
}
