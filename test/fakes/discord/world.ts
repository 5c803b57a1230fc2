import { createSnowflakes, type Snowflakes } from './snowflakes.ts';

/** Types of channels that the fake has. */
export const channelTypes = { text: 0, direct: 1, voice: 2, announcements: 5, publicThread: 11, forum: 15 } as const;

/** Types of messages that Discord writes itself in somebody's name. */
export const noticeTypes = { renamed: 4, threadStarter: 21 } as const;

/** Bits of the permissions that the bot uses. */
export const permissionBits = {
  AddReactions: 1n << 6n,
  ViewChannel: 1n << 10n,
  SendMessages: 1n << 11n,
  AttachFiles: 1n << 15n,
  ReadMessageHistory: 1n << 16n,
  CreatePublicThreads: 1n << 35n,
  SendMessagesInThreads: 1n << 38n,
} as const;
/** One of them. */
export type PermissionName = keyof typeof permissionBits;

/** A person or a bot. */
export interface FakeUser {
  readonly id: string;
  readonly username: string;
  readonly bot: boolean;
}

/** An attachment. */
export interface FakeFile {
  readonly name: string;
  readonly text: string;
}

export interface FakeMessage {
  readonly id: string;
  readonly channel: string;
  readonly author: FakeUser;
  readonly type: number;
  content: string;
  components: readonly unknown[];
  flags: number;
  files: readonly FakeFile[];
  readonly replyTo: string | null;
  readonly webhook: string | null;
  readonly forwarded: string | null;
  /** Whom it is for; null for everybody. */
  readonly onlyFor: string | null;
  /** The message whose button it answers. */
  readonly interacted: string | null;
  editedAt: string | null;
  /** User ids by emoji. */
  readonly reactions: Map<string, Set<string>>;
}

export interface FakeChannel {
  readonly id: string;
  readonly type: number;
  name: string;
  /** Null for direct messages. */
  readonly guild: string | null;
  readonly parent: string | null;
  /** What the bot may not do here. */
  readonly denied: Set<PermissionName>;
  readonly messages: FakeMessage[];
  archiveAfterMinutes: number;
  archived: boolean;
  locked: boolean;
  readonly renamedAtMs: number[];
}

/** A server. */
export interface FakeGuild {
  readonly id: string;
  readonly name: string;
  readonly locale: string;
  readonly systemChannel: string | null;
  /** What the bot's roles do not allow it there. */
  readonly denied: Set<PermissionName>;
}

/** Everything there is on this Discord. */
export interface World {
  readonly ids: Snowflakes;
  readonly bot: FakeUser;
  readonly applicationId: string;
  readonly guilds: Map<string, FakeGuild>;
  readonly channels: Map<string, FakeChannel>;
  readonly users: Map<string, FakeUser>;
  /** Messages by channel and nonce. */
  readonly nonces: Map<string, string>;
  /** Users who have blocked the bot. */
  readonly blockers: Set<string>;
  /** Words that no thread's name may have. */
  readonly unspeakable: Set<string>;
  /** As they were registered, each with its id. */
  commands: readonly unknown[];
  /** `atMs`: when it was made, in ms since the epoch. */
  addGuild(name: string, locale?: string, atMs?: number): FakeGuild;
  addChannel(channel: Pick<FakeChannel, 'type' | 'name' | 'guild'> & { id?: string; parent?: string }): FakeChannel;
  addUser(username: string, bot?: boolean): FakeUser;
  addMessage(message: Partial<FakeMessage> & Pick<FakeMessage, 'channel' | 'author'>): FakeMessage;
  findMessage(id: string): FakeMessage | undefined;
  /** Whether the bot may do this in a channel; threads take after their parents. */
  may(channel: FakeChannel, permission: PermissionName): boolean;
}

/** One bot and nothing else. */
export function createWorld(): World {
  const ids = createSnowflakes();
  const bot: FakeUser = { id: ids.next(), username: 'vidigest', bot: true };
  const world: World = {
    ids,
    bot,
    applicationId: ids.next(),
    guilds: new Map(),
    channels: new Map(),
    users: new Map([[bot.id, bot]]),
    nonces: new Map(),
    blockers: new Set(),
    unspeakable: new Set(),
    commands: [],
    addGuild(name, locale = 'en-US', atMs = Date.now()) {
      const id = ids.next(atMs);
      const guild = { id, name, locale, systemChannel: null, denied: new Set<PermissionName>() };
      world.guilds.set(id, guild);
      return guild;
    },
    addChannel({ id = ids.next(), parent = null, ...rest }) {
      const state = { archiveAfterMinutes: 4_320, archived: false, locked: false, renamedAtMs: [] };
      const channel: FakeChannel = { id, parent, denied: new Set(), messages: [], ...state, ...rest };
      world.channels.set(id, channel);
      return channel;
    },
    addUser(username, isBot = false) {
      const user = { id: ids.next(), username, bot: isBot };
      world.users.set(user.id, user);
      return user;
    },
    addMessage(given) {
      const made: FakeMessage = {
        id: ids.next(),
        type: 0,
        content: '',
        components: [],
        flags: 0,
        files: [],
        replyTo: null,
        webhook: null,
        forwarded: null,
        onlyFor: null,
        interacted: null,
        editedAt: null,
        reactions: new Map(),
        ...given,
      };
      world.channels.get(given.channel)?.messages.push(made);
      return made;
    },
    findMessage(id) {
      for (const { messages } of world.channels.values()) {
        const found = messages.find((message) => message.id === id);
        if (found !== undefined) return found;
      }
      return undefined;
    },
    may(channel, permission) {
      const parent = channel.parent === null ? undefined : world.channels.get(channel.parent);
      return !channel.denied.has(permission) && (parent === undefined || !parent.denied.has(permission));
    },
  };
  return world;
}
