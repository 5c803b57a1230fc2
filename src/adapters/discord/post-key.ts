import { createHash } from 'node:crypto';
import { discordLimits } from '../../formatters/discord/limits.ts';
import type { DiscordMessage } from '../../formatters/discord/message.ts';

/**
 * A nonce that stands for a key: for some minutes Discord posts nothing a second time under it, and answers with the
 * message that is there.
 */
export function nonceOf(key: string): string {
  return digestOf(key).toString('base64url').slice(0, discordLimits.nonce);
}

/** Ids below this are those that Discord gives to components without one. */
const leastMark = 1 << 20;
/** Component ids are signed numbers of 32 bits. */
const marks = 2 ** 31 - leastMark;

/** Whether a message's components carry the mark of a key. */
export function isMarked(components: readonly unknown[] | undefined, key: string): boolean {
  const [first] = components ?? [];
  return typeof first === 'object' && first !== null && 'id' in first && first.id === markOf(key);
}

/** Two keys in about 2,000 million have the same. */
function markOf(key: string): number {
  return leastMark + (digestOf(key).readUInt32BE(0) % marks);
}

/** The message with the mark of its key as the id of its first component, where nobody sees it. */
export function marked<T extends Pick<DiscordMessage, 'components'>>(message: T, key: string): T {
  const components = message.components.map((each, at) => (at === 0 ? { ...each, id: markOf(key) } : each));
  return { ...message, components };
}

function digestOf(key: string): Buffer {
  return createHash('sha256').update(key).digest();
}
