import { z } from 'zod';
import { SlackRefusalError } from './refusal-error.ts';

/** What an app hides in a message. */
export type FakeMetadata = z.infer<typeof schema>;

const schema = z.strictObject({
  event_type: z.string().regex(/^[a-z0-9_.-]{1,100}$/i),
  event_payload: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
});

/** As Slack checks it. Throws its refusal. */
export function checkMetadata(text: string | undefined): FakeMetadata | undefined {
  if (text === undefined) return undefined;
  if (text.length > 8_000) throw new SlackRefusalError('metadata_too_large');
  try {
    return schema.parse(JSON.parse(text));
  } catch (error) {
    throw new SlackRefusalError('invalid_metadata_format', { detail: String(error) });
  }
}
