import { z } from 'zod';

/** What a message says, in any of the places where Discord keeps texts. */
export const spokenSchema = z.object({
  content: z.string().optional(),
  /** What a forwarded message said. */
  message_snapshots: z.array(z.object({ message: z.object({ content: z.string().optional() }) })).optional(),
  components: z.array(z.unknown()).optional(),
});
type Spoken = z.infer<typeof spokenSchema>;

/** Deeper nesting is nobody's message. */
const deepest = 8;

/** The texts of a message one under the other: its own, those of a forwarded one, those of its components. Untrusted. */
export function textIn({ content, message_snapshots, components }: Spoken): string {
  const forwarded = (message_snapshots ?? []).map(({ message }) => message.content ?? '');
  return [content ?? '', ...forwarded, ...displaysIn(components, deepest)].join('\n').trim();
}

function displaysIn(value: unknown, depth: number): string[] {
  if (typeof value !== 'object' || value === null || depth === 0) return [];
  if (Array.isArray(value)) return value.flatMap((each) => displaysIn(each, depth - 1));
  const own = 'content' in value && typeof value.content === 'string' ? [value.content] : [];
  return [...own, ...('components' in value ? displaysIn(value.components, depth - 1) : [])];
}
