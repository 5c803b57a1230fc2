import type { Chapter, DigestDraft } from '../domain/digest.ts';
import type { LineRange } from '../domain/transcript.ts';
import type { DigestListener } from './digest-events.ts';
import type { DigestMaterial } from './digest-material.ts';
import { lineAt } from './line-ranges.ts';

/** Tells a listener what a reader can see already, each time that grows. */
export interface DraftTeller {
  lead(lead: { title: string; tldr: string }): void;
  /** One more chapter is certain; chapters come in order. */
  chapter(lines: LineRange, heading: { title: string; gist: string }): void;
  /** The outline is complete: these chapters replace those told one by one. */
  outline(outline: { title: string; tldr: string; chapters: readonly Chapter[] }): void;
  /** These lines are translated. */
  translated(lines: LineRange): void;
}

/** A teller that starts from nothing but the video, and tells `onEvent` the whole draft after each change. */
export function createDraftTeller(material: DigestMaterial, onEvent: DigestListener): DraftTeller {
  const { video, language, lines, fullText } = material;
  const translated: LineRange[] = [];
  let draft: DigestDraft = {
    video,
    language,
    title: null,
    tldr: null,
    chapters: [],
    progress: { stage: 'outline', chaptersDone: 0, chapters: 0 },
  };
  const tell = (change: Partial<DigestDraft>): void => {
    draft = { ...draft, ...change };
    onEvent({ kind: 'draft', draft });
  };
  const progressOf = (chapters: readonly Chapter[]): DigestDraft['progress'] => ({
    stage: fullText === 'translate' ? 'translation' : 'done',
    chaptersDone: chapters.filter((chapter) => covers(translated, chapter.lines)).length,
    chapters: chapters.length,
  });
  return {
    lead: ({ title, tldr }) => tell({ title, tldr }),
    chapter(range, { title, gist }) {
      const startMs = draft.chapters.length === 0 ? 0 : lineAt(lines, range.first).startMs;
      const endMs = lines[range.last]?.startMs ?? video.durationMs;
      tell({ chapters: [...draft.chapters, { title, gist, startMs, endMs, lines: range }] });
    },
    outline: ({ title, tldr, chapters }) => tell({ title, tldr, chapters, progress: progressOf(chapters) }),
    translated(range) {
      translated.push(range);
      if (draft.progress.chapters > 0) tell({ progress: progressOf(draft.chapters) });
    },
  };
}

/** Chapters are made of whole ranges, so adding up the lines inside is enough. */
function covers(parts: readonly LineRange[], whole: LineRange): boolean {
  const inside = parts.filter(({ first, last }) => first >= whole.first && last <= whole.last);
  return inside.reduce((sum, { first, last }) => sum + last - first + 1, 0) >= whole.last - whole.first + 1;
}
