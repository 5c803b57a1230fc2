import { z } from 'zod';
import { spokenSchema } from './message-text.ts';

/** A message as the gateway tells of it, new or edited; fields that an edit did not touch may be missing. */
export const gatewayMessageSchema = spokenSchema.extend({
  id: z.string(),
  channel_id: z.string(),
  /** Missing in direct messages. */
  guild_id: z.string().optional(),
  channel_type: z.number().optional(),
  type: z.number().optional(),
  author: z.object({ id: z.string(), bot: z.boolean().optional() }).optional(),
  webhook_id: z.string().optional(),
  flags: z.number().optional(),
  /** What it is a reply to. */
  message_reference: z.object({ message_id: z.string().optional() }).optional(),
  edited_timestamp: z.string().nullish(),
});
export type GatewayMessage = z.infer<typeof gatewayMessageSchema>;

/** Somebody reacted to a message. */
export const gatewayReactionSchema = z.object({
  user_id: z.string(),
  channel_id: z.string(),
  message_id: z.string(),
  guild_id: z.string().optional(),
  message_author_id: z.string().optional(),
  emoji: z.object({ id: z.string().nullish(), name: z.string().nullish() }),
  member: z.object({ user: z.object({ bot: z.boolean().optional() }).optional() }).optional(),
});

/** Messages are gone: one, or many of one channel. */
export const gatewayDeletionSchema = z.object({
  id: z.string().optional(),
  ids: z.array(z.string()).optional(),
  channel_id: z.string(),
  guild_id: z.string().optional(),
});

/** A thread is gone; it has the id of the message that it began with. */
export const gatewayThreadDeletionSchema = z.object({ id: z.string(), guild_id: z.string(), parent_id: z.string() });
