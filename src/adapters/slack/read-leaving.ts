import { z } from 'zod';

const leavingSchema = z.object({
  event_time: z.number(),
  event: z.discriminatedUnion('type', [
    z.object({ type: z.literal('app_uninstalled') }),
    z.object({ type: z.literal('tokens_revoked'), tokens: z.object({ bot: z.array(z.string()).optional() }) }),
  ]),
});

/** A workspace has taken the bot out, or its key away. */
export interface Leaving {
  /** By Slack's clock. */
  readonly atMs: number;
  /** Only a key of the bot's was revoked, which need not be the one that is kept, nor the end. */
  readonly isKeyAlone: boolean;
}

/** Null for everything else; also where only what a person had given is revoked, of which the bot keeps nothing. */
export function readLeaving(body: unknown): Leaving | null {
  const parsed = leavingSchema.safeParse(body);
  if (!parsed.success) return null;
  const { event, event_time: seconds } = parsed.data;
  if (event.type === 'tokens_revoked' && (event.tokens.bot ?? []).length === 0) return null;
  return { atMs: seconds * 1_000, isKeyAlone: event.type === 'tokens_revoked' };
}
