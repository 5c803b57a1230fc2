import type { Clock } from '../ports/runtime.ts';
import type { WorkspaceTraitStore } from '../ports/store.ts';

/** Somebody's word that one digest is worth its price. */
export interface SpendingLeave {
  give(workspace: string, videoId: string, language: string): Promise<void>;
  /** The word was for the digest that there is, and not for another one in its place. */
  withdraw(workspace: string, videoId: string, language: string): Promise<void>;
  /** Whether the word was given not long ago. */
  given(workspace: string, videoId: string, language: string): Promise<boolean>;
}

/** Long enough for a job to come to its turn, and to be tried again. */
const holdsMs = 2 * 60 * 60_000;
const withdrawn = '0';

/** Kept in the store: the word and the run may be in different processes. */
export function createSpendingLeave(traits: WorkspaceTraitStore, clock: Pick<Clock, 'now'>): SpendingLeave {
  const trait = (videoId: string, language: string): string => `spend ${videoId} ${language}`;
  return {
    give: (workspace, videoId, language) => traits.set(workspace, trait(videoId, language), String(clock.now())),
    withdraw: (workspace, videoId, language) => traits.set(workspace, trait(videoId, language), withdrawn),
    async given(workspace, videoId, language) {
      const at = Number(await traits.get(workspace, trait(videoId, language)));
      return at > 0 && clock.now() - at < holdsMs;
    },
  };
}
