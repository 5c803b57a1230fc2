import type { BudgetNotice } from '../../domain/budget.ts';
import type { DigestRef } from '../../domain/chat-request.ts';
import { sharedMoment } from '../../domain/shared-moment.ts';
import { finalDraft } from '../overview-post.ts';
import { shownOf } from '../shown-parts.ts';
import type { ChatContext } from './chat-context.ts';
import type { FindDigest } from './find-digest.ts';

/**
 * Shows a digest to the asker alone: its overview, or on a page its first chapter. `startMs` is where the link asks the
 * player to begin. Throws what making throws.
 */
export type ReadPrivately = (context: ChatContext, digest: DigestRef, startMs?: number | null) => Promise<void>;

/** The use case over its ports. */
export function createReadPrivately(findDigest: FindDigest): ReadPrivately {
  return async (context, ref, startMs = null) => {
    let notice: BudgetNotice | null = null;
    const digest = await findDigest(context, ref, {
      onOverBudget(given) {
        notice = given;
      },
    });
    if (digest === null) return;
    const { language, request } = context;
    // Why it was made without a model stands in an overview alone.
    if (notice === null && request.answerTo.form === 'page' && digest.chapters.length > 0) {
      await context.say({ kind: 'section', language, digest, chapter: 0, page: 0, original: false });
      return;
    }
    const fullText = { kind: 'none' } as const;
    const sharedAt = sharedMoment(digest, startMs);
    // Its buttons open what the channel shows and no more.
    const shown = shownOf(digest, context.settings);
    const draft = finalDraft(shown);
    const reply = { kind: 'overview', language, draft, digest: shown, fullText, notice, sharedAt } as const;
    await context.say({ kind: 'reply', language, reply });
  };
}
