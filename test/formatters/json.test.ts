import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatJson, parseDigestJson } from '../../src/formatters/json.ts';
import { hostileDigest } from '../support/hostile.ts';
import { sampleDigest } from '../support/sample-digest.ts';

/** The same value with the keys of every object in another order. */
function shuffled(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shuffled);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, inner]) => [key, shuffled(inner)]),
  );
}

describe('formatJson', () => {
  test('comes back as it was, whatever its texts', () => {
    fc.assert(
      fc.property(hostileDigest, (digest) => {
        expect(parseDigestJson(formatJson(digest))).toEqual(digest);
      }),
    );
  });

  test('does not depend on the order in which a digest was put together', () => {
    const other = shuffled(sampleDigest()) as ReturnType<typeof sampleDigest>;
    expect(JSON.stringify(other)).not.toBe(JSON.stringify(sampleDigest()));
    expect(formatJson(other)).toBe(formatJson(sampleDigest()));
  });

  test('says its schema version first', () =>
    expect(formatJson(sampleDigest())).toMatch(/^\{\n {2}"schemaVersion": 1,/u));
});

test.each([
  ['no JSON', 'digest'],
  ['another thing', '{"schemaVersion":1}'],
  ['another version', formatJson(sampleDigest()).replace('"schemaVersion": 1', '"schemaVersion": 2')],
])('%s is no digest', (_, json) => expect(parseDigestJson(json)).toBeNull());
