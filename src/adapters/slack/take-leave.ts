import type { DataRemoval } from '../../core/ports/data-removal.ts';
import type { InstallationStore } from '../../core/ports/installation-store.ts';
import type { Logger } from '../../core/ports/runtime.ts';
import type { Leaving } from './read-leaving.ts';
import type { SlackCall } from './slack-call.ts';
import { isBrokenInstallation, refusalOf } from './slack-failure.ts';
import type { SpeakAs } from './workspaces.ts';

export interface TakeLeaveDeps {
  readonly installations: Pick<InstallationStore, 'find'>;
  /** Deletes the installation as well. */
  readonly removal: Pick<DataRemoval, 'deleteWorkspace'>;
  readonly speakAs: SpeakAs;
  readonly call: SlackCall;
  readonly logger: Logger;
}

/** Slack's clock and this one's, and Slack's whole seconds. */
const clocksDifferMs = 10_000;

/**
 * Deletes all of a workspace that took the bot out: its key, and what was kept for it; digests that others use stay. What
 * is told late of an earlier time, when the bot has been let in again since, is nothing; nor is a key that was revoked
 * while the one that is kept is good. Throws `store-failed`, and `chat-refused` while Slack cannot say whether it is.
 */
export function createTakeLeave(deps: TakeLeaveDeps) {
  const { installations, removal, logger } = deps;
  return async (workspace: string, { atMs, isKeyAlone }: Leaving, signal: AbortSignal): Promise<void> => {
    const where = { surface: 'slack', workspace };
    const installation = await installations.find(where);
    if (installation !== null && atMs < installation.installedAtMs - clocksDifferMs) return;
    if (isKeyAlone && (await isLetIn(deps, workspace, signal))) {
      logger.info('a slack workspace has revoked a key, and lets the bot in by another', { workspace });
      return;
    }
    const counts = await removal.deleteWorkspace(where);
    logger.info('a slack workspace took the bot out: its data are deleted', { workspace, ...counts });
  };
}

async function isLetIn({ speakAs, call }: TakeLeaveDeps, workspace: string, signal: AbortSignal): Promise<boolean> {
  try {
    const test = () => speakAs(workspace, (client) => client.auth.test());
    await call({ method: 'auth.test', idempotent: true }, test, signal);
    return true;
  } catch (error) {
    if (isBrokenInstallation(refusalOf(error))) return false;
    throw error;
  }
}
