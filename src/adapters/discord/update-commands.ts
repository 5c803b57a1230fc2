import { Routes } from 'discord.js';
import { z } from 'zod';
import { type CommandDrift, compareCommands } from './command-drift.ts';
import { registerCommands } from './commands.ts';
import type { DiscordCall } from './discord-call.ts';

const applicationSchema = z.object({ id: z.string() });

/**
 * Registers the commands for the application that the token belongs to, and tells what was registered before: foreign
 * ones are gone. Throws what `DiscordCall` throws.
 */
export async function updateCommands(call: DiscordCall, signal: AbortSignal): Promise<CommandDrift> {
  const get = (route: `/${string}`, query = '') =>
    call({ method: 'GET', route, query: new URLSearchParams(query), repeatable: true, what: 'read commands' }, signal);
  const { id } = applicationSchema.parse(await get(Routes.currentApplication()));
  const before = compareCommands(await get(Routes.applicationCommands(id), 'with_localizations=true'));
  await registerCommands(call, id, signal);
  return before;
}
