import { type Finding, fine, toMend, unseen } from '../../core/ports/check.ts';
import { ask, refusalIn } from './ask-slack.ts';
import type { SlackClient } from './slack-client.ts';

const where = 'at api.slack.com/apps';

/** Nothing can be asked with it: it is Slack that signs. */
export function signingSecretFinding(): Finding {
  const advice = `${where} under Basic Information, App Credentials, compare; a wrong one is refused in the log with the first request`;
  return unseen('Slack signing secret', 'Slack does not say whether SLACK_SIGNING_SECRET is right', advice);
}

/** Redeems a code that nobody was given: Slack looks at who asks first. */
export async function checkOAuth(
  client: SlackClient,
  { clientId, clientSecret }: { readonly clientId: string; readonly clientSecret: string },
  signal: AbortSignal,
): Promise<readonly Finding[]> {
  const subject = 'Slack client';
  const body = { client_id: clientId, client_secret: clientSecret, code: 'none' };
  const refusal = await ask('oauth.v2.access', () => client.oauth.v2.access(body), signal).then(() => '', refusalIn);
  if (refusal === 'invalid_code') return [fine(subject, 'Slack knows SLACK_CLIENT_ID and SLACK_CLIENT_SECRET')];
  const variable = refusal === 'bad_client_secret' ? 'SLACK_CLIENT_SECRET' : 'SLACK_CLIENT_ID';
  const advice = `${where} under Basic Information, App Credentials, copy Client ID and Client Secret`;
  return [toMend(subject, `Slack does not accept ${variable} (${refusal})`, advice)];
}
