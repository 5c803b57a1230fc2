import { abortable } from '../../core/domain/abortable.ts';
import type { ChannelSight } from '../../core/ports/channel-sight.ts';
import type { Logger } from '../../core/ports/runtime.ts';
import type { Directory } from './directory.ts';

/** Whoever Discord's permissions let into a channel can open it. In direct messages and in doubt nobody can. */
export function createDiscordSight(deps: {
  readonly directory: Pick<Directory, 'canSee'>;
  readonly logger: Logger;
}): ChannelSight {
  return {
    async canOpen({ channel, viewer }, { signal }) {
      try {
        return await abortable(deps.directory.canSee(channel, viewer), signal);
      } catch (error) {
        signal.throwIfAborted();
        deps.logger.info('discord does not say who can see a channel', { channel, error: String(error) });
        return false;
      }
    },
  };
}
