import { PermissionFlagsBits } from 'discord.js';
import type { DiscordRequest } from './discord-call.ts';

/** Permissions that the bot uses, as Discord's own settings name them in English. */
export const permissionNames = {
  ViewChannel: 'View Channels',
  SendMessages: 'Send Messages',
  SendMessagesInThreads: 'Send Messages in Threads',
  CreatePublicThreads: 'Create Public Threads',
  ReadMessageHistory: 'Read Message History',
  AddReactions: 'Add Reactions',
  AttachFiles: 'Attach Files',
} as const satisfies Partial<Record<keyof typeof PermissionFlagsBits, string>>;
/** One of them, by discord.js's name. */
export type Permission = keyof typeof permissionNames;

const all = Object.keys(permissionNames) as readonly Permission[];

/** Everything that the bot needs where it answers, as the number that an invite link carries. */
export const neededPermissions: bigint = all.reduce((bits, name) => bits | PermissionFlagsBits[name], 0n);

/**
 * Names of the needed permissions that are not among the bits of `granted`; all that the bot uses where nothing else is
 * said. Administrators have all: that is the caller's to know.
 */
export function lackedNames(granted: bigint, needed: readonly Permission[] = all): string[] {
  return needed.filter((name) => (granted & PermissionFlagsBits[name]) === 0n).map((name) => permissionNames[name]);
}

/** Permissions that something needs in a channel. */
export interface Need {
  readonly channel: string;
  readonly permissions: readonly Permission[];
}

/** What a request needs, and where; null for one that is about no channel. `isThread` is asked for its channel. */
export function permissionsFor(
  { method, route }: Pick<DiscordRequest, 'method' | 'route'>,
  isThread: (channel: string) => boolean,
): Need | null {
  const [, channel, rest] = /^\/channels\/(\d+)\/(.*)$/.exec(route) ?? [];
  if (channel === undefined || rest === undefined) return null;
  return { channel, permissions: ['ViewChannel', ...specificNeeds(method, rest, isThread(channel))] };
}

function specificNeeds(method: DiscordRequest['method'], rest: string, isThread: boolean): readonly Permission[] {
  if (/^messages\/\d+\/threads$/.test(rest)) return ['CreatePublicThreads', 'ReadMessageHistory'];
  if (/\/reactions\//.test(rest))
    return method === 'PUT' ? ['AddReactions', 'ReadMessageHistory'] : ['ReadMessageHistory'];
  if (method === 'GET') return ['ReadMessageHistory'];
  if (rest === 'messages') return [isThread ? 'SendMessagesInThreads' : 'SendMessages', 'ReadMessageHistory'];
  return [];
}
