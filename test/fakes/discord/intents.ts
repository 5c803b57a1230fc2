/** Bits of the gateway's intents that decide what the fake tells. */
export const intentBits = {
  guilds: 1 << 0,
  guildMembers: 1 << 1,
  guildPresences: 1 << 8,
  guildMessages: 1 << 9,
  guildReactions: 1 << 10,
  directMessages: 1 << 12,
  directReactions: 1 << 13,
  messageContent: 1 << 15,
} as const;

/** All that exist. */
const known = (1 << 26) - 1;
const privileged = intentBits.guildMembers | intentBits.guildPresences | intentBits.messageContent;

/** The code with which the gateway closes on these intents; null where it takes them. */
export function intentsCloseCode(intents: number, allowed: number): number | null {
  if (!Number.isInteger(intents) || intents < 0 || (intents & ~known) !== 0) return 4013;
  return (intents & privileged & ~allowed) === 0 ? null : 4014;
}

/** What an event needs to be told to a session; 0 for nothing. */
export function neededIntent(event: string, isDirect: boolean): number {
  if (/^MESSAGE_REACTION/.test(event)) return isDirect ? intentBits.directReactions : intentBits.guildReactions;
  if (/^MESSAGE/.test(event)) return isDirect ? intentBits.directMessages : intentBits.guildMessages;
  return /^(?:GUILD|CHANNEL|THREAD)/.test(event) ? intentBits.guilds : 0;
}
