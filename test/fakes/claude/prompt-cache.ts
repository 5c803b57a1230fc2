import { createHash } from 'node:crypto';
import { blocksOf, type MessagesBody } from './request-body.ts';
import { countTokens } from './tokens.ts';

/** How a request's input is billed. `input` excludes what was written to or read from the cache. */
export interface InputTokens {
  readonly input: number;
  readonly cacheWrite: number;
  readonly cacheRead: number;
}

export interface PromptCache {
  /** Looks the prompt up. Nothing is written yet. */
  read(body: MessagesBody): InputTokens;
  /** Makes the prompt's breakpoints readable: to be called when its answer begins. */
  write(body: MessagesBody): void;
}

/** The API caches no shorter prefix, and looks back so many blocks for an entry. */
const minTokens = 512;
const lookBack = 20;

interface Boundary {
  readonly key: string;
  readonly tokens: number;
  readonly marked: boolean;
}

/**
 * A cache of prompt prefixes, keyed on model, system, schema, thinking, effort and every character up to a breakpoint.
 * An entry is readable once the answer that wrote it has begun, so calls sent together all miss.
 */
export function createPromptCache(): PromptCache {
  const readable = new Set<string>();
  return {
    read(body) {
      const boundaries = boundariesOf(body);
      const total = boundaries.at(-1)?.tokens ?? 0;
      const last = boundaries.findLastIndex((boundary) => boundary.marked);
      const marked = boundaries[last];
      if (marked === undefined || marked.tokens < minTokens) return { input: total, cacheWrite: 0, cacheRead: 0 };
      const hit = boundaries.slice(Math.max(0, last - lookBack), last + 1).findLast(({ key }) => readable.has(key));
      const cacheRead = hit?.tokens ?? 0;
      return { input: total - marked.tokens, cacheWrite: marked.tokens - cacheRead, cacheRead };
    },
    write(body) {
      for (const { key, tokens, marked } of boundariesOf(body)) if (marked && tokens >= minTokens) readable.add(key);
    },
  };
}

function boundariesOf(body: MessagesBody): Boundary[] {
  const { model, thinking, output_config, tools } = body;
  const schema = output_config?.format?.schema;
  const hash = createHash('sha256').update(JSON.stringify([model, thinking, output_config, tools]));
  let tokens = schema === undefined ? 0 : countTokens(JSON.stringify(schema));
  const { system, user } = blocksOf(body);
  return [...system, ...user].map((block, index) => {
    hash.update(JSON.stringify([index < system.length, block.text]));
    tokens += countTokens(block.text ?? '');
    return { key: hash.copy().digest('hex'), tokens, marked: block.cache_control != null };
  });
}
