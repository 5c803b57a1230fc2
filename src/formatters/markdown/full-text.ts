import type { Chapter, Passage } from '../../core/domain/digest.ts';
import { formatTimecode } from '../../core/domain/timecode.ts';
import { type MarkdownContext, spanLabel, timeLink } from './context.ts';
import { escapeMarkdown, escapeParagraphs } from './escape-markdown.ts';

/** The whole talk by chapter and passage, as blocks in reading order; empty where the digest holds none. */
export function fullTextBlocks(context: MarkdownContext): string[] {
  const { digest, strings } = context;
  if (digest.fullText === 'none' || digest.passages.length === 0) return [];
  const heading = digest.fullText === 'original' ? strings.document.transcript : strings.document.translation;
  const speakers = speakerLabels(context);
  return [
    '---',
    `## 📝 ${heading}`,
    coverageLine(context),
    ...digest.chapters.flatMap((chapter, index) => [
      ...chapterHead(context, chapter),
      ...digest.passages
        .filter((passage) => passage.chapter === index)
        .flatMap((passage) => passageBlocks(context, passage, speakers)),
    ]),
  ];
}

function coverageLine({ digest, strings }: MarkdownContext): string {
  const { coverage, fullText, chapters } = digest;
  return [
    strings.counts.time(formatTimecode(coverage.coveredMs), formatTimecode(coverage.durationMs)),
    strings.counts.lines(coverage.coveredLines, coverage.lines),
    strings.counts.chapters(chapters.length),
    ...(fullText === 'translated' ? [strings.marks.translatedByAi] : []),
  ].join(' · ');
}

function chapterHead(context: MarkdownContext, { startMs, endMs, title, gist }: Chapter): string[] {
  const time = timeLink(context, startMs, `(${spanLabel(startMs, endMs)})`);
  const sentence = escapeMarkdown(gist);
  return [`### ${time} ${escapeMarkdown(title)}${sentence === '' ? '' : `\n> ${sentence}`}`];
}

function passageBlocks(context: MarkdownContext, passage: Passage, speakers: SpeakerLabels): string[] {
  const time = timeLink(context, passage.startMs, `**(${spanLabel(passage.startMs, passage.endMs)})**`);
  const { marks } = context.strings;
  const mark = passage.state === 'doubtful' ? marks.doubtful : passage.state === 'source' ? marks.untranslated : null;
  const turns = passage.turns.flatMap(({ speaker, text }) => {
    const [first, ...rest] = escapeParagraphs(text);
    return first === undefined ? [] : [`${speakers.next(speaker)}${first}`, ...rest];
  });
  return [mark === null ? time : `${time} ⚠️ ${mark}`, ...turns];
}

/** Names a speaker where it changes and nowhere else. */
interface SpeakerLabels {
  next(speaker: string | null): string;
}

function speakerLabels({ cast, strings }: MarkdownContext): SpeakerLabels {
  let previous: string | null = null;
  return {
    next(speaker) {
      const label = speaker === null || speaker === previous ? undefined : cast.get(speaker)?.label;
      previous = speaker;
      return label === undefined ? '' : `${escapeMarkdown(label)}${strings.punctuation.colon}`;
    },
  };
}
