import { PermissionFlagsBits, type RouteLike, Routes } from 'discord.js';
import { z } from 'zod';
import type { Clock, Logger } from '../../core/ports/runtime.ts';
import { createBoundedMap } from './bounded-map.ts';
import { placeOf } from './directory.ts';
import type { DiscordCall, DiscordRequest } from './discord-call.ts';
import { discordCodes, refusalCode } from './discord-failure.ts';
import { grantedPermissions } from './granted-permissions.ts';
import { lackedNames, permissionsFor } from './permissions.ts';

/** Names of the permissions that a refused request needs and the bot lacks; empty where that cannot be told. */
export type AskedPermissions = (
  request: Pick<DiscordRequest, 'method' | 'route' | 'optional'>,
  signal: AbortSignal,
) => Promise<readonly string[]>;

export interface AskedPermissionsDeps {
  /** One that names no permissions itself. */
  readonly call: DiscordCall;
  readonly clock: Clock;
  readonly logger: Logger;
}

const bits = z.string().regex(/^\d{1,30}$/);
const channelSchema = z.object({
  type: z.number(),
  guild_id: z.string().nullish(),
  parent_id: z.string().nullish(),
  permission_overwrites: z.array(z.object({ id: z.string(), allow: bits, deny: bits })).default([]),
});
const selfSchema = z.object({ id: z.string() });
const memberSchema = z.object({ roles: z.array(z.string()) });
const rolesSchema = z.array(z.object({ id: z.string(), permissions: bits }));

/** What the bot may do in a channel. */
interface Granted {
  readonly isThread: boolean;
  readonly permissions: bigint;
}

/** Short, so that whoever mends a permission is not told of it again; long enough for all that one message asks. */
const knownForMs = 30_000;
const rememberedChannels = 500;

/**
 * Asks Discord, for processes that no gateway tells of channels and roles: four or five requests a channel. What is
 * optional is not asked about.
 */
export function createAskedPermissions(deps: AskedPermissionsDeps): AskedPermissions {
  const { clock, logger } = deps;
  const known = createBoundedMap<{ readonly atMs: number; readonly granted: Granted | null }>(rememberedChannels);
  const grantedIn = async (channel: string, signal: AbortSignal): Promise<Granted | null> => {
    const before = known.get(channel);
    if (before !== undefined && clock.now() - before.atMs < knownForMs) return before.granted;
    const granted = await askGranted(deps.call, channel, signal);
    known.set(channel, { atMs: clock.now(), granted });
    return granted;
  };
  return async (request, signal) => {
    const channel = permissionsFor(request, () => false)?.channel;
    if (channel === undefined || request.optional === true) return [];
    try {
      const granted = await grantedIn(channel, signal);
      if (granted === null) return [];
      const needed = permissionsFor(request, () => granted.isThread)?.permissions ?? [];
      return lackedNames(granted.permissions, needed);
    } catch (error) {
      signal.throwIfAborted();
      logger.info('missing permissions cannot be named', { channel, error: String(error) });
      return [];
    }
  };
}

/** Null in direct messages. */
async function askGranted(call: DiscordCall, id: string, signal: AbortSignal): Promise<Granted | null> {
  const read = async <T>(schema: z.ZodType<T>, route: RouteLike): Promise<T> =>
    schema.parse(await call({ method: 'GET', route, repeatable: true, what: 'read permissions' }, signal));
  try {
    const channel = await read(channelSchema, Routes.channel(id));
    const server = channel.guild_id;
    if (typeof server !== 'string') return null;
    const place = placeOf(id, channel.type, channel.parent_id);
    const [holder, self, roles] = await Promise.all([
      place.thread === null ? channel : read(channelSchema, Routes.channel(place.channel)),
      read(selfSchema, Routes.user()),
      read(rolesSchema, Routes.guildRoles(server)),
    ]);
    const member = { ...self, ...(await read(memberSchema, Routes.guildMember(server, self.id))) };
    const exceptions = holder.permission_overwrites;
    return { isThread: place.thread !== null, permissions: grantedPermissions({ server, roles, member, exceptions }) };
  } catch (error) {
    // A channel that the bot may not see is not shown to it.
    if (refusalCode(error) === discordCodes.missingAccess) return { isThread: false, permissions: everythingButSeeing };
    throw error;
  }
}

/** Of the rest nothing is known: what is certain is named, and no more. */
const everythingButSeeing = ~PermissionFlagsBits.ViewChannel;
