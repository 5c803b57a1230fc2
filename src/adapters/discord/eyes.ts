import { Routes } from 'discord.js';
import type { MessageRef } from '../../core/domain/reply.ts';
import type { Logger } from '../../core/ports/runtime.ts';
import type { DiscordCall } from './discord-call.ts';
import { discordCodes, refusalCode } from './discord-failure.ts';

const eyes = encodeURIComponent('👀');

/** The message is gone, or nothing of the bot's could stand there. */
const nothingToSign: readonly (number | null)[] = [
  discordCodes.unknownMessage,
  discordCodes.unknownChannel,
  discordCodes.missingAccess,
];

/** What Discord, its admins or the author do not allow. */
const refusals: readonly (number | null)[] = [
  discordCodes.unknownEmoji,
  discordCodes.missingPermissions,
  discordCodes.reactionBlocked,
  discordCodes.tooManyReactions,
  discordCodes.threadArchived,
];

/** As `ChatSurface.mark`; throws what else `DiscordCall` does. */
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
    const isPointless = nothingToSign.includes(refusalCode(error));
    if (!isPointless && !refusals.includes(refusalCode(error))) throw error;
    logger.info('discord refused a courtesy', { channel: to.channel, error: String(error) });
    return isPointless;
  }
}
