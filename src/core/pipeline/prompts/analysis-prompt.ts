import type { CastMember, GlossaryEntry } from '../../domain/digest.ts';
import type { Line } from '../../domain/transcript.ts';
import type { Video } from '../../domain/video.ts';
import type { ModelRequest } from '../../ports/language-model.ts';
import { analysisAnswerSchema } from './answers.ts';
import { houseStyle, promptLanguageName } from './house-style.ts';
import { answerJsonSchema } from './json-schema.ts';
import { namesBlock } from './names-block.ts';
import { readerRules, transcriptBlock, videoBlock } from './prompt-blocks.ts';

/** The two calls that share one prompt cache: what the talk argues, and whom and what it names. */
export type AnalysisPart = 'arguments' | 'mentions';

/** What the prompt is made of. `part` and `counts` come last in it: all before is the same for both calls. */
export interface AnalysisPromptInput {
  readonly video: Video;
  readonly lines: readonly Line[];
  readonly sourceLanguage: string;
  readonly targetLanguage: string;
  readonly cast: readonly CastMember[];
  readonly glossary: readonly GlossaryEntry[];
  readonly part: AnalysisPart;
  readonly counts: { readonly arguments: string; readonly quotes: string };
}

const schema = answerJsonSchema(analysisAnswerSchema);

/** Arguments, quotes, companies and people, each tied to the lines that hold it. */
export function analysisRequest(input: AnalysisPromptInput): ModelRequest {
  return {
    stage: 'analysis',
    system: [{ text: readerRules }],
    user: [
      { text: `${videoBlock(input.video)}\n${transcriptBlock(input.lines, input.sourceLanguage)}`, cache: true },
      { text: common(input), cache: true },
      { text: input.part === 'arguments' ? argumentsTask(input) : mentionsTask(input) },
    ],
    schema,
    maxOutputTokens: 12_000,
  };
}

function common({ targetLanguage, cast, glossary }: AnalysisPromptInput): string {
  return `${namesBlock(cast, glossary)}
Target language: ${promptLanguageName(targetLanguage)}
Style: ${houseStyle(targetLanguage)}
Spell names as in cast and glossary. "first" and "last" are the few lines that show it best. Fill the parts asked for; the rest stays empty ("" or [], type "other"). Leave out what the video gives no ground for; never pad.`;
}

function argumentsTask({ counts }: AnalysisPromptInput): string {
  return `Parts: introduction, videoType, arguments
- introduction: two or three sentences: who speaks (each with role and the long form of the name), where, about what.
- videoType: type, and one sentence why.
- arguments: ${counts.arguments}, in order of the talk. title: the claim in a few words; content: what is claimed and how it is supported, with figures and examples, 2-4 sentences, saying who holds it; concepts: 3-5 key concepts; implication: what follows in practice, "" if the talk gives no ground.`;
}

function mentionsTask({ counts }: AnalysisPromptInput): string {
  return `Parts: companies, quotes, people
- companies: companies and products that are talked about. name; context: what is said about it, one sentence; importance: 3 central, 2 discussed, 1 mentioned.
- quotes: ${counts.quotes}, striking and self-contained. source: the words exactly as the captions have them, slips included, within first-last, lines joined by a space, no ">>"; text: their translation, slips smoothed; speaker: cast id, null unless certain.
- people: named people who speak or are discussed, not mere mentions. name: the long form; identity: what they are according to the video; background and views: from the video alone, "" if it says nothing; elsewhere: one sentence of what you reliably know of them from elsewhere, "" if nothing.`;
}
