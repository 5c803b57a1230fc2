import { isLiftable } from '../../core/domain/budget.ts';
import type { Chapter, DigestProgress } from '../../core/domain/digest.ts';
import type { Reply } from '../../core/domain/reply.ts';
import { formatTimecode } from '../../core/domain/timecode.ts';
import { digestNotices } from '../digest-notices.ts';
import { dollarsIfKnown } from '../dollars.ts';
import { timecodeIn } from '../moments.ts';
import { clipPlain } from '../plain-text.ts';
import { sharedMomentText } from '../shared-moment.ts';
import type { Catalogue } from '../strings/catalogue.ts';
import { formatDate } from '../strings/dates.ts';
import { requestsFor } from '../strings/requests/requests-for.ts';
import { stringsFor } from '../strings/strings-for.ts';
import { budgetLine } from './budget-line.ts';
import { type ActionRow, buttonRow, type ContainerChild, container, textDisplay } from './components.ts';
import { button, chapterMenu, overviewButtons, refOf } from './controls.ts';
import { clipDiscord, escapeDiscord } from './escape-discord.ts';
import { discordLimits } from './limits.ts';
import { momentLink, titleLink } from './masked-link.ts';
import { fits } from './measure.ts';
import { type DiscordMessage, message } from './message.ts';

type Overview = Extract<Reply, { kind: 'overview' }>;

/** How much of each text is shown. */
interface Detail {
  readonly title: number;
  readonly tldr: number;
  readonly chapterTitle: number;
  /** 0: chapters without their sentence. */
  readonly gist: number;
  /** Chapters listed; the menu has all of them. */
  readonly chapters: number;
  readonly menuLabel: number;
}

/** From what is wanted to what always fits; the first that fits is taken. */
const details: readonly Detail[] = [
  { title: 300, tldr: 1_800, chapterTitle: 150, gist: 300, chapters: 25, menuLabel: 100 },
  { title: 300, tldr: 1_500, chapterTitle: 120, gist: 140, chapters: 25, menuLabel: 100 },
  { title: 200, tldr: 1_200, chapterTitle: 100, gist: 90, chapters: 25, menuLabel: 80 },
  { title: 200, tldr: 1_000, chapterTitle: 80, gist: 0, chapters: 25, menuLabel: 60 },
  { title: 150, tldr: 700, chapterTitle: 60, gist: 0, chapters: 15, menuLabel: 40 },
  { title: 100, tldr: 300, chapterTitle: 40, gist: 0, chapters: 5, menuLabel: 25 },
];

/**
 * Title, TL;DR and chapters in one message, always: an overview is edited in place. What is not known yet is left out,
 * and progress told in words; long texts are shortened as far as it takes.
 */
export function overviewMessage(reply: Overview): DiscordMessage {
  const strings = stringsFor(reply.language);
  let last: DiscordMessage | null = null;
  for (const detail of details) {
    last = message([container(overviewParts(reply, strings, detail))], 'loud');
    if (fits(last)) return last;
  }
  return last ?? message([textDisplay('–')], 'loud');
}

function overviewParts(reply: Overview, strings: Catalogue, detail: Detail): ContainerChild[] {
  const { draft, digest } = reply;
  const chapters = chapterList(reply, strings, detail);
  const controls =
    digest === null
      ? []
      : [
          ...chapterMenu(digest, strings, 0, detail.menuLabel),
          ...overviewButtons(digest, strings),
          ...spendButton(reply, strings),
          ...translateButton(reply),
        ];
  return [
    ...head(reply, strings, detail),
    ...(chapters === '' ? [] : [textDisplay(chapters)]),
    ...(draft.tldr === null ? [] : controls),
    ...state(reply, strings),
  ];
}

