import { type Check, type Finding, fine, toMend, unseen } from '../../core/ports/check.ts';
import type { Logger } from '../../core/ports/runtime.ts';
import { compareApp, type SlackTransport, unseenApp } from './app-checkup.ts';
import { ask, refusalIn } from './ask-slack.ts';
import { manifestSchema, readOwnManifest } from './manifest.ts';
import { checkOAuth, signingSecretFinding } from './oauth-checkup.ts';
import { createSlackClient, type SlackClient } from './slack-client.ts';

export interface SlackCheckupOptions {
  /** Null where each workspace that installs the app gives one. */
  readonly botToken: string | null;
  /** Null where Slack calls this program instead. */
  readonly appToken: string | null;
  /** Null where the app is for one workspace. */
  readonly oauth: { readonly clientId: string; readonly clientSecret: string } | null;
  /** Of whoever manages the app; null: what the app is set up for cannot be seen. */
  readonly configToken: string | null;
  readonly apiUrl?: string | undefined;
}

/**
 * Looks at the tokens, the scopes, and as far as Slack tells at the events, the command, the shortcuts and the switches
 * of the app, each by itself. What is wanted of the app stands in `slack/manifest.yaml`.
 */
export function createSlackChecks(
  { logger }: { readonly logger: Logger },
  { botToken, appToken, oauth, configToken, apiUrl }: SlackCheckupOptions,
): readonly Check[] {
  const clientFor = (token: string | null) =>
    token === null ? null : createSlackClient({ logger }, { token, apiUrl });
  const bot = clientFor(botToken);
  const socket = clientFor(appToken);
  const manager = clientFor(configToken);
  const idInToken = appToken === null ? null : appIdIn(appToken);
  const transport: SlackTransport = appToken === null ? 'http' : 'socket';
  const findApp = async (signal: AbortSignal) => idInToken ?? (bot === null ? null : await appIdOf(bot, signal));
  const checks: Check[] = [
    { subject: 'Slack app settings', run: (signal) => checkApp(manager, transport, findApp, signal) },
  ];
  if (bot !== null && socket !== null)
    checks.unshift({ subject: 'Slack tokens', run: (signal) => checkSameApp(bot, idInToken, signal) });
  if (socket === null) checks.unshift({ subject: 'Slack signing secret', run: async () => [signingSecretFinding()] });
  else checks.unshift({ subject: 'Slack app token', run: (signal) => checkAppToken(socket, signal) });
  if (oauth !== null) {
    const client = createSlackClient({ logger }, { token: '', apiUrl });
    checks.unshift({ subject: 'Slack client', run: (signal) => checkOAuth(client, oauth, signal) });
  }
  if (bot !== null) checks.unshift({ subject: 'Slack bot token', run: (signal) => checkBotToken(bot, signal) });
  return checks;
}

const where = 'at api.slack.com/apps';

async function checkBotToken(client: SlackClient, signal: AbortSignal): Promise<readonly Finding[]> {
  try {
    const answer = await ask('auth.test', () => client.auth.test(), signal);
    const token = fine('Slack bot token', `belongs to ${answer.user ?? 'the bot'} in ${answer.team ?? 'a workspace'}`);
    return [token, await checkScopes(answer.response_metadata?.scopes)];
  } catch (error) {
    const refusal = refusalIn(error);
    const advice = `${where} under Install App, copy the Bot User OAuth Token (install the app again where there is none) into SLACK_BOT_TOKEN`;
    return [
      toMend('Slack bot token', `Slack does not accept SLACK_BOT_TOKEN (${refusal})`, advice),
      unseen('Slack scopes', 'cannot be seen without a bot token', 'run this again with one'),
    ];
  }
}

