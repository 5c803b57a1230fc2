import type { Asker } from '../../domain/chat-request.ts';
import type { WorkspaceTraitStore } from '../../ports/store.ts';
import { workspaceLocaleTrait } from './channel-settings.ts';

/**
 * Takes what somebody who brings the bot into a workspace reads the platform in for the language of that workspace, where
 * nobody says otherwise. The first of whom it is known decides; guests do not. Throws `store-failed`.
 */
export type LearnLocale = (workspace: string, by: Pick<Asker, 'locale' | 'isGuest'>) => Promise<void>;

/** Over the store that tells settings of it. */
export function createLearnLocale(traits: WorkspaceTraitStore): LearnLocale {
  return async (workspace, { locale, isGuest }) => {
    const isKnown = (await traits.get(workspace, workspaceLocaleTrait)) !== null;
    if (!isKnown && locale !== null && !isGuest) await traits.set(workspace, workspaceLocaleTrait, locale);
  };
}
