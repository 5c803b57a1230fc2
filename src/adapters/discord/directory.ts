import { type Client, PermissionFlagsBits, Routes } from 'discord.js';
import { z } from 'zod';
import type { DiscordCall, DiscordRequest } from './discord-call.ts';
import { lackedNames, type Permission, permissionsFor } from './permissions.ts';

/** Where a message stands: the channel that people see in the list, and the thread in it. */
export interface Place {
  /** A thread's parent; else the channel itself. */
  readonly channel: string;
  readonly thread: string | null;
}

/** What is known of channels, from the gateway where it has told. */
export interface Directory {
  /** From now on this client is asked; null for none. */
  use(client: Client | null): void;
  /** Where a channel's messages stand. Asks Discord when the gateway has not told; throws what `DiscordCall` throws. */
  place(channel: string, call: DiscordCall, signal: AbortSignal): Promise<Place>;
  /** Names of the permissions that a request needs and the bot lacks; null where the gateway has not told. */
  missingFor(request: Pick<DiscordRequest, 'method' | 'route'>): string[] | null;
  /** Whether somebody may see a channel of a server; false for one that is not known. Throws what discord.js throws. */
  canSee(channel: string, user: string): Promise<boolean>;
  /** The bot's own user id; null before it is connected. */
  self(): string | null;
}

const channelSchema = z.object({ id: z.string(), type: z.number(), parent_id: z.string().nullish() });

/** Types of channels that are threads: of announcements, public, private. */
const threadTypes: readonly number[] = [10, 11, 12];

/** The place of a channel by its type, as messages and interactions carry it. */
export function placeOf(id: string, type: number, parent: string | null | undefined): Place {
  return threadTypes.includes(type) ? { channel: parent ?? id, thread: id } : { channel: id, thread: null };
}

/** Empty until it has a client. */
export function createDirectory(): Directory {
  let client: Client | null = null;
  return {
    use(next) {
      client = next;
    },
    async place(id, call, signal) {
      const known = client?.channels.cache.get(id);
      if (known !== undefined) return placeOf(id, known.type, known.isThread() ? known.parentId : null);
      const request = { method: 'GET', route: Routes.channel(id), repeatable: true, what: 'read a channel' } as const;
      const { type, parent_id } = channelSchema.parse(await call(request, signal));
      return placeOf(id, type, parent_id);
    },
    missingFor(request) {
      const isThread = (id: string): boolean => client?.channels.cache.get(id)?.isThread() ?? false;
      const need = permissionsFor(request, isThread);
      return need === null ? null : lackedIn(client, need.channel, need.permissions);
    },
    async canSee(id, user) {
      const channel = client?.channels.cache.get(id);
      if (channel === undefined || channel.isDMBased()) return false;
      const member = await channel.guild.members.fetch(user);
      return channel.permissionsFor(member).has(PermissionFlagsBits.ViewChannel);
    },
    self: () => client?.user?.id ?? null,
  };
}

function lackedIn(client: Client | null, id: string, needed: readonly Permission[]): string[] | null {
  const channel = client?.channels.cache.get(id);
  const user = client?.user;
  if (channel === undefined || channel.isDMBased() || user === null || user === undefined) return null;
  const granted = channel.permissionsFor(user.id);
  if (granted === null) return null;
  return lackedNames(granted.bitfield, needed);
}
