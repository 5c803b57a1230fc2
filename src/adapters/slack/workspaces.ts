import type { Logger } from '../../core/ports/runtime.ts';
import type { SlackClient } from './slack-client.ts';
import { SlackCallError } from './slack-failure.ts';
import type { SlackIdentity } from './slack-identity.ts';

/**
 * Makes one request as the bot of a workspace, with the key that holds now. Throws what the request throws, and a
 * SlackCallError when the bot is not installed there or its key cannot be had just now. To be called within a SlackCall.
 */
export type SpeakAs = <T>(workspace: string, request: (client: SlackClient) => Promise<T>) => Promise<T>;

/** The workspaces that have let the bot in. */
export interface SlackWorkspaces {
  /** Who the bot is there; null where it is not installed. Throws a SlackCallError while that cannot be told. */
  find(workspace: string, signal: AbortSignal): Promise<SlackIdentity | null>;
  /** Ids of all, in order. Throws as `find`. */
  all(signal: AbortSignal): Promise<readonly string[]>;
  readonly speakAs: SpeakAs;
}

/** The bot is not in this workspace, or no longer. */
export function notInstalled(workspace: string): SlackCallError {
  const failure = { kind: 'refused', error: 'not_installed', problems: [] } as const;
  return new SlackCallError(`the workspace ${workspace}`, failure, undefined);
}

/** Tells in the log, once for each workspace, that its key is refused; again after it has worked meanwhile. */
export function createKeyWatch(logger: Logger): {
  refused(workspace: string, word: string): void;
  works(workspace: string): void;
} {
  const told = new Set<string>();
  return {
    refused(workspace, word) {
      if (told.has(workspace)) return;
      told.add(workspace);
      logger.error('a slack workspace no longer accepts the bot: install it there again', { workspace, error: word });
    },
    works(workspace) {
      if (told.delete(workspace)) logger.info('a slack workspace accepts the bot again', { workspace });
    },
  };
}
