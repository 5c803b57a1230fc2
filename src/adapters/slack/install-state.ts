import { createHash } from 'node:crypto';
import { ClearStateStore, InvalidStateError, type StateStore } from '@slack/oauth';
import type { InstallationStore } from '../../core/ports/installation-store.ts';
import type { Clock } from '../../core/ports/runtime.ts';

/** How long somebody may take to install the bot. */
export const installWithinSeconds = 600;

/**
 * The state that goes to Slack and comes back: signed, good for ten minutes, and here also for one use, which the library
 * does not see to. That it comes back to the same browser the library checks by a cookie.
 */
export function createInstallState(
  { installations, clock }: { readonly installations: Pick<InstallationStore, 'useOnce'>; readonly clock: Clock },
  secret: string,
): StateStore {
  const signed = new ClearStateStore(secret, installWithinSeconds);
  return {
    generateStateParam: (options, now) => signed.generateStateParam(options, now),
    async verifyStateParam(now, state) {
      const options = await signed.verifyStateParam(now, state);
      const token = `slack-state ${createHash('sha256').update(state).digest('hex')}`;
      const isFirst = await installations.useOnce(token, clock.now() + installWithinSeconds * 1_000);
      if (!isFirst) throw new InvalidStateError('The state was used before');
      return options;
    },
  };
}
