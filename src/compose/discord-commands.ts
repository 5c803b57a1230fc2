import { createDiscordCall } from '../adapters/discord/discord-call.ts';
import { createDiscordRest } from '../adapters/discord/discord-rest.ts';
import { updateCommands } from '../adapters/discord/update-commands.ts';
import type { Config } from '../config.ts';
import { VidigestError } from '../core/domain/errors.ts';
import { describeRegistered } from '../terminal/registered-commands.ts';
import { addressOf } from './address-of.ts';
import type { Runtime } from './runtime.ts';

/** Registers the commands on Discord, and returns what to say of it. Throws `config-invalid` where Discord is not set up. */
export async function registerOnDiscord({ discord }: Config, runtime: Runtime, signal: AbortSignal): Promise<string> {
  if (discord === null) {
    const reason = 'DISCORD_TOKEN is not set: there is no Discord to register commands on';
    throw new VidigestError('config-invalid', reason, { reason });
  }
  const rest = createDiscordRest({ token: discord.token, ...addressOf(discord) });
  return describeRegistered(await updateCommands(createDiscordCall({ ...runtime, rest }), signal));
}
