import { createHttpLine, type HttpHost } from '../adapters/slack/http-line.ts';
import { createInstaller, type InstallPagesDeps, installRoutes } from '../adapters/slack/install-pages.ts';
import { createInstalledWorkspaces } from '../adapters/slack/installed-workspaces.ts';
import { readOwnManifest } from '../adapters/slack/manifest.ts';
import { createOneWorkspace } from '../adapters/slack/one-workspace.ts';
import { createPeople } from '../adapters/slack/people.ts';
import type { SlackAppDeps } from '../adapters/slack/slack-app.ts';
import { createSlackCall } from '../adapters/slack/slack-call.ts';
import type { SlackClient } from '../adapters/slack/slack-client.ts';
import type { MakeSlackLine } from '../adapters/slack/slack-line.ts';
import { createSocketLine } from '../adapters/slack/socket-line.ts';
import { createTakeLeave } from '../adapters/slack/take-leave.ts';
import { createWelcomeWorkspaces } from '../adapters/slack/welcome-workspaces.ts';
import type { SlackWorkspaces } from '../adapters/slack/workspaces.ts';
import type { SlackConfig } from '../config-slack.ts';
import { VidigestError } from '../core/domain/errors.ts';
import type { Store } from '../core/ports/store.ts';
import { createLearnLocale } from '../core/usecases/chat/learn-locale.ts';
import type { IsWelcome } from '../core/usecases/guest-list.ts';
import { addressOf } from './address-of.ts';
import type { Runtime } from './runtime.ts';

interface WorkspaceParts {
  /** Of those that let the bot in; the one of a token is. */
  readonly isWelcome: IsWelcome;
  readonly store: Store;
  readonly clientWith: (token: string) => SlackClient;
}

/** The workspace of the token, or all that are in the store. */
export function composeWorkspaces(
  slack: SlackConfig,
  { store, clientWith, isWelcome }: WorkspaceParts,
  runtime: Runtime,
): SlackWorkspaces {
  const { access } = slack;
  if (access.kind === 'token') {
    return createOneWorkspace({ client: clientWith(access.botToken), call: createSlackCall(runtime), ...runtime });
  }
  const { installations } = store;
  const { authorize } = createInstaller({ installations, ...runtime }, { ...access, ...addressOf(slack) }, 'renew');
  const installed = createInstalledWorkspaces({ installations, authorize, clientWith, ...runtime });
  return createWelcomeWorkspaces(installed, isWelcome);
}

interface LineParts {
  readonly isWelcome: IsWelcome;
  readonly store: Store;
  readonly workspaces: SlackWorkspaces;
  readonly host: HttpHost | null;
}

/** How Slack reaches this process, and what is done when a workspace lets the bot in or takes it out. */
export function composeSlackLine(
  slack: SlackConfig,
  { store, workspaces, host, isWelcome }: LineParts,
  runtime: Runtime,
): Pick<SlackAppDeps, 'makeLine' | 'onLeaving'> {
  const { access, hearing } = slack;
  if (hearing.kind === 'socket') return { makeLine: createSocketLine(runtime, { ...hearing, ...addressOf(slack) }) };
  const { signingSecret } = hearing;
  if (access.kind === 'token') return { makeLine: httpLine(host, runtime, { signingSecret, pages: [] }) };
  const { installations, removal } = store;
  const installer = createInstaller({ installations, ...runtime }, { ...access, ...addressOf(slack) }, 'save');
  const scopes = async () => (await readOwnManifest()).oauth_config.scopes.bot;
  const ways = { speakAs: workspaces.speakAs, call: createSlackCall(runtime) };
  const people = createPeople({ ...ways, ...runtime });
  const learnLocale = createLearnLocale(store.traits);
  const onInstalled: InstallPagesDeps['onInstalled'] = async (workspace, user, signal) =>
    learnLocale(workspace, await people.find({ user, team: '', workspace }, signal));
  const pages = installRoutes({ installer, scopes, isWelcome, onInstalled, logger: runtime.logger });
  const onLeaving = createTakeLeave({ installations, removal, ...ways, ...runtime });
  return { makeLine: httpLine(host, runtime, { signingSecret, pages }), onLeaving };
}

/** Throws only when the line is wanted: a worker has no ears. */
function httpLine(
  host: HttpHost | null,
  { logger }: Runtime,
  options: Parameters<typeof createHttpLine>[1],
): MakeSlackLine {
  if (host !== null) return createHttpLine({ host, logger }, options);
  return () => {
    const reason = 'SLACK_SIGNING_SECRET needs VIDIGEST_HTTP_PORT: Slack sends its requests there';
    throw new VidigestError('config-invalid', reason, { reason });
  };
}
