import type { CastMember, GlossaryEntry } from '../../domain/digest.ts';
import type { Line, LineRange } from '../../domain/transcript.ts';
import type { ModelRequest, PromptBlock } from '../../ports/language-model.ts';
import { translationAnswerSchema } from './answers.ts';
import { houseStyle, promptLanguageName } from './house-style.ts';
import { answerJsonSchema } from './json-schema.ts';
import { namesBlock } from './names-block.ts';
import { formatRange, formatRanges, inert, readerRules, transcriptBlock } from './prompt-blocks.ts';

/** What all calls over one window share: the part that is cached. */
export interface TranslationContext {
  readonly window: readonly Line[];
  readonly sourceLanguage: string;
  readonly targetLanguage: string;
}

/** A passage that failed its checks, and what to do better. */
export interface Complaint {
  readonly lines: LineRange;
  /** The translation that failed, as plain text. */
  readonly text: string;
  readonly reasons: readonly string[];
}

export interface TranslationTask {
  readonly cast: readonly CastMember[];
  readonly glossary: readonly GlossaryEntry[];
  readonly ranges: readonly LineRange[];
  /** How many lines make a passage here, and at most. */
  readonly linesPerPassage: { readonly usual: number; readonly most: number };
  readonly complaints: readonly Complaint[];
  readonly maxOutputTokens: number;
}

const schema = answerJsonSchema(translationAnswerSchema);

/** Writes the window to the cache before cast and glossary are known. */
export function translationWarmRequest(context: TranslationContext): ModelRequest {
  return { stage: 'translation', ...prefix(context), schema, maxOutputTokens: 0 };
}

/** Asks for exactly these lines. Cast and glossary have a breakpoint of their own: all chunks but the first read it. */
export function translationRequest(context: TranslationContext, task: TranslationTask): ModelRequest {
  const { system, user } = prefix(context);
  return {
    stage: 'translation',
    system,
    user: [...user, { text: namesBlock(task.cast, task.glossary), cache: true }, { text: chunkTask(context, task) }],
    schema,
    maxOutputTokens: task.maxOutputTokens,
  };
}

function prefix(context: TranslationContext): { system: readonly PromptBlock[]; user: readonly PromptBlock[] } {
  return {
    system: [{ text: `${readerRules}\n\n${translatorRules(context.targetLanguage)}` }],
    user: [{ text: transcriptBlock(context.window, context.sourceLanguage), cache: true }],
  };
}

function translatorRules(targetLanguage: string): string {
  return `You translate the lines you are asked for into ${promptLanguageName(targetLanguage)}, as spoken prose made for reading.
- Everything that is said, in order; never a summary. Fillers, false starts and bare "yeah" go; hedges that carry meaning, jokes, examples, numbers and names stay. Nothing is added.
- Passages are runs of consecutive lines, "first" to "last". They follow each other without gap or overlap and cover exactly the lines asked for. A passage begins with a new thought; what a line leaves unfinished may be completed in its passage.
- Names and terms as cast and glossary have them (people by the short form); they also correct what was misheard.
- turns: paragraphs; a new one where the speaker changes, or in a long speech where the thought does. speaker: the cast id where the captions make certain who speaks, else null; never a guess, never a name inside the text.
- text: plain sentences, no markup, no line numbers.
Style: ${houseStyle(targetLanguage)}`;
}

function chunkTask(context: TranslationContext, task: TranslationTask): string {
  const complaints = task.complaints.map(complaint);
  return [
    `Target language: ${promptLanguageName(context.targetLanguage)}`,
    `Lines to translate: ${formatRanges(task.ranges)}`,
    `Passages of about ${task.linesPerPassage.usual} lines, at most ${task.linesPerPassage.most}.`,
    ...(complaints.length === 0 ? [] : [mendRule, ...complaints]),
  ].join('\n');
}

const mendRule =
  'An earlier answer was doubted. Mend what is wrong and keep the rest; if a passage is right as it stands, answer it again unchanged.';

function complaint({ lines, text, reasons }: Complaint): string {
  return `Lines ${formatRange(lines)} were: ${inert(text)}\nDoubt: ${reasons.join(' ')}`;
}
