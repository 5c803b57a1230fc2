import type { DiscordComponent } from './components.ts';

/** Bits of a message's `flags` that replies set. */
export const messageFlags = {
  /** Shown to one person only; possible in answers to interactions alone. */
  ephemeral: 1 << 6,
  /** No push and no sound for those who follow the thread. */
  silent: 1 << 12,
  /** Made of components; cannot be taken back from a message. */
  components: 1 << 15,
} as const;

/** One message as Discord's API takes it. Nobody is ever pinged. */
export interface DiscordMessage {
  readonly components: readonly DiscordComponent[];
  readonly flags: number;
  readonly allowed_mentions: { readonly parse: readonly [] };
}

/**
 * How a message arrives: `loud` notifies like any other where it is the first of the bot's in its thread, which whoever
 * posts it knows; `silent` never does; `ephemeral` answers one person.
 */
export type Arrival = 'loud' | 'silent' | 'ephemeral';

/** A message of components. */
export function message(components: readonly DiscordComponent[], arrival: Arrival): DiscordMessage {
  const bits = { loud: 0, silent: messageFlags.silent, ephemeral: messageFlags.ephemeral }[arrival];
  return { components, flags: messageFlags.components | bits, allowed_mentions: { parse: [] } };
}

/** The same for all who can see the channel: what was made for one person arrives silently. */
export function forEverybody(given: DiscordMessage): DiscordMessage {
  const isForOne = (given.flags & messageFlags.ephemeral) !== 0;
  if (!isForOne) return given;
  return { ...given, flags: (given.flags & ~messageFlags.ephemeral) | messageFlags.silent };
}

/** Whether it notifies those who follow the thread. */
export function isLoud({ flags }: DiscordMessage): boolean {
  return (flags & (messageFlags.silent | messageFlags.ephemeral)) === 0;
}

/** The same, notifying nobody. */
export function silently(given: DiscordMessage): DiscordMessage {
  return { ...given, flags: given.flags | messageFlags.silent };
}