/** Title, facts and TL;DR beside the picture. */
function head({ draft, sharedAt, language }: Overview, strings: Catalogue, detail: Detail): ContainerChild[] {
  const { video } = draft;
  const title = draft.title ?? video.title;
  const texts = [
    `### ${titleLink(video, title, detail.title) || escapeDiscord(video.id)}`,
    // A section takes three texts.
    [facts(draft, strings, title), subtext(clipDiscord(sharedMomentText(video, sharedAt, language), 250))]
      .filter((text) => text !== '')
      .join('\n'),
    clipDiscord(draft.tldr ?? '', detail.tldr),
  ];
  const components = texts.filter((text) => text !== '').map(textDisplay);
  if (!video.linkable) return components;
  const url = `https://i.ytimg.com/vi/${encodeURIComponent(video.id)}/hqdefault.jpg`;
  const description = clipPlain(title, Math.min(discordLimits.altText, detail.title)) || video.id;
  return [{ type: 9, components, accessory: { type: 11, media: { url }, description } }];
}

function subtext(text: string): string {
  return text === '' ? '' : `-# ${text}`;
}

/** Who, when, how long, and what the video calls itself. */
function facts({ video }: Overview['draft'], strings: Catalogue, title: string): string {
  const parts = [
    clipDiscord(video.feed?.name ?? '', 100),
    video.publishedOn === null ? '' : clipDiscord(formatDate(strings, video.publishedOn), 40),
    video.durationMs > 0 ? formatTimecode(video.durationMs) : '',
    video.title.trim() === title.trim() ? '' : clipDiscord(video.title, 150),
  ].filter((part) => part !== '');
  return parts.length > 0 ? `-# ${parts.join(' · ')}` : '';
}

function chapterList({ draft }: Overview, strings: Catalogue, detail: Detail): string {
  const shown = draft.chapters.slice(0, detail.chapters);
  const lines = shown.map((chapter) => chapterLine(draft, chapter, detail));
  const left = draft.chapters.length - shown.length;
  return [...lines, ...(left > 0 ? [`-# ${escapeDiscord(strings.chat.moreChapters(left))}`] : [])].join('\n');
}

function chapterLine({ video }: Overview['draft'], { startMs, title, gist }: Chapter, detail: Detail): string {
  const link = momentLink(video, startMs, title, detail.chapterTitle);
  const sentence = detail.gist === 0 ? '' : clipDiscord(gist, detail.gist);
  return sentence === '' ? link : `${link}\n-# ${sentence}`;
}

/** Progress while the digest is made; then what it holds, and what it lacks. */
function state({ digest, draft, notice, fullText, language }: Overview, strings: Catalogue): ContainerChild[] {
  const { counts, marks } = strings;
  if (digest === null) return small([progressWords(draft.progress, strings)]);
  const { coverage, video } = digest;
  const covered = counts.covered(timecodeIn(video, coverage.coveredMs), timecodeIn(video, coverage.durationMs));
  const parts = [
    digest.fullText === 'none' ? '' : covered,
    digest.chapters.length > 0 ? counts.chapters(digest.chapters.length) : '',
    digest.fullText === 'translated' ? marks.translatedByAi : '',
  ].filter((part) => part !== '');
  const onRequest = fullText.kind === 'on-request' ? requestsFor(language).textOnRequest : '';
  const notes = small([...digestNotices(digest, strings), onRequest, parts.join(' · ')]);
  return notice ? [textDisplay(budgetLine(notice, strings)), ...notes] : notes;
}

/** A row of its own: the row above may be full. */
function spendButton({ digest, notice }: Overview, { budget }: Catalogue): ActionRow[] {
  if (digest === null || !notice || !isLiftable(notice)) return [];
  return buttonRow([button({ action: 'spend_anyway', ...refOf(digest) }, budget.spendAnyway)]);
}

function translateButton({ digest, fullText, language }: Overview): ActionRow[] {
  if (digest === null || fullText.kind !== 'on-request') return [];
  const label = requestsFor(language).translateAll(dollarsIfKnown(fullText.costUsd, language));
  return buttonRow([button({ action: 'translate', ...refOf(digest) }, label)]);
}

function small(lines: readonly string[]): ContainerChild[] {
  const text = lines
    .filter((line) => line !== '')
    .map((line) => `-# ${clipDiscord(line, 300)}`)
    .join('\n');
  return text === '' ? [] : [textDisplay(text)];
}

function progressWords({ stage, chaptersDone, chapters }: DigestProgress, { chat }: Catalogue): string {
  if (stage === 'outline') return chat.outlining;
  return stage === 'translation' ? chat.translating(chaptersDone, chapters) : '';
}
