import { neededPermissions } from './permissions.ts';

/** The address at which an admin of a server adds the bot, with the permissions that it needs. */
export function inviteLink(applicationId: string): string {
  const query = new URLSearchParams({
    client_id: applicationId,
    scope: 'bot applications.commands',
    permissions: String(neededPermissions),
  });
  return `https://discord.com/oauth2/authorize?${query}`;
}
