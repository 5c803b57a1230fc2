import type { DigestRef } from '../../core/domain/chat-request.ts';
import type { Chapter, Digest, Passage, Turn } from '../../core/domain/digest.ts';
import type { Reply } from '../../core/domain/reply.ts';
import { cutText } from '../cut-text.ts';
import { timecodeIn } from '../moments.ts';
import { onOneLine } from '../plain-text.ts';
import type { Catalogue, MarkStrings } from '../strings/catalogue.ts';
import { stringsFor } from '../strings/strings-for.ts';
import { actionIds, hasValue, pageValue } from './action-value.ts';
import { type ActionsBlock, button, fullSection, type SlackMessage } from './blocks.ts';
import { clipMrkdwn, escapeMrkdwn } from './escape-mrkdwn.ts';
import { childCharacters, foldMessages, foldTitle, textCharacters } from './fold-messages.ts';
import { countCharacters } from './measure.ts';
import { momentLink } from './moment-link.ts';
import type { Fold, FoldItem, FoldPart } from './pack-folds.ts';

/** Longer labels are not names. */
const speakerCharacters = 80;

/**
 * The whole talk, a fold per chapter and a section per passage; none where the digest has no passages. A passage longer
 * than a section goes on in the next, without a time. Below each message a button opens the reader where it begins.
 */
export function fullTextMessages(reply: Extract<Reply, { kind: 'full-text' }>, maxCharacters: number): SlackMessage[] {
  const { digest } = reply;
  const strings = stringsFor(reply.language);
  const voices = voicesOf(digest, strings.marks);
  const readFrom = readButtons(digest, strings.chat);
  // At the last chapter its value is the longest.
  const footCharacters = readFrom === null ? 0 : countCharacters(readFrom(digest.chapters.length));
  const chapters = digest.chapters.map((chapter, index) => ({
    index,
    fold: chapterFold(digest, chapter, index, voices, childCharacters(maxCharacters, footCharacters)),
  }));
  const filled = chapters.filter(({ fold }) => fold.items.length > 0);
  const folds = filled.map(({ fold }) => fold);
  const chapterOf = (part: FoldPart | undefined): number => filled[part?.index ?? 0]?.index ?? 0;
  return foldMessages(folds, maxCharacters, {
    text: (parts, part) => {
      const [first, last] = [chapterOf(parts[0]), chapterOf(parts.at(-1))];
      return clipMrkdwn(strings.chat.fullTextPart(part, first + 1, last + 1), textCharacters);
    },
    foot: readFrom === null ? null : { characters: footCharacters, block: (parts) => readFrom(chapterOf(parts[0])) },
  });
}

/** A row that opens the reader at a chapter (from 0); null where its value would not fit. */
function readButtons(digest: Digest, { readInFull, transcript }: Catalogue['chat']) {
  const ref: DigestRef = { videoId: digest.video.id, language: digest.language };
  if (!hasValue(ref)) return null;
  const label = digest.fullText === 'original' ? transcript : readInFull;
  return (chapter: number): ActionsBlock => ({
    type: 'actions',
    elements: [button(actionIds.read, label, pageValue({ digest: ref, chapter, page: 0, original: false }))],
  });
}

interface Voices {
  /** Names by cast id; empty where one voice is all there is. */
  readonly labels: ReadonlyMap<string, string>;
  readonly marks: MarkStrings;
}

function voicesOf(digest: Digest, marks: MarkStrings): Voices {
  const heard = new Set(digest.passages.flatMap(({ turns }) => turns.map(({ speaker }) => speaker)));
  const labels = new Map(heard.size > 1 ? digest.cast.map(({ id, label }) => [id, label]) : []);
  return { labels, marks };
}

function chapterFold(digest: Digest, chapter: Chapter, index: number, voices: Voices, maxSection: number): Fold {
  const { video } = digest;
  const span = `${timecodeIn(video, chapter.startMs)}–${timecodeIn(video, chapter.endMs)}`;
  const items: FoldItem[] = [];
  let speaker: string | null = null;
  for (const passage of digest.passages) {
    if (passage.chapter !== index) continue;
    const time = momentLink(video, passage.startMs);
    const later = passageSections(passage, { time, speaker, voices, maxSection });
    const opening = passageSections(passage, { time, speaker: null, voices, maxSection });
    // The cuts of a passage that needs several sections depend on its label: they must be the same in both forms.
    const same = later.length === 1 && opening.length === 1;
    for (const [at, text] of (same ? later : opening).entries()) {
      const first = at === 0 && same ? opening[0] : undefined;
      items.push({ block: fullSection(text), ...(first === undefined ? {} : { opening: fullSection(first) }) });
    }
    speaker = passage.turns.at(-1)?.speaker ?? null;
  }
  return { title: foldTitle(`${span} ${chapter.title}`), items };
}

interface PassageForm {
  readonly time: string;
  /** Who spoke last, if that is known. */
  readonly speaker: string | null;
  readonly voices: Voices;
  readonly maxSection: number;
}

function passageSections(passage: Passage, form: PassageForm): string[] {
  const { voices, maxSection } = form;
  const sections: string[] = [];
  let current = form.time;
  let gap = ' ';
  let speaker = form.speaker;
  const add = (text: string): void => {
    if (current.length + gap.length + text.length > maxSection) {
      sections.push(current);
      current = text;
    } else current += gap + text;
    gap = '\n';
  };
  for (const turn of passage.turns) {
    const label = labelOf(turn, speaker, voices);
    speaker = turn.speaker;
    // Room for the time in front, and for the label: pieces but the first have less text than they could.
    const pieces = cutText(onOneLine(turn.text), maxSection - form.time.length - label.length - 1, measure);
    for (const [at, piece] of pieces.entries()) add((at === 0 ? label : '') + escapeMrkdwn(piece));
  }
  const mark = markOf(passage, voices.marks);
  if (mark !== '') {
    gap = ' ';
    add(`_(${escapeMrkdwn(mark)})_`);
  }
  return [...sections, current];
}

function measure(text: string): number {
  return escapeMrkdwn(text).length;
}

/**
 * Only where the voice changes. A voice that nobody can name gets a dash, so that it is not taken for the last one. The
 * colon is ASCII in every language: Slack ends bold text before no other.
 */
function labelOf({ speaker }: Turn, last: string | null, { labels }: Voices): string {
  if (speaker === last || labels.size === 0) return '';
  if (speaker === null) return '— ';
  const label = labels.get(speaker);
  return label === undefined ? '— ' : `*${clipMrkdwn(label, speakerCharacters)}*: `;
}

function markOf({ state }: Passage, marks: MarkStrings): string {
  if (state === 'doubtful') return marks.doubtful;
  return state === 'source' ? marks.untranslated : '';
}
