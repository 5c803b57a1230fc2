import type { DataRemoval } from '../../core/ports/data-removal.ts';
import type { InstallationStore } from '../../core/ports/installation-store.ts';
import type { Logger } from '../../core/ports/runtime.ts';
import type { Leaving } from './read-leaving.ts';

export interface TakeLeaveDeps {
  readonly installations: Pick<InstallationStore, 'find'>;
  /** Deletes the installation as well. */
  readonly removal: Pick<DataRemoval, 'deleteWorkspace'>;
  readonly logger: Logger;
}

/** Slack's clock and this one's, and Slack's whole seconds. */
const clocksDifferMs = 10_000;

/**
 * Deletes all of a workspace that took the bot out: its key, and what was kept for it; digests that others use stay. What
 * is told late of an earlier time, when the bot has been let in again since, is nothing. Throws `store-failed`.
 */
export function createTakeLeave({ installations, removal, logger }: TakeLeaveDeps) {
  return async (workspace: string, { atMs }: Leaving): Promise<void> => {
    const where = { surface: 'slack', workspace };
    const installation = await installations.find(where);
    if (installation !== null && atMs < installation.installedAtMs - clocksDifferMs) return;
    const counts = await removal.deleteWorkspace(where);
    logger.info('a slack workspace took the bot out: its data are deleted', { workspace, ...counts });
  };
}
