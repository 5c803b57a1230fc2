import { z } from 'zod';

type JsonSchema = Readonly<Record<string, unknown>>;

/** Keywords the structured-output endpoint refuses; the rules behind them are checked in code. */
const refused = new Set(['$schema', 'minimum', 'maximum', 'minLength', 'maxLength', 'minItems', 'maxItems', 'pattern']);

/** The JSON schema sent along with a request: closed objects, every field required, no refused keyword. */
export function answerJsonSchema(schema: z.ZodType): JsonSchema {
  return strip(z.toJSONSchema(schema)) as JsonSchema;
}

function strip(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(strip);
  if (typeof node !== 'object' || node === null) return node;
  return Object.fromEntries(
    Object.entries(node)
      .filter(([key]) => !refused.has(key))
      .map(([key, value]) => [key, strip(value)]),
  );
}
