import { isUnspaced } from '../../domain/language.ts';
import type { Video } from '../../domain/video.ts';
import type { ModelRequest } from '../../ports/language-model.ts';
import { joinAnswerSchema } from './answers.ts';
import { houseStyle, promptLanguageName } from './house-style.ts';
import { answerJsonSchema } from './json-schema.ts';
import { inert, readerRules, videoBlock } from './prompt-blocks.ts';

export interface JoinPromptInput {
  readonly video: Video;
  readonly targetLanguage: string;
  /** The outlines of the windows, in order of the video. */
  readonly parts: readonly {
    readonly tldr: string;
    readonly starts: readonly { readonly title: string; readonly gist: string }[];
  }[];
}

const schema = answerJsonSchema(joinAnswerSchema);

/** Title and TL;DR of a video too long to be read at once, from what was made of its windows. */
export function joinRequest({ video, targetLanguage, parts }: JoinPromptInput): ModelRequest {
  const windows = parts.map(({ tldr, starts }, index) => {
    const chapters = starts.map(({ title, gist }) => `- ${inert(title)}: ${inert(gist)}`);
    return `Part ${index + 1} of ${parts.length}: ${inert(tldr)}\n${chapters.join('\n')}`;
  });
  return {
    stage: 'outline',
    system: [{ text: readerRules }],
    user: [
      { text: `${videoBlock(video)}\n<transcript>\n${windows.join('\n\n')}\n</transcript>` },
      {
        text: `Target language: ${promptLanguageName(targetLanguage)}
Style: ${houseStyle(targetLanguage)}
The video was read in parts; above is what each says.
- title: the video's title, translated as an editor would.
- tldr: what is said and what follows from it, over the whole: ${isUnspaced(targetLanguage) ? 'about 100 characters' : 'at most 60 words'}.`,
      },
    ],
    schema,
    maxOutputTokens: 1_000,
  };
}
