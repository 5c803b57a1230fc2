import { fakeSlackSecrets, fakeSlackTokens } from '../fakes/slack/identity.ts';
import type { QuietLogger } from './quiet-logger.ts';

/** How Slack reaches a bot; `oauth`: over HTTP, in every workspace that installs it. */
export type SlackReceiver = 'socket' | 'http' | 'oauth';

/** Those for the one workspace of a token: what they do must not differ. */
export const receivers = ['socket', 'http'] as const satisfies readonly SlackReceiver[];

/** What the environment says of Slack, for the fake one. */
export function slackEnvironment(receiver: SlackReceiver): Readonly<Record<string, string>> {
  const bot = { SLACK_BOT_TOKEN: fakeSlackTokens.bot };
  if (receiver === 'socket') return { ...bot, SLACK_APP_TOKEN: fakeSlackTokens.app };
  const signing = { SLACK_SIGNING_SECRET: fakeSlackSecrets.signing };
  if (receiver === 'http') return { ...bot, ...signing };
  const app = { SLACK_CLIENT_ID: fakeSlackSecrets.clientId, SLACK_CLIENT_SECRET: fakeSlackSecrets.client };
  return { ...app, ...signing, VIDIGEST_SECRET: 'of thirty-two bytes, as it must be at least' };
}

/** Where the bot's server was last said to be. */
export function addressIn({ entries }: Pick<QuietLogger, 'entries'>): string {
  const told = entries.findLast(({ message }) => message === 'health and metrics are served');
  return `http://${String(told?.fields?.['host'])}:${String(told?.fields?.['port'])}`;
}
