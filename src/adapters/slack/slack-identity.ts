import { VidigestError } from '../../core/domain/errors.ts';
import type { Logger } from '../../core/ports/runtime.ts';
import { readOwnManifest } from './manifest.ts';
import type { SlackCall } from './slack-call.ts';
import type { SlackClient } from './slack-client.ts';
import { refusalOf } from './slack-failure.ts';

/** Who the bot is in its workspace. */
export interface SlackIdentity {
  readonly workspace: string;
  readonly userId: string;
  readonly botId: string;
}

/** The scope without which the bot cannot answer; the others of the manifest are each for one thing. */
export const neededScope = 'chat:write';

/** Throws `config-invalid` for what cannot be a bot token, as far as it tells by itself. */
function checkBotToken(botToken: string): void {
  if (botToken.startsWith('xapp-'))
    throw configError('SLACK_BOT_TOKEN holds an app-level token (xapp-…); it needs the bot token (xoxb-…)');
  if (!botToken.startsWith('xox')) throw configError('SLACK_BOT_TOKEN must be a bot token, which begins with xoxb-');
}

/** Throws `config-invalid` for what cannot be an app-level token, as far as it tells by itself. */
export function checkAppToken(appToken: string): void {
  if (!appToken.startsWith('xapp-'))
    throw configError('SLACK_APP_TOKEN must be an app-level token, which begins with xapp-');
}

/**
 * Asks Slack who the bot token belongs to. Throws `config-invalid` with a clear word when Slack does not take it or it
 * may not write; logs what other scopes it lacks.
 */
export async function identify(
  { client, call, logger }: { readonly client: SlackClient; readonly call: SlackCall; readonly logger: Logger },
  signal: AbortSignal,
): Promise<SlackIdentity> {
  checkBotToken(client.token ?? '');
  try {
    const answer = await call({ method: 'auth.test', idempotent: true }, () => client.auth.test(), signal);
    const granted = answer.response_metadata?.scopes;
    if (granted !== undefined) await checkScopes(granted, logger);
    return { workspace: answer.team_id ?? '', userId: answer.user_id ?? '', botId: answer.bot_id ?? '' };
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal === '') throw error;
    throw configError(`Slack does not accept SLACK_BOT_TOKEN (${refusal})`, error);
  }
}

/** What Slack answers to an app-level token that it does not take, as an error that says so; others as they are. */
export function explainAppToken(error: unknown): unknown {
  const refusal = refusalOf(error);
  if (refusal === '') return error;
  const scope = refusal === 'missing_scope' ? '; it needs the scope connections:write' : '';
  return configError(`Slack does not accept SLACK_APP_TOKEN (${refusal}${scope})`, error);
}

async function checkScopes(granted: readonly string[], logger: Logger): Promise<void> {
  const lacking = (await readOwnManifest()).oauth_config.scopes.bot.filter((scope) => !granted.includes(scope));
  if (lacking.includes(neededScope))
    throw configError(`the Slack app lacks the scope ${neededScope}: install it again from slack/manifest.yaml`);
  if (lacking.length > 0) logger.warn('the slack app lacks scopes', { scopes: lacking.join(' ') });
}

function configError(reason: string, cause?: unknown): VidigestError {
  return new VidigestError('config-invalid', reason, { reason, cause });
}
