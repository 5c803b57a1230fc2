import type { BudgetNotice } from '../../../src/core/domain/budget.ts';
import type { Digest, DigestDraft, DigestProgress } from '../../../src/core/domain/digest.ts';
import type { FullTextState, Reply } from '../../../src/core/domain/reply.ts';
import type { SharedMoment } from '../../../src/core/domain/shared-moment.ts';
import type { ActionElement, SlackMessage } from '../../../src/formatters/slack/blocks.ts';

/** The overview of a finished digest, in the digest's language unless told otherwise. */
export function overviewOf(
  digest: Digest,
  fullText: FullTextState = { kind: 'posted' },
  language: string = digest.language,
): Extract<Reply, { kind: 'overview' }> {
  return { kind: 'overview', language, draft: draftOf(digest, 'done'), digest, fullText };
}

/** The overview while the digest is made. */
export function draftOverview(draft: DigestDraft): Extract<Reply, { kind: 'overview' }> {
  return { kind: 'overview', language: draft.language, draft, digest: null, fullText: { kind: 'pending' } };
}

/** A digest as a draft of it looks; two of its chapters are done. */
export function draftOf(digest: Digest, stage: DigestProgress['stage']): DigestDraft {
  const { video, language, title, tldr, chapters } = digest;
  return { video, language, title, tldr, chapters, progress: { stage, chaptersDone: 2, chapters: chapters.length } };
}

/** The longest of the reasons not to ask a model. */
export const dayIsSpent = {
  reason: 'channel',
  limitUsd: 5,
  spentUsd: 4.9,
  estimateUsd: 0.2101,
  resetsAtMs: Date.UTC(2026, 2, 15),
} satisfies BudgetNotice;

/** The overview with all that it can say and offer at once. */
export function onRequest(digest: Digest, language: string = digest.language): Extract<Reply, { kind: 'overview' }> {
  const overview = overviewOf({ ...digest, fullText: 'none' }, { kind: 'on-request', costUsd: 0.4211 }, language);
  return { ...overview, details: 'offered', sharedAt: sharedAt(digest) };
}

function sharedAt({ chapters }: Digest): SharedMoment | null {
  const chapter = chapters.at(-1);
  return chapter === undefined ? null : { startMs: chapter.startMs + 1_000, chapter };
}

/** Everything that is said about a finished digest, in order. */
export function allReplies(digest: Digest, language: string = digest.language): Reply[] {
  return [
    overviewOf(digest, { kind: 'offered', messages: 7 }, language),
    draftOverview(draftOf(digest, 'translation')),
    { ...overviewOf(digest, { kind: 'offered', messages: 7 }, language), notice: { ...dayIsSpent, resetsAtMs: null } },
    { ...onRequest(digest, language), notice: { ...dayIsSpent, resetsAtMs: null } },
    { kind: 'details', language, digest },
    { kind: 'full-text', language, digest },
  ];
}

/** Every text object, cell and title of a message, in reading order. */
export function textsOf(message: SlackMessage): string[] {
  return message.blocks.flatMap((block): string[] => {
    if (block.type === 'section') return [block.text.text];
    if (block.type === 'context') return block.elements.map(({ text }) => text);
    if (block.type === 'actions') return block.elements.flatMap(labelsOf);
    const inside = block.child_blocks.flatMap((child) =>
      child.type === 'table' ? child.rows.flat().map(({ text }) => text) : [child.text.text],
    );
    return [block.title.text, ...inside];
  });
}

/** What people read on a button or in a menu. */
export function labelsOf(element: ActionElement): string[] {
  if (element.type === 'button') return [element.text.text];
  const placeholder = element.type === 'static_select' ? [element.placeholder?.text ?? ''] : [];
  return [...placeholder, ...element.options.map(({ text }) => text.text)];
}
