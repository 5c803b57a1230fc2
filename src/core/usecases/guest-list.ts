import type { Logger } from '../ports/runtime.ts';

/** Whether the bot is to be at work in a workspace or server. */
export type IsWelcome = (workspace: string) => boolean;

/** Those that are named, or all where nobody has named any. The log names each of the others once. */
export function createGuestList(
  named: ReadonlySet<string> | null,
  { logger }: { readonly logger: Pick<Logger, 'warn'> },
): IsWelcome {
  const told = new Set<string>();
  return (workspace) => {
    if (named === null || named.has(workspace)) return true;
    if (!told.has(workspace)) {
      told.add(workspace);
      logger.warn('a workspace that VIDIGEST_WORKSPACES does not name is left alone', { workspace });
    }
    return false;
  };
}
