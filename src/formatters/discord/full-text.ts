import type { Digest } from '../../core/domain/digest.ts';
import type { Reply } from '../../core/domain/reply.ts';
import { chapterHeading, joinParagraphs, translatedParagraphs } from './chapter-text.ts';
import { type Container, container, textDisplay } from './components.ts';
import { discordLimits } from './limits.ts';
import { textWeight } from './measure.ts';
import { type DiscordMessage, message } from './message.ts';
import { type ChapterPart, packChapters } from './pack-chapters.ts';

/** A frame and its text, as components and in weight. */
const frame = { components: 2, weight: 12 } as const;
/** ` (12/12)` behind a heading. */
const partCharacters = 10;
/** A message has room for one of these beside the longest heading. */
const paragraphWeight = 3_400;
const room = {
  weight: discordLimits.textCharacters,
  chapters: Math.floor(discordLimits.components / frame.components),
} as const;

/** The whole talk, chapters in order, in as few messages as fit; none where the digest has no passages. */
export function fullTextMessages({ digest }: Extract<Reply, { kind: 'full-text' }>): DiscordMessage[] {
  const chapters = digest.chapters.map((chapter, index) => ({
    chapter: index,
    paragraphs: translatedParagraphs(digest, index, paragraphWeight),
    headWeight: textWeight(chapterHeading(digest, chapter)) + partCharacters + frame.weight,
  }));
  return packChapters(chapters, room).map((parts) =>
    message(
      parts.map((part) => chapterFrame(digest, part)),
      'silent',
    ),
  );
}

function chapterFrame(digest: Digest, { chapter, paragraphs, part, parts }: ChapterPart): Container {
  const found = digest.chapters[chapter];
  const heading = found === undefined ? '' : chapterHeading(digest, found, parts > 1 ? `${part + 1}/${parts}` : '');
  return container([textDisplay(`${heading}\n${joinParagraphs(paragraphs)}`)]);
}
