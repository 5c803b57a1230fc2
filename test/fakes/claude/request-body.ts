import { z } from 'zod';

const cacheControl = z
  .object({ type: z.literal('ephemeral'), ttl: z.enum(['5m', '1h']).optional() })
  .strict()
  .nullish();
const block = z.looseObject({
  type: z.string(),
  text: z.string().optional(),
  cache_control: cacheControl,
  citations: z.object({ enabled: z.boolean() }).nullish().catch(null),
});

/** A content block of a prompt. */
export type Block = z.infer<typeof block>;

/** The body of `POST /v1/messages`. Strict: a field the API does not have is refused by name. */
export const messagesBodySchema = z
  .object({
    model: z.string(),
    max_tokens: z.number().int().nonnegative(),
    messages: z.array(
      z.object({ role: z.enum(['user', 'assistant']), content: z.union([z.string(), z.array(block)]) }).strict(),
    ),
    system: z.union([z.string(), z.array(block)]).optional(),
    stream: z.boolean().optional(),
    thinking: z.looseObject({ type: z.string(), budget_tokens: z.number().optional() }).optional(),
    output_config: z
      .object({
        effort: z.string().nullish(),
        format: z
          .object({ type: z.literal('json_schema'), schema: z.record(z.string(), z.unknown()) })
          .strict()
          .nullish(),
      })
      .strict()
      .optional(),
    tools: z.array(z.looseObject({ name: z.string() })).optional(),
    tool_choice: z.looseObject({ type: z.string() }).optional(),
    stop_sequences: z.array(z.string()).optional(),
    metadata: z.looseObject({}).optional(),
    service_tier: z.enum(['auto', 'standard_only']).optional(),
    speed: z.enum(['standard', 'fast']).nullish(),
    cache_control: cacheControl,
    diagnostics: z.looseObject({}).nullish(),
  })
  .strict();
export type MessagesBody = z.infer<typeof messagesBodySchema>;

/** All content blocks in the order the model reads them: system, then messages. */
export function blocksOf(body: Pick<MessagesBody, 'system' | 'messages'>): { system: Block[]; user: Block[] } {
  const blocks = (content: string | Block[] | undefined): Block[] =>
    typeof content === 'string' ? [{ type: 'text', text: content }] : (content ?? []);
  return { system: blocks(body.system), user: body.messages.flatMap(({ content }) => blocks(content)) };
}
