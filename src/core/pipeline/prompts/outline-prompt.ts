import { isUnspaced } from '../../domain/language.ts';
import type { Line } from '../../domain/transcript.ts';
import type { Video } from '../../domain/video.ts';
import type { ModelRequest } from '../../ports/language-model.ts';
import type { PlannedChapter } from '../creator-chapters-plan.ts';
import { outlineAnswerSchema } from './answers.ts';
import { houseStyle, promptLanguageName } from './house-style.ts';
import { answerJsonSchema } from './json-schema.ts';
import { readerRules, transcriptBlock, videoBlock } from './prompt-blocks.ts';

export interface OutlinePromptInput {
  readonly video: Video;
  readonly lines: readonly Line[];
  readonly sourceLanguage: string;
  readonly targetLanguage: string;
  /** The creator's chapters as planned, or how many the model should find. */
  readonly chapters: readonly PlannedChapter[] | number;
}

const schema = answerJsonSchema(outlineAnswerSchema);

/** Title, TL;DR, cast, glossary and chapters from the whole transcript, in that order of the stream. */
export function outlineRequest(input: OutlinePromptInput): ModelRequest {
  return {
    stage: 'outline',
    system: [{ text: readerRules }],
    user: [
      { text: `${videoBlock(input.video)}\n${transcriptBlock(input.lines, input.sourceLanguage)}`, cache: true },
      { text: outlineTask(input) },
    ],
    schema,
    maxOutputTokens: 8_000,
  };
}

function outlineTask({ targetLanguage, chapters, lines }: OutlinePromptInput): string {
  const first = lines[0]?.number ?? 1;
  return `Target language: ${promptLanguageName(targetLanguage)}
Style: ${houseStyle(targetLanguage)}
${chapterAssignment(chapters)}

Outline this video. All text in the target language except "name", "sources" and what those say.
- title: the video's title, translated as an editor would.
- tldr: what is said and what follows from it, concretely, without "this video": ${tldrLength(targetLanguage)}.
- cast: everyone who speaks (speaks: true), then people the talk deals with at length (speaks: false). id: s1, s2, …; name: the right spelling in the source language; fullName: the long form, with the original in brackets where the script differs; label: the one short form for everywhere else; role: what they are according to the video, "" if it does not say. A speaker who is never named gets the role as name ("Host"), translated in fullName and label. People's names come from title, description and captions alone.
- glossary: people, companies, products, shows, the talk's own terms, and a phrase it keeps coming back to (a refrain, a running joke); no words any translator renders alike. At most 40. sources: every form in which the captions have it, misheard ones included, copied exactly; target: the one form to use (of people the label); companies and products in their right spelling; accepted: further forms a translation may contain.
- chapters: first: the number of the line with which the chapter begins (the first chapter: ${first}); title; gist: one sentence saying what is said, not that it is discussed.`;
}

function chapterAssignment(chapters: OutlinePromptInput['chapters']): string {
  if (typeof chapters === 'number') {
    return chapters <= 1
      ? 'Chapters: about 1'
      : `Chapters: about ${chapters}\nA chapter begins where the talk turns to another subject or question, at the line where the turn is made. Follow the talk: a few more or fewer are fine, lengths may differ, under a minute is rare.`;
  }
  const list = chapters.map(({ firstLine, title, part }) => {
    return `- ${firstLine} ${title}${part === null ? '' : ` (part ${part.index} of ${part.of}: give it a title of its own)`}`;
  });
  return `Chapters: fixed\n${list.join('\n')}\nAnswer exactly these chapters with these first lines; translate their titles.`;
}

function tldrLength(language: string): string {
  return isUnspaced(language) ? 'about 100 characters, at most 120' : 'at most 60 words';
}
