/** How Slack is heard, and with whose tokens it is spoken to. */
export interface SlackConfig {
  /** Over a socket that the bot opens, or by requests to its HTTP address. */
  readonly hearing:
    | { readonly kind: 'socket'; readonly appToken: string }
    | { readonly kind: 'http'; readonly signingSecret: string };
  /** One workspace with a token, or all that install the app. */
  readonly access: { readonly kind: 'token'; readonly botToken: string } | SlackOAuthConfig;
  readonly apiUrl: string | null;
  /** Name, without colons, of the emoji that asks for a digest of the message it is put on. */
  readonly reaction: string;
  /** Whether links that other apps post are answered. */
  readonly otherBots: boolean;
}

/** The app as every workspace may install it. */
interface SlackOAuthConfig {
  readonly kind: 'oauth';
  readonly clientId: string;
  readonly clientSecret: string;
  /** At least 32 bytes: the workspaces' tokens are kept encrypted with it. */
  readonly secret: string;
  /** The one before it, which still opens what it closed; null where there is none. */
  readonly oldSecret: string | null;
}

/** Of the environment what Slack is set up by; each checked in form. */
export interface SlackEnvironment {
  readonly SLACK_BOT_TOKEN?: string | undefined;
  readonly SLACK_APP_TOKEN?: string | undefined;
  readonly SLACK_SIGNING_SECRET?: string | undefined;
  readonly SLACK_CLIENT_ID?: string | undefined;
  readonly SLACK_CLIENT_SECRET?: string | undefined;
  readonly SLACK_API_URL?: string | undefined;
  readonly SLACK_REACTION: string;
  readonly SLACK_OTHER_BOTS: string;
  readonly VIDIGEST_SECRET?: string | undefined;
  readonly VIDIGEST_SECRET_OLD?: string | undefined;
}

type Fail = (problem: string) => Error;

/**
 * Null where nothing of Slack is set. `fail` makes the error that says what is wrong; it names variables and no values.
 */
export function slackConfig(env: SlackEnvironment, fail: Fail): SlackConfig | null {
  const { SLACK_BOT_TOKEN, SLACK_APP_TOKEN, SLACK_SIGNING_SECRET, SLACK_CLIENT_ID, SLACK_CLIENT_SECRET } = env;
  const tokens = [SLACK_BOT_TOKEN, SLACK_APP_TOKEN, SLACK_SIGNING_SECRET, SLACK_CLIENT_ID, SLACK_CLIENT_SECRET];
  if (tokens.every((token) => token === undefined)) return null;
  const rest = { reaction: env.SLACK_REACTION, otherBots: env.SLACK_OTHER_BOTS === 'yes' };
  const access = slackAccess(env, fail);
  return { access, hearing: slackHearing(env, access, fail), apiUrl: env.SLACK_API_URL ?? null, ...rest };
}

function slackAccess(env: SlackEnvironment, fail: Fail): SlackConfig['access'] {
  const { SLACK_BOT_TOKEN, SLACK_CLIENT_ID, SLACK_CLIENT_SECRET, VIDIGEST_SECRET, VIDIGEST_SECRET_OLD } = env;
  if (SLACK_CLIENT_ID === undefined && SLACK_CLIENT_SECRET === undefined) {
    if (SLACK_BOT_TOKEN !== undefined) return { kind: 'token', botToken: SLACK_BOT_TOKEN };
    const beside = env.SLACK_APP_TOKEN === undefined ? 'SLACK_SIGNING_SECRET' : 'SLACK_APP_TOKEN';
    throw fail(`SLACK_BOT_TOKEN is missing beside ${beside}`);
  }
  if (SLACK_CLIENT_ID === undefined) throw fail('SLACK_CLIENT_ID is missing beside SLACK_CLIENT_SECRET');
  if (SLACK_CLIENT_SECRET === undefined) throw fail('SLACK_CLIENT_SECRET is missing beside SLACK_CLIENT_ID');
  if (VIDIGEST_SECRET === undefined)
    throw fail('VIDIGEST_SECRET is missing beside SLACK_CLIENT_ID: tokens of workspaces are encrypted with it');
  if (SLACK_BOT_TOKEN !== undefined)
    throw fail('SLACK_BOT_TOKEN is for one workspace: leave it out beside SLACK_CLIENT_ID');
  const keys = { secret: VIDIGEST_SECRET, oldSecret: VIDIGEST_SECRET_OLD ?? null };
  return { kind: 'oauth', clientId: SLACK_CLIENT_ID, clientSecret: SLACK_CLIENT_SECRET, ...keys };
}

function slackHearing(env: SlackEnvironment, access: SlackConfig['access'], fail: Fail): SlackConfig['hearing'] {
  const { SLACK_APP_TOKEN, SLACK_SIGNING_SECRET } = env;
  if (SLACK_APP_TOKEN !== undefined && SLACK_SIGNING_SECRET !== undefined)
    throw fail('SLACK_APP_TOKEN is for Socket Mode: leave it out beside SLACK_SIGNING_SECRET, or that');
  if (SLACK_SIGNING_SECRET !== undefined) return { kind: 'http', signingSecret: SLACK_SIGNING_SECRET };
  if (access.kind === 'oauth') throw fail('SLACK_SIGNING_SECRET is missing beside SLACK_CLIENT_ID');
  if (SLACK_APP_TOKEN === undefined) throw fail('SLACK_APP_TOKEN is missing beside SLACK_BOT_TOKEN');
  return { kind: 'socket', appToken: SLACK_APP_TOKEN };
}
