import { randomUUID } from 'node:crypto';
import { emitMessage, type RouteContext } from './context.ts';
import { pickedFrom, sentForm } from './filling.ts';
import type { Interactions } from './interaction-routes.ts';
import type { FakeInteraction } from './interaction-state.ts';
import { channelPayload, messagePayload, userPayload } from './payloads.ts';
import type { FakeChannel, FakeMessage, FakeUser, World } from './world.ts';

/** How something is said. */
export interface SayOptions {
  /** Default: the first text channel. */
  readonly channel?: string;
  readonly author?: FakeUser;
  readonly webhook?: boolean;
  readonly type?: number;
  /** What a forwarded message said. */
  readonly forwarded?: string;
  /** When it was said, in ms since the epoch. */
  readonly atMs?: number;
  /** What it is a reply to, whose author it pings. */
  readonly replyTo?: FakeMessage;
}

/** Where and as whom somebody uses the bot. */
export interface UseOptions {
  readonly channel?: string;
  readonly user?: FakeUser;
  readonly locale?: string;
  /** Permissions of the person, as a number. Default: none that matter. */
  readonly permissions?: bigint;
}

/** What people do, told to the gateway as Discord does. */
export interface People {
  say(text: string, options?: SayOptions): FakeMessage;
  /** Rewrites a message. */
  rewrite(message: FakeMessage, text: string): void;
  /** Discord has looked up the preview of a link: an update that nobody made. */
  preview(message: FakeMessage): void;
  erase(message: FakeMessage): void;
  /** Deletes a thread with all that stands in it, not the message that it began with. */
  eraseThread(thread: FakeChannel): void;
  react(message: FakeMessage, emoji: string, user?: FakeUser): void;
  /** `/digest <subcommand>` */
  slash(subcommand: string, options?: Readonly<Record<string, string | boolean>>, use?: UseOptions): FakeInteraction;
  /** Somebody is typing an option. */
  type(subcommand: string, option: string, typed: string, use?: UseOptions): FakeInteraction;
  /** The command in the menu of a message. */
  menu(message: FakeMessage, use?: UseOptions): FakeInteraction;
  /** Presses the button with this id, or picks this value in the menu. Throws when there is none, or it is disabled. */
  click(message: FakeMessage, customId: string, value?: string | readonly string[], use?: UseOptions): FakeInteraction;
  /**
   * Sends the form that an interaction opened; fields that are not named keep what stands in them. Throws when there is
   * none, or when Discord's own app would not let it be sent.
   */
  fill(opened: FakeInteraction, typed: Readonly<Record<string, string>>, use?: UseOptions): FakeInteraction;
}

