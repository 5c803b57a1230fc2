import { discordLimits } from './limits.ts';
import type { DiscordMessage } from './message.ts';

/** What the limits of a message as a whole are about. */
export interface MessageSize {
  readonly components: number;
  readonly characters: number;
  readonly bytes: number;
}

/** Components with nested ones, characters of all text displays, and bytes as `discordLimits.messageBytes` counts. */
export function measureMessage({ components }: Pick<DiscordMessage, 'components'>): MessageSize {
  return measureValue(components);
}

/** Whether a message is within the limits that concern it as a whole. */
export function fits(message: DiscordMessage): boolean {
  const { components, characters, bytes } = measureMessage(message);
  return (
    components <= discordLimits.components &&
    characters <= discordLimits.textCharacters &&
    bytes <= discordLimits.messageBytes
  );
}

/**
 * What a text uses up of `discordLimits.textCharacters`: its length, or more where its bytes are the tighter limit.
 * Adds up: texts that weigh no more than the limit together also fit into one message by bytes.
 */
export function textWeight(text: string): number {
  return Math.max(text.length, Math.ceil(utf8Length(text) / bytesPerCharacter));
}

const bytesPerCharacter = discordLimits.messageBytes / discordLimits.textCharacters;

function measureValue(value: unknown): MessageSize {
  if (typeof value === 'string') return { components: 0, characters: 0, bytes: utf8Length(value) };
  if (typeof value !== 'object' || value === null) return { components: 0, characters: 0, bytes: 0 };
  const isComponent = 'type' in value && typeof value.type === 'number';
  const isText = isComponent && value.type === 10 && 'content' in value && typeof value.content === 'string';
  let size: MessageSize = {
    components: isComponent ? 1 : 0,
    characters: isText ? String(value.content).length : 0,
    bytes: Array.isArray(value) ? 0 : discordLimits.componentBytes,
  };
  for (const part of Object.values(value)) size = add(size, measureValue(part));
  return size;
}

function add(a: MessageSize, b: MessageSize): MessageSize {
  return {
    components: a.components + b.components,
    characters: a.characters + b.characters,
    bytes: a.bytes + b.bytes,
  };
}

function utf8Length(text: string): number {
  let bytes = 0;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    // Each half of a surrogate pair counts two of its four bytes.
    if (unit < 0x80) bytes += 1;
    else if (unit < 0x800 || (unit >= 0xd800 && unit < 0xe000)) bytes += 2;
    else bytes += 3;
  }
  return bytes;
}
