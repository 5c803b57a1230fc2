import { Client, GatewayIntentBits, Options } from 'discord.js';

/** What the bot hears of: servers, messages, reactions, direct messages. */
const baseIntents = [
  GatewayIntentBits.Guilds,
  GatewayIntentBits.GuildMessages,
  GatewayIntentBits.GuildMessageReactions,
  GatewayIntentBits.DirectMessages,
];

/**
 * Over how many connections the servers are spread: a number, `auto` for as many as Discord advises, or `given` for those
 * that a manager has given this process.
 */
export type DiscordShards = number | 'auto' | 'given';

/**
 * A client that is not connected yet. It remembers channels, roles and itself as a member, which permissions are
 * computed from, and nothing else: messages are read from the gateway's events directly.
 */
export function createDiscordClient(options: {
  /** Whether to ask for the text of messages, a privileged intent: it must be allowed in Discord's developer portal. */
  readonly messageContent: boolean;
  readonly apiUrl?: string;
  readonly shards?: DiscordShards;
}): Client {
  return new Client({
    intents: options.messageContent ? [...baseIntents, GatewayIntentBits.MessageContent] : baseIntents,
    allowedMentions: { parse: [] },
    ...shardOptions(options.shards),
    ...(options.apiUrl === undefined ? {} : { rest: { api: options.apiUrl } }),
    makeCache: Options.cacheWithLimits({
      ...Options.DefaultMakeCacheSettings,
      MessageManager: 0,
      ReactionManager: 0,
      ReactionUserManager: 0,
      PresenceManager: 0,
      VoiceStateManager: 0,
      ThreadMemberManager: 0,
      GuildEmojiManager: 0,
      GuildStickerManager: 0,
      GuildScheduledEventManager: 0,
      StageInstanceManager: 0,
      GuildMemberManager: { maxSize: 0, keepOverLimit: ({ id, client }) => id === client.user.id },
      UserManager: { maxSize: 0, keepOverLimit: ({ id, client }) => id === client.user.id },
    }),
  });
}

/** Without options discord.js takes what its manager has put into the environment. */
function shardOptions(shards: DiscordShards = 1): Partial<ConstructorParameters<typeof Client>[0]> {
  if (shards === 'given') return {};
  return shards === 'auto' ? { shards } : { shardCount: shards, shards: [...Array(shards).keys()] };
}