/** The people of a world; `person` is who acts by default, in `channel`. */
export function createPeople(
  context: RouteContext,
  interactions: Interactions,
  { person, channel }: { readonly person: FakeUser; readonly channel: FakeChannel },
): People {
  const { world, emit } = context;
  const start = (type: number, data: object, source: FakeMessage | null, use: UseOptions): FakeInteraction => {
    const at = world.channels.get(use.channel ?? source?.channel ?? channel.id) ?? channel;
    const user = use.user ?? person;
    const interaction: FakeInteraction = {
      id: world.ids.next(),
      token: randomUUID(),
      user: user.id,
      channel: at.id,
      source,
      isAutocomplete: type === 4,
      isForm: type === 5,
      form: null,
      createdAtMs: Date.now(),
      answered: null,
      isEphemeral: false,
      original: null,
      followUps: [],
      choices: [],
      expired: false,
    };
    interactions.all.set(interaction.id, interaction);
    const payload = interactionPayload(world, interaction, at, user, use);
    const message = source === null ? {} : { message: messagePayload(world, source) };
    emit({ name: 'INTERACTION_CREATE', isDirect: false, data: () => ({ ...payload, type, data, ...message }) });
    return interaction;
  };
  return {
    say(text, { channel: where, author = person, webhook, type, forwarded, atMs, replyTo } = {}) {
      const message = world.addMessage({
        id: world.ids.next(atMs),
        channel: where ?? replyTo?.channel ?? channel.id,
        author,
        content: text,
        type: type ?? (replyTo === undefined ? 0 : 19),
        replyTo: replyTo?.id ?? null,
        forwarded: forwarded ?? null,
        webhook: webhook === true ? world.ids.next() : null,
      });
      emitMessage(context, 'MESSAGE_CREATE', message);
      return message;
    },
    rewrite(message, text) {
      message.content = text;
      message.editedAt = new Date().toISOString();
      emitMessage(context, 'MESSAGE_UPDATE', message);
    },
    preview: (message) => emitMessage(context, 'MESSAGE_UPDATE', message),
    erase(message) {
      const at = world.channels.get(message.channel);
      at?.messages.splice(at.messages.indexOf(message), 1);
      const data = { id: message.id, channel_id: message.channel, guild_id: at?.guild ?? undefined };
      emit({ name: 'MESSAGE_DELETE', isDirect: at?.guild === null, data: () => data });
    },
    eraseThread(thread) {
      world.channels.delete(thread.id);
      const { id, guild, parent, type } = thread;
      emit({ name: 'THREAD_DELETE', isDirect: false, data: () => ({ id, guild_id: guild, parent_id: parent, type }) });
    },
    react(message, emoji, user = person) {
      const guild = world.channels.get(message.channel)?.guild ?? null;
      message.reactions.set(emoji, (message.reactions.get(emoji) ?? new Set()).add(user.id));
      const data = {
        user_id: user.id,
        channel_id: message.channel,
        message_id: message.id,
        message_author_id: message.author.id,
        emoji: { id: null, name: emoji },
        burst: false,
        type: 0,
        ...(guild === null ? {} : { guild_id: guild, member: { user: userPayload(user), roles: [] } }),
      };
      emit({ name: 'MESSAGE_REACTION_ADD', isDirect: guild === null, data: () => data });
    },
    slash(subcommand, options = {}, use = {}) {
      const given = Object.entries(options).map(([name, value]) => ({
        name,
        value,
        type: typeof value === 'boolean' ? 5 : 3,
      }));
      return start(2, commandData(world, subcommand, given), null, use);
    },
    type(subcommand, option, typed, use = {}) {
      return start(
        4,
        commandData(world, subcommand, [{ name: option, value: typed, type: 3, focused: true }]),
        null,
        use,
      );
    },
    menu(message, use = {}) {
      const resolved = { messages: { [message.id]: messagePayload(world, message) } };
      const data = { id: world.ids.next(), name: 'Digest this video', type: 3, target_id: message.id, resolved };
      return start(2, data, null, { channel: message.channel, ...use });
    },
    click(message, customId, value, use = {}) {
      const found = componentIn(message.components, customId);
      if (found === null || found['disabled'] === true) throw new Error(`nothing to click: ${customId}`);
      const picked =
        value === undefined ? {} : { values: pickedFrom(found, typeof value === 'string' ? [value] : value) };
      return start(3, { custom_id: customId, component_type: found['type'], ...picked }, message, use);
    },
    fill(opened, typed, use = {}) {
      if (opened.form === null) throw new Error('no form is open');
      return start(5, sentForm(opened.form, typed), opened.source, use);
    },
  };
}

function commandData(world: World, subcommand: string, options: readonly object[]) {
  return { id: world.ids.next(), name: 'digest', type: 1, options: [{ name: subcommand, type: 1, options }] };
}

function interactionPayload(
  world: World,
  { id, token }: FakeInteraction,
  at: FakeChannel,
  user: FakeUser,
  use: UseOptions,
) {
  const guild = at.guild === null ? undefined : world.guilds.get(at.guild);
  const permissions = String(use.permissions ?? 0n);
  const who =
    guild === undefined
      ? { user: userPayload(user) }
      : {
          guild_id: guild.id,
          guild_locale: guild.locale,
          member: {
            user: userPayload(user),
            permissions,
            roles: [],
            joined_at: new Date().toISOString(),
            deaf: false,
            mute: false,
            flags: 0,
          },
        };
  return {
    id,
    application_id: world.applicationId,
    token,
    version: 1,
    channel_id: at.id,
    channel: channelPayload(world, at),
    locale: use.locale ?? 'en-US',
    app_permissions: '0',
    entitlements: [],
    authorizing_integration_owners: {},
    context: guild === undefined ? 1 : 0,
    attachment_size_limit: 10_485_760,
    ...who,
  };
}

function componentIn(value: unknown, customId: string): Readonly<Record<string, unknown>> | null {
  if (typeof value !== 'object' || value === null) return null;
  if ('custom_id' in value && value.custom_id === customId) return value as Readonly<Record<string, unknown>>;
  for (const inner of Object.values(value)) {
    const found = componentIn(inner, customId);
    if (found !== null) return found;
  }
  return null;
}
