import { DiscordjsError, DiscordjsErrorCodes, GatewayCloseCodes } from 'discord.js';
import { VidigestError } from '../../core/domain/errors.ts';
import { readFailure } from './discord-failure.ts';

/** What to do when Discord has closed the gateway for good. */
export type ClosedForGood = 'without-message-content' | VidigestError;

const reasons: Readonly<Partial<Record<number, string>>> = {
  [GatewayCloseCodes.AuthenticationFailed]: 'Discord does not accept DISCORD_TOKEN',
  [GatewayCloseCodes.InvalidShard]: 'Discord does not know this shard',
  [GatewayCloseCodes.ShardingRequired]: 'this bot is in too many servers for one connection: it needs sharding',
  [GatewayCloseCodes.InvalidAPIVersion]: 'Discord has retired this version of its gateway: an update is needed',
  [GatewayCloseCodes.InvalidIntents]: 'Discord does not know the intents asked for: an update is needed',
};

/** The meaning of a close code after which there is no use in connecting again as before; null for all others. */
export function closedForGood(code: number): ClosedForGood | null {
  if (code === GatewayCloseCodes.DisallowedIntents) return 'without-message-content';
  const reason = reasons[code];
  return reason === undefined ? null : new VidigestError('config-invalid', `gateway closed: ${code}`, { reason });
}

/** A failure to log in: `config-invalid` where somebody must mend the set-up, `chat-refused` where Discord is away. */
export function loginError(error: unknown): VidigestError {
  if (error instanceof VidigestError) return error;
  const isToken = error instanceof DiscordjsError && error.code === DiscordjsErrorCodes.TokenInvalid;
  if (isToken) {
    const reason = reasons[GatewayCloseCodes.AuthenticationFailed] ?? '';
    return new VidigestError('config-invalid', 'login to discord failed', { cause: error, reason });
  }
  const failure = readFailure(error);
  const reason = failure.kind === 'refused' ? failure.message : 'Discord cannot be reached';
  return new VidigestError('chat-refused', 'login to discord failed', { cause: error, reason });
}
