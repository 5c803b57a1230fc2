import type { IncomingMessage, ServerResponse } from 'node:http';
import type { CustomRoute } from '@slack/bolt';
import { type CallbackOptions, ErrorCode, InstallProvider } from '@slack/oauth';
import { escapeUTF8 } from 'entities';
import { abortable } from '../../core/domain/abortable.ts';
import type { InstallationStore } from '../../core/ports/installation-store.ts';
import type { Clock, Logger } from '../../core/ports/runtime.ts';
import { createBoltInstallations } from './bolt-installations.ts';
import { createInstallState, installWithinSeconds } from './install-state.ts';
import { createSdkLogger } from './sdk-logger.ts';
import { createSeal, secretFor } from './seal.ts';
import { type SlackClientOptions, webClientOptions } from './slack-client.ts';

/** The app, as Slack knows it, and the secret under which its keys are kept. */
export interface SlackOAuthOptions extends SlackClientOptions {
  readonly clientId: string;
  readonly clientSecret: string;
  /** At least 32 bytes. */
  readonly secret: string;
  /** The one before it; null where there is none. */
  readonly oldSecret: string | null;
}

/** Where what workspaces give is kept. */
export interface SlackOAuthDeps {
  readonly installations: InstallationStore;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Slack's library for installing and for keys that hold, over the store. `write`: as `createBoltInstallations`. */
export function createInstaller(
  deps: SlackOAuthDeps,
  options: SlackOAuthOptions,
  write: 'save' | 'renew',
): InstallProvider {
  const { clientId, clientSecret } = options;
  return new InstallProvider({
    clientId,
    clientSecret,
    installationStore: createBoltInstallations({ ...deps, seal: createSeal(options) }, write),
    stateStore: createInstallState(deps, secretFor('install state', options.secret)),
    stateCookieName: 'vidigest-slack-install',
    stateCookieExpirationSeconds: installWithinSeconds,
    renderHtmlForInstallPath: (url) => page('Vidigest for Slack', `<a href="${escapeUTF8(url)}">Add to Slack</a>`),
    logger: createSdkLogger(deps.logger),
    clientOptions: webClientOptions(deps.logger, options),
  });
}

/** What the pages need. */
export interface InstallPagesDeps {
  readonly installer: InstallProvider;
  /** Those that are asked for. */
  readonly scopes: () => Promise<readonly string[]>;
  /** Whether a workspace may let the bot in. */
  readonly isWelcome: (workspace: string) => boolean;
  /** Called once the bot is in, before the page that says so, which waits three seconds for it and whatever it throws. */
  readonly onInstalled: (workspace: string, installer: string, signal: AbortSignal) => Promise<void>;
  readonly logger: Logger;
}

/** Where a workspace is let in, below the receiver's address. */
export const installPaths = { install: '/slack/install', back: '/slack/oauth_redirect' } as const;

/**
 * The two pages of an installation: `/slack/install` leads to Slack with a state, `/slack/oauth_redirect` takes what comes
 * back with the same state in the same browser, once.
 */
export function installRoutes(deps: InstallPagesDeps): CustomRoute[] {
  const { installer, scopes, logger } = deps;
  const safely = (work: (request: IncomingMessage, response: ServerResponse) => Promise<void>) => {
    return (request: IncomingMessage, response: ServerResponse): void => {
      for (const [name, value] of Object.entries(pageHeaders)) response.setHeader(name, value);
      work(request, response).catch((error: unknown) => {
        logger.error('a page of the installation failed', { error: error instanceof Error ? error : String(error) });
        send(response, 500, 'That did not work', 'Something is wrong on our side. Please try again later.');
      });
    };
  };
  return [
    {
      path: installPaths.install,
      method: 'GET',
      handler: safely(async (request, response) =>
        installer.handleInstallPath(request, response, {}, { scopes: [...(await scopes())] }),
      ),
    },
    {
      path: installPaths.back,
      method: 'GET',
      handler: safely((request, response) => installer.handleCallback(request, response, callbacks(deps))),
    },
  ];
}

const pageHeaders = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
} as const;

/** Longer nobody is kept waiting for the page. */
const installedWithinMs = 3_000;

function callbacks({ logger, isWelcome, onInstalled }: InstallPagesDeps): CallbackOptions {
  return {
    async afterInstallation(installation, _options, _request, response) {
      if (installation.isEnterpriseInstall !== true && installation.team !== undefined) {
        const workspace = installation.team.id;
        if (isWelcome(workspace)) return true;
        logger.warn('an installation in a workspace that is not named was refused', { workspace });
        send(response, 403, 'Vidigest is not open to this workspace', notOpenTo(workspace));
        return false;
      }
      logger.warn('an installation for a whole organisation was refused', { enterprise: installation.enterprise?.id });
      const text =
        'Vidigest is installed in one workspace at a time, not in a whole organisation. Remove it from the organisation, and choose a workspace when you install it again.';
      send(response, 400, 'Please choose a workspace', text);
      return false;
    },
    async successAsync({ team, user }, _options, _request, response) {
      const workspace = team?.id ?? '';
      logger.info('slack let the bot into a workspace', { workspace });
      try {
        const signal = AbortSignal.timeout(installedWithinMs);
        await abortable(onInstalled(workspace, user.id, signal), signal);
      } catch (error) {
        const known = error instanceof Error ? error : String(error);
        logger.warn('not all is known of a workspace that let the bot in', { workspace, error: known });
      }
      const text = `Vidigest is in ${team?.name ?? 'your workspace'}. Invite it into a channel with /invite @Vidigest and post a YouTube link.`;
      send(response, 200, 'Done', text);
    },
    failure({ code, message }, _options, _request, response) {
      logger.warn('an installation did not succeed', { code, detail: message.slice(0, 200) });
      const { status, text } = failures[code] ?? unknownFailure;
      send(response, status, 'Vidigest was not installed', text);
    },
  };
}

function notOpenTo(workspace: string): string {
  return `Whoever runs it decides which workspaces may use it, and ${workspace} is not among them. Nothing of it was kept; please remove the app from the workspace again.`;
}

const beginAgain = `Begin again at ${installPaths.install}, and finish within ten minutes in the same browser.`;
const unknownFailure = { status: 502, text: `The installation could not be completed. ${beginAgain}` };
const failures: Readonly<Record<string, typeof unknownFailure>> = {
  [ErrorCode.AuthorizationError]: { status: 200, text: 'You did not allow it. Nothing has changed.' },
  [ErrorCode.MissingStateError]: { status: 400, text: `This page was not reached from ours. ${beginAgain}` },
  [ErrorCode.InvalidStateError]: {
    status: 400,
    text: `This link is too old, was used, or is not yours. ${beginAgain}`,
  },
  [ErrorCode.MissingCodeError]: { status: 400, text: `Slack sent nothing to go by. ${beginAgain}` },
};

function send(response: ServerResponse, status: number, title: string, text: string): void {
  if (response.headersSent) return void response.end();
  response.writeHead(status, { 'content-type': 'text/html; charset=utf-8' });
  response.end(page(title, escapeUTF8(text)));
}

/** `body` is HTML. */
function page(title: string, body: string): string {
  const head = `<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeUTF8(title)}</title>`;
  return `<!doctype html><html lang="en"><head>${head}</head><body><h1>${escapeUTF8(title)}</h1><p>${body}</p></body></html>`;
}
