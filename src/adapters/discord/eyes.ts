import { Routes } from 'discord.js';
import type { MessageRef } from '../../core/domain/reply.ts';
import type { Logger } from '../../core/ports/runtime.ts';
import type { DiscordCall } from './discord-call.ts';
import { discordCodes, refusalCode } from './discord-failure.ts';

const eyes = encodeURIComponent('👀');

/** What Discord, its admins or the author do not allow; or the message is gone. */
const courtesies: readonly (number | null)[] = [
  discordCodes.unknownMessage,
  discordCodes.unknownChannel,
  discordCodes.unknownEmoji,
  discordCodes.missingAccess,
  discordCodes.missingPermissions,
  discordCodes.reactionBlocked,
  discordCodes.tooManyReactions,
  discordCodes.threadArchived,
];

/** Sets the bot's sign on a message, or takes it off. False where that is refused; throws what else `DiscordCall` does. */
export async function putEyes(
  { call, logger }: { readonly call: DiscordCall; readonly logger: Logger },
  to: MessageRef,
  on: boolean,
  signal: AbortSignal,
): Promise<boolean> {
  const route = Routes.channelMessageOwnReaction(to.thread ?? to.channel, to.message, eyes);
  try {
    const request = { method: on ? 'PUT' : 'DELETE', route, repeatable: true, optional: true } as const;
    await call({ ...request, what: 'react to a message' }, signal);
    return true;
  } catch (error) {
    signal.throwIfAborted();
    if (!courtesies.includes(refusalCode(error))) throw error;
    logger.info('discord refused a courtesy', { channel: to.channel, error: String(error) });
    return false;
  }
}