async function checkScopes(granted: readonly string[] | undefined): Promise<Finding> {
  const subject = 'Slack scopes';
  const wanted = (await readOwnManifest()).oauth_config.scopes.bot;
  if (granted === undefined)
    return unseen(subject, 'Slack did not say', `${where} under OAuth & Permissions, compare: ${wanted.join(', ')}`);
  const missing = wanted.filter((scope) => !granted.includes(scope));
  if (missing.length > 0) {
    const advice = `${where} under OAuth & Permissions, Bot Token Scopes, add ${missing.join(', ')}; then Install App, Reinstall`;
    return toMend(subject, `missing: ${missing.join(', ')}`, advice);
  }
  const more = granted.filter((scope) => !wanted.includes(scope));
  const rest = more.length === 0 ? '' : `, and more than are used: ${more.join(', ')}`;
  return fine(subject, `all ${wanted.length} that slack/manifest.yaml asks for${rest}`);
}

/** Opens no socket: it asks for the address of one, and leaves it. */
async function checkAppToken(client: SlackClient, signal: AbortSignal): Promise<readonly Finding[]> {
  const subject = 'Slack app token';
  try {
    await ask('apps.connections.open', () => client.apps.connections.open({}), signal);
    return [fine(subject, 'opens connections')];
  } catch (error) {
    const refusal = refusalIn(error);
    const advice =
      refusal === 'missing_scope'
        ? `${where} under Basic Information, App-Level Tokens, generate one with the scope connections:write for SLACK_APP_TOKEN`
        : `${where} under Basic Information, App-Level Tokens, generate one with connections:write for SLACK_APP_TOKEN, and see that Socket Mode is on`;
    return [toMend(subject, `Slack does not accept SLACK_APP_TOKEN (${refusal})`, advice)];
  }
}

/** Tokens of two apps each work by themselves, and yet nothing is ever heard. Says nothing where it cannot be seen. */
async function checkSameApp(bot: SlackClient, idInToken: string | null, signal: AbortSignal): Promise<Finding[]> {
  const ofBot = await appIdOf(bot, signal).catch(nullWhereRefused);
  if (idInToken === null || ofBot === null) return [];
  if (idInToken === ofBot) return [fine('Slack tokens', `both belong to the app ${ofBot}`)];
  const text = `SLACK_BOT_TOKEN belongs to the app ${ofBot}, SLACK_APP_TOKEN to ${idInToken}`;
  return [toMend('Slack tokens', text, `take both from one app ${where}`)];
}

/** `manager` may see how the app is set up; null: nobody may. */
async function checkApp(
  manager: SlackClient | null,
  transport: SlackTransport,
  findApp: (signal: AbortSignal) => Promise<string | null>,
  signal: AbortSignal,
): Promise<readonly Finding[]> {
  const wanted = await readOwnManifest();
  if (manager === null) return [unseenApp('Slack tells them to a configuration token alone', wanted, transport)];
  const app = await findApp(signal).catch(nullWhereRefused);
  if (app === null) return [unseenApp('Slack does not say which app it is', wanted, transport)];
  try {
    const get = () => manager.apps.manifest.export({ app_id: app });
    const { manifest } = await ask('apps.manifest.export', get, signal);
    return compareApp(manifestSchema.parse(manifest), wanted, transport);
  } catch (error) {
    const refusal = refusalIn(error);
    return [unseenApp(`Slack does not accept SLACK_CONFIG_TOKEN for the app ${app} (${refusal})`, wanted, transport)];
  }
}

/** What Slack refuses here is told of by the checks of the token and the scopes. */
function nullWhereRefused(error: unknown): null {
  refusalIn(error);
  return null;
}

/** The app's id stands in its app-level tokens; null where one is of another form. */
function appIdIn(appToken: string): string | null {
  return /^xapp-\d+-(A[A-Z0-9]+)-/.exec(appToken)?.[1] ?? null;
}

async function appIdOf(bot: SlackClient, signal: AbortSignal): Promise<string> {
  const { bot_id: id = '' } = await ask('auth.test', () => bot.auth.test(), signal);
  const answer = await ask('bots.info', () => bot.bots.info({ bot: id }), signal);
  return answer.bot?.app_id ?? '';
}
