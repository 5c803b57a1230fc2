import type { Chapter, DigestProgress } from '../../core/domain/digest.ts';
import type { Reply } from '../../core/domain/reply.ts';
import { formatTimecode } from '../../core/domain/timecode.ts';
import { digestNotices } from '../digest-notices.ts';
import { timecodeIn } from '../moments.ts';
import { onOneLine } from '../plain-text.ts';
import { sharedMomentText } from '../shared-moment.ts';
import type { Catalogue } from '../strings/catalogue.ts';
import { formatDate } from '../strings/dates.ts';
import { requestsFor } from '../strings/requests/requests-for.ts';
import { stringsFor } from '../strings/strings-for.ts';
import { type ContextBlock, container, context, fullSection, type SlackMessage } from './blocks.ts';
import { budgetLine } from './budget-line.ts';
import { clipMrkdwn, escapeMrkdwn } from './escape-mrkdwn.ts';
import { foldTitle } from './fold-messages.ts';
import { joinLines } from './join-lines.ts';
import { fits } from './measure.ts';
import { momentLink, titleLink } from './moment-link.ts';
import { overviewActions } from './overview-actions.ts';
import { withoutContainers } from './plain-blocks.ts';

type Overview = Extract<Reply, { kind: 'overview' }>;

/** Chapters beyond these are folded. */
const listedChapters = 12;

/** How much of each text is shown. */
interface Detail {
  readonly title: number;
  /** Each of what stands below the title: the channel's name, the video's own title, the moment of the link. */
  readonly fact: number;
  readonly tldr: number;
  readonly chapterTitle: number;
  /** 0: chapters without their sentence. */
  readonly gist: number;
  readonly chapters: number;
}

/** From what is wanted to what always fits; the first that fits is taken. */
const details: readonly Detail[] = [
  { title: 300, fact: 250, tldr: 2_400, chapterTitle: 150, gist: 300, chapters: 100 },
  { title: 300, fact: 250, tldr: 1_800, chapterTitle: 120, gist: 140, chapters: 100 },
  { title: 200, fact: 250, tldr: 1_200, chapterTitle: 100, gist: 0, chapters: 100 },
  { title: 200, fact: 250, tldr: 900, chapterTitle: 60, gist: 0, chapters: 25 },
  { title: 100, fact: 250, tldr: 300, chapterTitle: 0, gist: 0, chapters: 0 },
  { title: 60, fact: 60, tldr: 60, chapterTitle: 0, gist: 0, chapters: 0 },
];

/**
 * Title, TL;DR and chapters in one message, always: an overview is edited in place. What is not known yet is left out,
 * and progress told in words; long texts are shortened as far as it takes.
 */
export function overviewMessage(reply: Overview, maxCharacters: number): SlackMessage {
  const strings = stringsFor(reply.language);
  let message: SlackMessage | null = null;
  for (const detail of details) {
    message = overviewIn(reply, strings, detail);
    if (fits(message, maxCharacters) && fits(withoutContainers(message), maxCharacters)) return message;
  }
  return message ?? { text: '', blocks: [] };
}

function overviewIn(reply: Overview, strings: Catalogue, detail: Detail): SlackMessage {
  const { draft } = reply;
  const { video } = draft;
  const title = [draft.title ?? '', video.title].find((each) => onOneLine(each) !== '') ?? video.id;
  const tldr = clipMrkdwn(draft.tldr ?? '', detail.tldr);
  const shown = draft.chapters.slice(0, detail.chapters);
  const line = (chapter: Chapter) => chapterLine(reply, chapter, detail);
  const rest = joinLines(shown.slice(listedChapters).map(line)).map(fullSection);
  const blocks = [
    fullSection([`*${titleLink(video, title, detail.title)}*`, tldr].filter((part) => part !== '').join('\n')),
    ...facts(reply, strings, title, detail),
    ...sharedMoment(reply, detail),
    ...joinLines(shown.slice(0, listedChapters).map(line)).map(fullSection),
    ...(rest.length > 0 ? [container(foldTitle(strings.chat.moreChapters(shown.length - listedChapters)), rest)] : []),
    ...overviewActions(reply, strings),
    ...state(reply, strings),
  ];
  const heading = clipMrkdwn(title, detail.title);
  return { text: tldr === '' ? heading : `${heading}${strings.punctuation.colon}${tldr}`, blocks };
}

/** Who, when, how long, and what the video calls itself. */
function facts({ draft }: Overview, strings: Catalogue, title: string, { fact }: Detail): ContextBlock[] {
  const { video } = draft;
  const parts = [
    clipMrkdwn(video.feed?.name ?? '', Math.min(100, fact)),
    video.publishedOn === null ? '' : escapeMrkdwn(formatDate(strings, video.publishedOn)),
    video.durationMs > 0 ? formatTimecode(video.durationMs) : '',
    video.title.trim() === title.trim() ? '' : clipMrkdwn(video.title, Math.min(200, fact)),
  ].filter((part) => part !== '');
  return parts.length > 0 ? [context(parts.join(' · '))] : [];
}

function sharedMoment({ draft, sharedAt, language }: Overview, { fact }: Detail): ContextBlock[] {
  const text = clipMrkdwn(sharedMomentText(draft.video, sharedAt, language), fact);
  return text === '' ? [] : [context(text)];
}

function chapterLine({ draft }: Overview, { startMs, title, gist }: Chapter, detail: Detail): string {
  const link = momentLink(draft.video, startMs, title, detail.chapterTitle);
  const sentence = clipMrkdwn(gist, detail.gist);
  return detail.gist === 0 || sentence === '' ? link : `${link} — ${sentence}`;
}

/** Progress while the digest is made; then what it holds, and what it lacks. */
function state(reply: Overview, strings: Catalogue): ContextBlock[] {
  const { digest, draft } = reply;
  if (digest === null) {
    const words = progressWords(draft.progress, strings);
    return words === '' ? [] : [context(escapeMrkdwn(words))];
  }
  const { counts, marks } = strings;
  const { coverage, video } = digest;
  const covered = counts.covered(timecodeIn(video, coverage.coveredMs), timecodeIn(video, coverage.durationMs));
  const parts = [
    digest.fullText === 'none' ? '' : covered,
    digest.chapters.length > 0 ? counts.chapters(digest.chapters.length) : '',
    digest.fullText === 'translated' ? marks.translatedByAi : '',
  ].filter((part) => part !== '');
  const onRequest = reply.fullText.kind === 'on-request' ? requestsFor(reply.language).textOnRequest : '';
  const lines = [...digestNotices(digest, strings), onRequest, parts.join(' · ')].filter((part) => part !== '');
  const texts = [
    ...(reply.notice ? [budgetLine(reply.notice, strings)] : []),
    ...lines.map((text) => clipMrkdwn(text, 300)),
  ];
  return texts.length > 0 ? [context(...texts)] : [];
}

function progressWords({ stage, chaptersDone, chapters }: DigestProgress, { chat }: Catalogue): string {
  if (stage === 'outline') return chat.outlining;
  return stage === 'translation' ? chat.translating(chaptersDone, chapters) : '';
}
