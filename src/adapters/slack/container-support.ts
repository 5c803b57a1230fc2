import type { Clock, Logger } from '../../core/ports/runtime.ts';
import type { WorkspaceTraitStore } from '../../core/ports/store.ts';

/** Whether a workspace takes container blocks, as far as it has been seen. */
export interface ContainerSupport {
  /** True until the workspace has refused one. */
  has(workspace: string): Promise<boolean>;
  /** Remembers a refusal. */
  refused(workspace: string): Promise<void>;
}

const trait = 'slack-containers-refused-at';
/** After this a workspace may have learned about containers. */
const believedMs = 30 * 86_400_000;

/** Kept in the trait store. Without it every first message would be sent twice: it says so, and goes on. */
export function createContainerSupport(deps: {
  readonly traits: WorkspaceTraitStore;
  readonly clock: Clock;
  readonly logger: Logger;
}): ContainerSupport {
  const { traits, clock, logger } = deps;
  const failed = (error: unknown): void => {
    logger.warn('a workspace trait is out of reach', { error: error instanceof Error ? error : String(error) });
  };
  return {
    async has(workspace) {
      try {
        const refusedAt = Date.parse((await traits.get(workspace, trait)) ?? '');
        return !(clock.now() - refusedAt < believedMs);
      } catch (error) {
        failed(error);
        return true;
      }
    },
    async refused(workspace) {
      logger.warn('this workspace refuses container blocks', { workspace });
      try {
        await traits.set(workspace, trait, new Date(clock.now()).toISOString());
      } catch (error) {
        failed(error);
      }
    },
  };
}
