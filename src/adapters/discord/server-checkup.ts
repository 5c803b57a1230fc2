import { PermissionFlagsBits, Routes } from 'discord.js';
import { z } from 'zod';
import { type Finding, fine, toMend } from '../../core/ports/check.ts';
import type { Get } from './checkup-request.ts';
import { lackedNames } from './permissions.ts';

const serversSchema = z.array(z.object({ id: z.string(), name: z.string(), permissions: z.string() }));
type Server = z.infer<typeof serversSchema>[number];

const pageSize = 200;
const mostPages = 20;

/** The permissions that the bot lacks, by name, in each server that it is in. `invite` is where it is added to one. */
export async function checkServers(get: Get, invite: string, signal: AbortSignal): Promise<readonly Finding[]> {
  const servers: Server[] = [];
  for (let page = 0; page < mostPages; page += 1) {
    const after = servers.at(-1)?.id;
    const query = { limit: String(pageSize), ...(after === undefined ? {} : { after }) };
    const more = serversSchema.parse(await get(Routes.userGuilds(), signal, query));
    servers.push(...more);
    if (more.length < pageSize) break;
  }
  if (servers.length === 0) return [toMend('Discord servers', 'the bot is in no server', `open ${invite}`)];
  return permissionFindings(servers);
}

/** What a server's roles give the bot; a channel may take from it, which the bot tells where it happens. */
function permissionFindings(servers: readonly Server[]): readonly Finding[] {
  const subject = 'Discord permissions';
  const lacking = servers.map((server) => ({ server, missing: missingIn(BigInt(server.permissions)) }));
  const poor = lacking.filter(({ missing }) => missing.length > 0);
  const findings = poor.map(({ server, missing }) =>
    toMend(
      subject,
      `in ${server.name} (${server.id}) missing: ${missing.join(', ')}`,
      "in that server under Server Settings, Roles, give them to the bot's role, or invite it again by the link",
    ),
  );
  const rich = servers.length - poor.length;
  if (rich === 0) return findings;
  return [...findings, fine(subject, `all that are needed, in ${rich} of ${servers.length} servers`)];
}

function missingIn(permissions: bigint): readonly string[] {
  if ((permissions & PermissionFlagsBits.Administrator) !== 0n) return [];
  return lackedNames(permissions);
}
