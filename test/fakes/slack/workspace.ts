import type { FakeBlock } from './block-schemas.ts';
import type { FakeMetadata } from './check-metadata.ts';
import type { FakeSlackIds } from './identity.ts';
import { SlackRefusalError } from './refusal-error.ts';

/** A conversation of the fake workspace. */
export interface FakeChannel {
  readonly id: string;
  readonly kind: 'channel' | 'group' | 'im' | 'mpim';
  /** Whether the bot is in it. */
  member: boolean;
  archived: boolean;
  /** Only admins may post. */
  restricted: boolean;
  /** Who made it. */
  creator: string;
  readonly messages: FakeMessage[];
}

/** A message that stands in a channel now. `blocks` of people's messages are not validated. */
export interface FakeMessage {
  readonly ts: string;
  /** The parent's `ts`; undefined for a message outside threads. */
  readonly thread_ts: string | undefined;
  readonly user: string | undefined;
  readonly bot_id: string | undefined;
  /** `tombstone`: stands where the first message of a thread was deleted. */
  readonly subtype?: string | undefined;
  text: string;
  blocks: readonly FakeBlock[] | readonly unknown[];
  /** Shown to whoever asks for it. Kept over edits. */
  readonly metadata: FakeMetadata | undefined;
  /** `ts` of the last edit. */
  edited: string | undefined;
  /** Who reacted, by name of the emoji. */
  readonly reactions: Map<string, Set<string>>;
}

/** Somebody as `users.info` tells of them. */
export interface FakePerson {
  readonly locale: string;
  readonly admin: boolean;
  readonly team: string;
  readonly isBot: boolean;
  /** A guest of this workspace, with some of its channels. */
  readonly restricted?: boolean;
  /** Of another workspace, seen through a shared channel. */
  readonly stranger?: boolean;
}

/** Channels and messages, without any protocol. */
export interface FakeWorkspace {
  /** By id. */
  readonly people: Map<string, FakePerson>;
  /** Throws `channel_not_found`. */
  channel(id: string | undefined): FakeChannel;
  /** Adds a channel, or changes one. */
  setChannel(id: string, changes: Partial<Omit<FakeChannel, 'id' | 'messages'>>): void;
  add(channel: FakeChannel, message: Pick<FakeMessage, 'text' | 'blocks'> & Partial<FakeMessage>): FakeMessage;
  /** The message, or undefined. */
  find(channel: FakeChannel, ts: string | undefined): FakeMessage | undefined;
  /** Parent first, then the replies in order. */
  thread(channel: FakeChannel, ts: string): FakeMessage[];
  /** A timestamp that no other message has, later than all before. */
  nextTs(): string;
}

/** A workspace with the public channel `C0GENERAL`, which the bot is in. */
export function createFakeWorkspace(nowMs: () => number, { person, team }: FakeSlackIds): FakeWorkspace {
  const channels = new Map<string, FakeChannel>();
  let lastMicros = 0;
  const workspace: FakeWorkspace = {
    people: new Map([[person, { locale: 'en-US', admin: false, team, isBot: false }]]),
    channel(id) {
      const channel = channels.get(id ?? '');
      if (channel === undefined) throw new SlackRefusalError('channel_not_found');
      return channel;
    },
    setChannel(id, changes) {
      const known = channels.get(id);
      if (known !== undefined && changes.kind === undefined) Object.assign(known, changes);
      else {
        const fresh = {
          kind: 'channel',
          member: true,
          archived: false,
          restricted: false,
          creator: 'U0FOUNDER',
          messages: [],
        } as const;
        channels.set(id, { ...fresh, id, ...changes, messages: [...(known?.messages ?? [])] });
      }
    },
    add(channel, message) {
      const ts = message.ts ?? workspace.nextTs();
      const rest = {
        thread_ts: undefined,
        user: undefined,
        bot_id: undefined,
        metadata: undefined,
        edited: undefined,
        reactions: new Map(),
      };
      const added: FakeMessage = { ...rest, ...message, ts };
      channel.messages.push(added);
      return added;
    },
    find: (channel, ts) => channel.messages.find((message) => message.ts === ts),
    thread: (channel, ts) => channel.messages.filter((message) => message.ts === ts || message.thread_ts === ts),
    nextTs() {
      lastMicros = Math.max(nowMs() * 1000, lastMicros + 100);
      return `${Math.floor(lastMicros / 1e6)}.${String(lastMicros % 1e6).padStart(6, '0')}`;
    },
  };
  workspace.setChannel('C0GENERAL', {});
  return workspace;
}
