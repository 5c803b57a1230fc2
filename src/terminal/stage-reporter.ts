import type { DigestEvent, DigestListener } from '../core/pipeline/digest-events.ts';
import type { ProgressView } from './progress-view.ts';

/** Shows what happens while a digest is made, one line a stage, repairs counted. */
export function createStageReporter(view: ProgressView): DigestListener {
  let repairs = 0;
  return (event: DigestEvent) => {
    if (event.kind === 'stage') view.report({ stage: event.stage, state: event.state });
    if (event.kind === 'draft') reportDraft(view, event.draft);
    if (event.kind === 'repair') {
      repairs += event.count;
      view.report({ stage: 'repairs', state: 'started', detail: `${repairs} (${event.what})` });
    }
  };
}

function reportDraft(view: ProgressView, { title, progress }: Extract<DigestEvent, { kind: 'draft' }>['draft']): void {
  if (progress.stage === 'outline' && title !== null)
    view.report({ stage: 'outline', state: 'started', detail: title });
  if (progress.stage === 'translation' && progress.chaptersDone < progress.chapters) {
    const detail = `${progress.chaptersDone} of ${progress.chapters} chapters`;
    view.report({ stage: 'translation', state: 'started', detail });
  }
}
