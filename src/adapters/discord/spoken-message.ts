import { type GatewayMessage, gatewayMessageSchema } from './gateway-schemas.ts';

/** A message that a person wrote. */
export type SpokenMessage = GatewayMessage & { readonly author: NonNullable<GatewayMessage['author']> };

/** A message, and a reply to one; all others are notices of Discord's own or answers to commands. */
const spokenTypes: readonly number[] = [0, 19];

/** A person's message; null for those of bots and webhooks, of `self`, and what is no message at all. */
export function readSpoken(data: unknown, self: string | null): SpokenMessage | null {
  const parsed = gatewayMessageSchema.safeParse(data);
  if (!parsed.success) return null;
  const { author, webhook_id, type } = parsed.data;
  if (author === undefined || author.bot === true || author.id === self || webhook_id !== undefined) return null;
  return type === undefined || spokenTypes.includes(type) ? { ...parsed.data, author } : null;
}
