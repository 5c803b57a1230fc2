import { z } from 'zod';
import type { AskedAt, DigestRef } from '../../core/domain/chat-request.ts';
import { parseDigestValue } from '../../formatters/slack/action-value.ts';

const id = z.string().max(50);
const metadataSchema = z.object({
  channel: id,
  message: id.nullable(),
  thread: id.nullable(),
  digest: z.string().max(200),
});

/** What a page carries: where it was opened, and about which digest. Slack keeps it from people; it is read with care. */
export function readMetadata(text: string): {
  readonly place: Pick<AskedAt, 'channel' | 'message' | 'thread'>;
  readonly digest: DigestRef | null;
} {
  const parsed = metadataSchema.safeParse(jsonOf(text));
  if (!parsed.success) return { place: { channel: '', message: null, thread: null }, digest: null };
  const { digest, ...place } = parsed.data;
  return { place, digest: parseDigestValue(digest) };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
