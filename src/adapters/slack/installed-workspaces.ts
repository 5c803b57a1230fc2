import type { InstallProvider } from '@slack/oauth';
import { VidigestError } from '../../core/domain/errors.ts';
import type { InstallationStore } from '../../core/ports/installation-store.ts';
import type { Clock, Logger } from '../../core/ports/runtime.ts';
import { NotInstalledError } from './bolt-installations.ts';
import type { SlackClient } from './slack-client.ts';
import { keyRefusal, SlackCallError } from './slack-failure.ts';
import type { SlackIdentity } from './slack-identity.ts';
import { createKeyWatch, notInstalled, type SlackWorkspaces } from './workspaces.ts';

export interface InstalledWorkspacesDeps {
  readonly installations: Pick<InstallationStore, 'workspaces'>;
  /** Gives the key that holds now: renews those that are about to end, and keeps the new ones. */
  readonly authorize: InstallProvider['authorize'];
  readonly clientWith: (token: string) => SlackClient;
  readonly clock: Clock;
  readonly logger: Logger;
}

interface Known {
  readonly identity: SlackIdentity;
  readonly token: string;
  readonly client: SlackClient;
  readonly untilMs: number;
}

/** Less than a key has left when it is renewed; another process may renew it, or the workspace be gone. */
const believedMs = 60_000;

/** The workspaces in the store. What was read is believed for a minute, and no longer than Slack accepts it. */
export function createInstalledWorkspaces(deps: InstalledWorkspacesDeps): SlackWorkspaces {
  const watch = createKeyWatch(deps.logger);
  const known = new Map<string, Known>();
  const asking = new Map<string, Promise<Known | null>>();
  const ask = async (workspace: string): Promise<Known | null> => {
    try {
      const found = await read(deps, workspace, known.get(workspace));
      if (found === null) known.delete(workspace);
      else known.set(workspace, found);
      return found;
    } finally {
      asking.delete(workspace);
    }
  };
  const lookUp = (workspace: string): Promise<Known | null> => {
    const before = known.get(workspace);
    if (before !== undefined && before.untilMs > deps.clock.now()) return Promise.resolve(before);
    const underWay = asking.get(workspace) ?? ask(workspace);
    asking.set(workspace, underWay);
    return underWay;
  };
  return {
    async find(workspace) {
      return (await lookUp(workspace))?.identity ?? null;
    },
    all: () => deps.installations.workspaces('slack'),
    async speakAs(workspace, request) {
      let refusedToken: string | null = null;
      for (;;) {
        const home = await lookUp(workspace);
        if (home === null) throw notInstalled(workspace);
        try {
          const answer = await request(home.client);
          watch.works(workspace);
          return answer;
        } catch (error) {
          const word = keyRefusal(error);
          if (word === null) throw error;
          const isAnother = home.token !== refusedToken;
          if (known.get(workspace) === home) known.set(workspace, { ...home, untilMs: 0 });
          // Another process may have renewed the key: with a new one it is tried once more, as nothing was done.
          if (isAnother && (await lookUp(workspace))?.token !== home.token) {
            refusedToken = home.token;
            continue;
          }
          watch.refused(workspace, word);
          throw error;
        }
      }
    },
  };
}

async function read(
  deps: InstalledWorkspacesDeps,
  workspace: string,
  before: Known | undefined,
): Promise<Known | null> {
  const { botToken: token, botId = '', botUserId: userId = '' } = await authorized(deps, workspace);
  if (token === undefined) return null;
  const untilMs = deps.clock.now() + believedMs;
  const client = before?.token === token ? before.client : deps.clientWith(token);
  return { identity: { workspace, userId, botId }, token, client, untilMs };
}

type Authorized = Partial<Pick<Awaited<ReturnType<InstallProvider['authorize']>>, 'botToken' | 'botId' | 'botUserId'>>;

/** Empty where the bot is not installed. */
async function authorized(
  { authorize, clock, logger }: InstalledWorkspacesDeps,
  workspace: string,
): Promise<Authorized> {
  try {
    return await authorize({ teamId: workspace, enterpriseId: undefined, isEnterpriseInstall: false });
  } catch (error) {
    const cause = error instanceof Error && 'original' in error ? error.original : error;
    if (cause instanceof NotInstalledError) return {};
    if (cause instanceof VidigestError && cause.code === 'config-invalid') {
      logger.error('the installation of a slack workspace cannot be read', { workspace, detail: cause.reason });
      throw new SlackCallError(`the workspace ${workspace}`, unreadable, cause);
    }
    const failure = { kind: 'unsent', reason: 'the key of the workspace cannot be read' } as const;
    throw new SlackCallError(`the workspace ${workspace}`, failure, cause, clock.now() + comeBackMs);
  }
}

const comeBackMs = 30_000;
const unreadable = { kind: 'refused', error: 'installation_unreadable', problems: [] } as const;
