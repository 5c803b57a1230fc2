import { notInstalled, type SlackWorkspaces } from './workspaces.ts';

/** Of some workspaces those that are welcome; in the others the bot is as good as not installed. */
export function createWelcomeWorkspaces(
  inner: SlackWorkspaces,
  isWelcome: (workspace: string) => boolean,
): SlackWorkspaces {
  return {
    find: async (workspace, signal) => (isWelcome(workspace) ? inner.find(workspace, signal) : null),
    all: async (signal) => (await inner.all(signal)).filter(isWelcome),
    async speakAs(workspace, request) {
      if (!isWelcome(workspace)) throw notInstalled(workspace);
      return inner.speakAs(workspace, request);
    },
  };
}
