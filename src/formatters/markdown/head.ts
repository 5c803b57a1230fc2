import { languageName } from '../../core/domain/language.ts';
import { formatTimecode } from '../../core/domain/timecode.ts';
import { watchUrl } from '../../core/domain/video.ts';
import { formatDate } from '../strings/dates.ts';
import { type MarkdownContext, table, timeLink } from './context.ts';
import { escapeMarkdown, escapeParagraphs } from './escape-markdown.ts';

/** Title, notices, facts, introduction, TL;DR and the table of chapters, as blocks in reading order. */
export function headBlocks(context: MarkdownContext): string[] {
  const { digest, strings } = context;
  const tldr = escapeParagraphs(digest.tldr);
  return [
    `# ${escapeMarkdown(digest.title)}`,
    ...noticeBlocks(context),
    `## 📹 ${strings.document.videoFacts}`,
    facts(context),
    '---',
    ...escapeParagraphs(digest.introduction ?? ''),
    ...(tldr.length === 0 ? [] : [`## ${strings.document.tldr}`, ...tldr]),
    ...chapterBlocks(context),
  ];
}

function noticeBlocks({ digest, strings }: MarkdownContext): string[] {
  const { durationMs } = digest.video;
  const lastMs = digest.lines.at(-1)?.endMs ?? 0;
  // Within a minute of the end nothing is missing there: the gaps are elsewhere.
  const until = lastMs < durationMs - 60_000 ? formatTimecode(lastMs) : null;
  return [
    ...(digest.method === 'extractive' ? [strings.notices.extractive] : []),
    ...(digest.captions.truncated ? [strings.notices.truncated(until, formatTimecode(durationMs))] : []),
    ...digest.missing.map((part) => strings.notices.missing[part]),
  ].map((notice) => `> ⚠️ ${notice}`);
}

function facts({ digest, strings }: MarkdownContext): string {
  const { video, captions } = digest;
  const words = strings.document;
  const url = watchUrl(video.id);
  const [open, close] = strings.punctuation.brackets;
  const entries: [label: string, value: string][] = [
    [words.feed, escapeMarkdown(video.feed?.name ?? '')],
    [words.published, escapeMarkdown(video.publishedOn === null ? '' : formatDate(strings, video.publishedOn))],
    [words.duration, video.durationMs > 0 ? formatTimecode(video.durationMs) : ''],
    [words.link, video.linkable ? `[${url}](${url})` : ''],
    [words.originalTitle, video.title === digest.title ? '' : escapeMarkdown(video.title)],
    [
      words.captions,
      `${escapeMarkdown(nameOf(captions.language, strings.locale))}${open}${words.captionKinds[captions.kind]}${close}`,
    ],
  ];
  return entries
    .filter(([, value]) => value !== '')
    .map(([label, value]) => `- **${label}**${strings.punctuation.factColon}${value}`)
    .join('\n');
}

function nameOf(language: string, locale: string): string {
  try {
    return languageName(language, locale);
  } catch {
    // Not a language tag: shown as it came.
    return language;
  }
}

function chapterBlocks(context: MarkdownContext): string[] {
  const { digest, strings } = context;
  if (digest.chapters.length === 0) return [];
  const rows = digest.chapters.map(({ startMs, endMs, title, gist }) => [
    timeLink(context, startMs, `${formatTimecode(startMs)}-${formatTimecode(endMs)}`),
    escapeMarkdown(title),
    escapeMarkdown(gist),
  ]);
  return [`## 📑 ${strings.document.chapters}`, table(strings.document.chapterColumns, rows)];
}
