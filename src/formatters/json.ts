import { type Digest, digestSchema } from '../core/domain/digest.ts';

/**
 * The digest as JSON, indented, ending with a line break. Fields stand in the order of the schema, so that equal
 * digests are equal files; `schemaVersion` says how to read it. Throws on a digest that does not fit the schema.
 */
export function formatJson(digest: Digest): string {
  return `${JSON.stringify(digestSchema.parse(digest), null, 2)}\n`;
}

/** Reads what `formatJson` wrote; null for anything else, a digest of another schema version included. */
export function parseDigestJson(json: string): Digest | null {
  const parsed = digestSchema.safeParse(parseOrNull(json));
  return parsed.success ? parsed.data : null;
}

function parseOrNull(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    // Not JSON: the schema turns null down, too.
    return null;
  }
}
