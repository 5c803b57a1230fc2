import { Routes } from 'discord.js';
import { z } from 'zod';
import type { DiscordCall } from './discord-call.ts';
import { type GatewayMessage, gatewayMessageSchema } from './gateway-schemas.ts';

/** Most that Discord gives at once. */
export const listedAtOnce = 100;

interface ListedMessages {
  readonly channel: string;
  readonly after?: string;
  readonly optional?: boolean;
}

/**
 * Messages of a channel or thread: the newest ones, or those after an id, the oldest of them first. At most 100. What is
 * no message in form is left out. `optional`: whoever asks can do without, so that it is tried once. Throws what
 * `DiscordCall` throws.
 */
export async function listMessages(
  call: DiscordCall,
  { channel, after, optional = false }: ListedMessages,
  signal: AbortSignal,
): Promise<GatewayMessage[]> {
  const query = new URLSearchParams({ limit: String(listedAtOnce), ...(after === undefined ? {} : { after }) });
  const route = Routes.channelMessages(channel);
  const request = { method: 'GET', route, query, repeatable: !optional, optional, what: 'list messages' } as const;
  const answer = await call(request, signal);
  const messages = z
    .array(z.unknown())
    .parse(answer)
    .flatMap((each) => {
      const parsed = gatewayMessageSchema.safeParse(each);
      return parsed.success ? [parsed.data] : [];
    });
  // Discord lists from the newest on, whatever was asked for.
  return messages.toSorted((a, b) => (BigInt(a.id) < BigInt(b.id) ? -1 : 1));
}
