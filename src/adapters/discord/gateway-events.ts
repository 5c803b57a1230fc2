import { type Guild, PermissionFlagsBits, Routes } from 'discord.js';
import type { MessageRef } from '../../core/domain/reply.ts';
import type { Directory } from './directory.ts';
import type { DiscordCall } from './discord-call.ts';
import {
  gatewayDeletionSchema,
  gatewayMessageSchema,
  gatewayReactionSchema,
  gatewayThreadDeletionSchema,
} from './gateway-schemas.ts';
import { textIn } from './message-text.ts';
import { chosenLanguage } from './server-language.ts';
import { directMessages } from './threads.ts';

/** Somebody reacted to a message. */
export interface DiscordReaction {
  /** The message; `author` is empty where Discord does not tell. */
  readonly ref: MessageRef;
  readonly user: string;
  /** Fetches the message's text, untrusted. Throws what `DiscordCall` throws. */
  readText(signal: AbortSignal): Promise<string>;
}

/** The bot was added to a server. */
export interface JoinedServer {
  readonly workspace: string;
  /** BCP 47 tag that the server has chosen; null where it has not. */
  readonly language: string | null;
  /** Where the bot may write to everybody; null where it may nowhere. */
  readonly channel: string | null;
}

interface EventDeps {
  readonly call: DiscordCall;
  readonly directory: Directory;
}

/**
 * Reads a reaction with this emoji; null for others, for those of bots, the bot itself included, and for those to
 * messages of its own.
 */
export async function readReaction(
  { call, directory }: EventDeps,
  data: unknown,
  wanted: string,
  signal: AbortSignal,
): Promise<DiscordReaction | null> {
  const parsed = gatewayReactionSchema.safeParse(data);
  if (!parsed.success) return null;
  const { user_id: user, channel_id, message_id: message, guild_id, message_author_id, emoji, member } = parsed.data;
  const isOwn = [user, message_author_id].includes(directory.self() ?? '');
  // Before anything is asked for: most reactions are nobody's wish.
  if (isOwn || member?.user?.bot === true || emoji.name !== wanted) return null;
  const place = await directory.place(channel_id, call, signal);
  const workspace = guild_id ?? directMessages;
  return {
    ref: { surface: 'discord', workspace, ...place, message, author: message_author_id ?? '' },
    user,
    async readText(signalOfRead) {
      const route = Routes.channelMessage(channel_id, message);
      const answer = await call({ method: 'GET', route, repeatable: true, what: 'read a message' }, signalOfRead);
      return textIn(gatewayMessageSchema.parse(answer));
    },
  };
}

/** The messages that are gone; nobody is named as their author. */
export async function readDeletion(
  { call, directory }: EventDeps,
  data: unknown,
  signal: AbortSignal,
): Promise<MessageRef[]> {
  const parsed = gatewayDeletionSchema.safeParse(data);
  if (!parsed.success) return [];
  const { id, ids, channel_id, guild_id } = parsed.data;
  const gone = ids ?? (id === undefined ? [] : [id]);
  const place = await directory.place(channel_id, call, signal);
  const workspace = guild_id ?? directMessages;
  return gone.map((message) => ({ surface: 'discord', workspace, ...place, message, author: '' }));
}

/** The message that a thread began with, whose answer is gone with it; none for what is no thread. */
export function readThreadDeletion(data: unknown): MessageRef[] {
  const parsed = gatewayThreadDeletionSchema.safeParse(data);
  if (!parsed.success) return [];
  const { id: message, guild_id: workspace, parent_id: channel } = parsed.data;
  return [{ surface: 'discord', workspace, channel, message, thread: null, author: '' }];
}

/** The server's channel for announcements of its own where the bot may write there, else the first where it may. */
export function readJoin(guild: Guild): JoinedServer {
  const needed = [PermissionFlagsBits.ViewChannel, PermissionFlagsBits.SendMessages];
  const texts = guild.channels.cache
    .filter((channel) => channel.isTextBased() && !channel.isThread() && !channel.isVoiceBased())
    .sort(
      (a, b) =>
        Number(b.id === guild.systemChannelId) - Number(a.id === guild.systemChannelId) ||
        a.rawPosition - b.rawPosition,
    );
  const channel = texts.find((each) => each.permissionsFor(guild.client.user.id)?.has(needed) === true);
  return { workspace: guild.id, language: chosenLanguage(guild), channel: channel?.id ?? null };
}
