import { blocksOf, type MessagesBody } from './request-body.ts';

/** Which of the project's calls a request is, told by the schema it sends along. */
export type PromptStage = 'outline' | 'join' | 'analysis' | 'translation' | 'other';

/** A numbered line as it stands in the prompt. */
export interface PromptLine {
  readonly number: number;
  readonly text: string;
  readonly speakerChange: boolean;
}

/** A cast member as it stands in the prompt. */
interface PromptCastMember {
  readonly id: string;
  readonly name: string;
  readonly label: string;
  readonly speaks: boolean;
}

/** What the fake understands of a prompt, as a model would read it. */
export interface Prompt {
  readonly stage: PromptStage;
  readonly title: string;
  readonly sourceLanguage: string;
  readonly targetLanguage: string;
  readonly lines: readonly PromptLine[];
  /** Lines to translate, in the order they are asked for; empty in other stages. */
  readonly asked: readonly number[];
  readonly linesPerPassage: number;
  readonly glossary: readonly { readonly sources: readonly string[]; readonly target: string }[];
  readonly cast: readonly PromptCastMember[];
  /** Parts of the analysis that are asked for. */
  readonly parts: readonly string[];
  /** How many chapters to find, or the fixed ones. */
  readonly chapters: number | readonly { readonly first: number; readonly title: string }[];
  /** The last block: the task itself. */
  readonly task: string;
}

/** Reads a request of the project's own prompts. Marks that are missing read as empty. */
export function readPrompt(body: MessagesBody): Prompt {
  const texts = blocksOf(body).user.map((block) => block.text ?? '');
  const user = texts.join('\n');
  const transcript = /<transcript(?: language="([^"]*)")?>\n([\s\S]*?)\n<\/transcript>/.exec(user);
  return {
    stage: stageOf(body.output_config?.format?.schema),
    title: /<video>\ntitle: (.*)/.exec(user)?.[1] ?? '',
    sourceLanguage: transcript?.[1] ?? 'en',
    targetLanguage: /^Target language: .*\(([A-Za-z0-9-]+)\)\s*$/m.exec(user)?.[1] ?? 'en',
    lines: rowsOf(transcript?.[2]).flatMap(readLine),
    asked: readRanges(mark(user, 'Lines to translate')),
    linesPerPassage: Number(/^Passages of about (\d+) lines/m.exec(user)?.[1] ?? 10),
    glossary: rowsOf(/<glossary>\n([\s\S]*?)\n<\/glossary>/.exec(user)?.[1]).flatMap(readEntry),
    cast: rowsOf(/<cast>\n([\s\S]*?)\n<\/cast>/.exec(user)?.[1]).flatMap(readMember),
    parts: mark(user, 'Parts').split(', ').filter(Boolean),
    chapters: readChapters(user),
    task: texts.at(-1) ?? '',
  };
}

function stageOf(schema: Record<string, unknown> | undefined): PromptStage {
  const { properties: fields = {} }: { properties?: object } = schema ?? {};
  const properties = Object.keys(fields);
  if (properties.includes('passages')) return 'translation';
  if (properties.includes('arguments')) return 'analysis';
  if (properties.includes('tldr')) return properties.includes('chapters') ? 'outline' : 'join';
  return 'other';
}

function mark(text: string, name: string): string {
  return new RegExp(`^${name}: (.+)$`, 'm').exec(text)?.[1] ?? '';
}

function rowsOf(text: string | undefined): string[] {
  return (text ?? '').split('\n').filter((row) => row !== '');
}

function readLine(row: string): PromptLine[] {
  const [, number, change, text] = /^(\d+) (>> )?(.*)$/.exec(row) ?? [];
  return number === undefined
    ? []
    : [{ number: Number(number), text: text ?? '', speakerChange: change !== undefined }];
}

function readEntry(row: string): Prompt['glossary'][number][] {
  const [sources, forms] = row.split(' => ');
  const target = forms?.replace(/ \(or: .*\)$/, '');
  return target === undefined ? [] : [{ sources: (sources ?? '').split(' | '), target }];
}

function readMember(row: string): PromptCastMember[] {
  const [, id, forms, label] = /^(\S+): (.*?) => (.*?)(?:, long form |; |$)/.exec(row) ?? [];
  if (id === undefined) return [];
  const [name = ''] = (forms ?? '').split(' | ');
  return [{ id, name, label: label ?? '', speaks: !row.endsWith('does not speak') }];
}

function readRanges(text: string): number[] {
  return [...text.matchAll(/(\d+)(?:-(\d+))?/g)].flatMap(([, first, last]) => {
    const from = Number(first);
    return Array.from({ length: Number(last ?? first) - from + 1 }, (_, index) => from + index);
  });
}

function readChapters(text: string): Prompt['chapters'] {
  const count = /^Chapters: about (\d+)/m.exec(text)?.[1];
  if (count !== undefined) return Number(count);
  const list = /^Chapters: fixed\n((?:- \d+ .*\n?)*)/m.exec(text)?.[1];
  return rowsOf(list).flatMap((row) => {
    const [, first, title] = /^- (\d+) (.*)$/.exec(row) ?? [];
    return first === undefined ? [] : [{ first: Number(first), title: title ?? '' }];
  });
}
