import type { InstallationStore as BoltInstallationStore, Installation } from '@slack/oauth';
import { z } from 'zod';
import { VidigestError } from '../../core/domain/errors.ts';
import type { InstallationStore } from '../../core/ports/installation-store.ts';
import type { Clock } from '../../core/ports/runtime.ts';
import type { Seal } from './seal.ts';

/** The bot is not installed in the workspace that was asked for. */
export class NotInstalledError extends Error {
  constructor(workspace: string) {
    super(`not installed in ${workspace}`);
    this.name = 'NotInstalledError';
  }
}

/** What is kept of an installation; what belongs to the person who installed it is not. */
const keptSchema = z.object({
  team: z.object({ id: z.string(), name: z.string().optional() }),
  appId: z.string().optional(),
  bot: z.object({
    id: z.string(),
    userId: z.string(),
    token: z.string(),
    scopes: z.array(z.string()),
    refreshToken: z.string().optional(),
    /** UTC, in seconds. */
    expiresAt: z.number().optional(),
  }),
});

/** Where installations are kept, and how their keys are closed. */
export interface BoltInstallationsDeps {
  readonly installations: InstallationStore;
  readonly seal: Seal;
  readonly clock: Clock;
}

/**
 * Installations as Slack's library asks for them. `save`: of somebody who installs the bot; `renew`: a new key of a
 * workspace that is still there. Throws `store-failed`, a NotInstalledError, and `config-invalid` where the secret does
 * not open what is kept.
 */
export function createBoltInstallations(deps: BoltInstallationsDeps, write: 'save' | 'renew'): BoltInstallationStore {
  const { installations, seal, clock } = deps;
  const keep = async (kept: z.infer<typeof keptSchema>, how: 'save' | 'renew'): Promise<void> => {
    const where = { surface: 'slack', workspace: kept.team.id };
    const sealed = seal.close(JSON.stringify(kept), contextOf(where.workspace));
    if (how === 'save') await installations.save({ ...where, sealed, installedAtMs: clock.now() });
    else await installations.renew({ ...where, sealed });
  };
  return {
    storeInstallation: (installation) => keep(keptSchema.parse(installation), write),
    async fetchInstallation(query) {
      const workspace = query.teamId ?? '';
      const stored = await installations.find({ surface: 'slack', workspace });
      if (stored === null) throw new NotInstalledError(workspace);
      const opened = seal.open(stored.sealed, contextOf(workspace));
      if (opened === null) throw cannotOpen(workspace);
      const kept = keptSchema.parse(JSON.parse(opened.text));
      if (!opened.isCurrent) await keep(kept, 'renew');
      // The library's type tells apart what the old way of installing had.
      return { ...kept, authVersion: 'v2', isEnterpriseInstall: false } as Installation<'v2', false> as never;
    },
  };
}

function contextOf(workspace: string): string {
  return `slack ${workspace}`;
}

function cannotOpen(workspace: string): VidigestError {
  const reason = `VIDIGEST_SECRET does not open the installation of the Slack workspace ${workspace}: set VIDIGEST_SECRET_OLD to the secret before it, or install the app there again`;
  return new VidigestError('config-invalid', reason, { reason });
}
