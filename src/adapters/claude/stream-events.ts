import { z } from 'zod';
import { tokenCountsSchema } from './token-counts.ts';

/** The events of a message stream that matter here, and of them the fields that do. */
const streamEventSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('message_start'), message: z.object({ usage: tokenCountsSchema }) }),
  z.object({
    type: z.literal('content_block_delta'),
    delta: z.object({ type: z.string(), text: z.string().optional() }),
  }),
  z.object({
    type: z.literal('message_delta'),
    delta: z.object({ stop_reason: z.string().nullish() }),
    usage: tokenCountsSchema,
  }),
  z.object({ type: z.literal('message_stop') }),
  z.object({
    type: z.literal('error'),
    error: z.object({ type: z.string().catch('api_error'), message: z.string().nullish().catch(null) }),
  }),
]);

/** The events that matter, with the fields that are used. */
export type StreamEvent = z.infer<typeof streamEventSchema>;

const kindSchema = z.object({ type: z.string() });

/**
 * One event of the stream; null for kinds that do not matter (pings, block starts, kinds yet to come). Throws on what is
 * not JSON or not of its kind's shape.
 */
export function parseStreamEvent(data: string): StreamEvent | null {
  const value: unknown = JSON.parse(data);
  const { type } = kindSchema.parse(value);
  return known.has(type) ? streamEventSchema.parse(value) : null;
}

const known = new Set(['message_start', 'content_block_delta', 'message_delta', 'message_stop', 'error']);
