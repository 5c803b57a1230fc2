import {
  channelTypes,
  type FakeChannel,
  type FakeGuild,
  type FakeMessage,
  type FakeUser,
  permissionBits,
  type World,
} from './world.ts';

/** A user as Discord's API shows it. */
export function userPayload({ id, username, bot }: FakeUser) {
  return { id, username, discriminator: '0', global_name: null, avatar: null, bot };
}

/** A message as Discord's API shows it; with `hidden` its text is left out, as without the privileged intent. */
export function messagePayload(world: World, message: FakeMessage, hidden = false) {
  const channel = world.channels.get(message.channel);
  const guild = channel?.guild ?? null;
  const isForward = message.forwarded !== null;
  const referred = isForward ? world.ids.next() : message.replyTo;
  const reference = {
    type: isForward ? 1 : 0,
    message_id: referred,
    channel_id: message.channel,
    guild_id: guild ?? undefined,
  };
  const named = [...message.content.matchAll(/<@!?(\d+)>/g)].map(([, id]) => world.users.get(id ?? ''));
  // A person's reply pings whom it answers: Discord counts that as a mention.
  const answered = message.type === 19 ? world.findMessage(message.replyTo ?? '')?.author : undefined;
  const mentioned = new Set([...named, answered]);
  return {
    id: message.id,
    channel_id: message.channel,
    ...(guild === null ? {} : { guild_id: guild }),
    channel_type: channel?.type,
    type: message.type,
    author: userPayload(message.author),
    ...(message.webhook === null ? {} : { webhook_id: message.webhook }),
    content: hidden ? '' : message.content,
    components: hidden ? [] : message.components,
    attachments: message.files.map(({ name }, index) => ({
      id: String(index),
      filename: name,
      size: 1,
      url: 'https://cdn.invalid/x',
    })),
    embeds: [],
    mentions: [...mentioned].flatMap((user) => (user === undefined ? [] : [userPayload(user)])),
    mention_roles: [],
    mention_everyone: false,
    pinned: false,
    tts: false,
    timestamp: new Date().toISOString(),
    edited_timestamp: message.editedAt,
    flags: message.flags,
    ...(isForward && !hidden ? { message_snapshots: [{ message: { content: message.forwarded } }] } : {}),
    ...(referred === null ? {} : { message_reference: reference }),
    ...(message.interacted === null
      ? {}
      : {
          interaction_metadata: {
            id: world.ids.next(),
            type: 3,
            user: userPayload(world.bot),
            authorizing_integration_owners: {},
            interacted_message_id: message.interacted,
          },
        }),
  };
}

/** A channel or thread as Discord's API shows it. */
export function channelPayload(world: World, channel: FakeChannel) {
  const denied = [...channel.denied].reduce((bits, name) => bits | permissionBits[name], 0n);
  const isThread = channel.type === channelTypes.publicThread;
  return {
    id: channel.id,
    type: channel.type,
    name: channel.name,
    guild_id: channel.guild,
    parent_id: channel.parent,
    position: 0,
    ...(isThread
      ? {
          owner_id: world.bot.id,
          thread_metadata: {
            archived: channel.archived,
            locked: channel.locked,
            auto_archive_duration: channel.archiveAfterMinutes,
            archive_timestamp: new Date().toISOString(),
          },
          message_count: channel.messages.length,
          member_count: 1,
        }
      : {
          permission_overwrites: denied === 0n ? [] : [{ id: world.bot.id, type: 1, allow: '0', deny: String(denied) }],
        }),
    ...(channel.guild === null
      ? { recipients: [...world.users.values()].filter(({ bot }) => !bot).map(userPayload) }
      : {}),
  };
}

/** What the bot's roles allow it in a server, as Discord writes bits. */
export function rolePermissions({ denied }: FakeGuild): string {
  const allowed = Object.entries(permissionBits).filter(([name]) => ![...denied].includes(name as never));
  return String(allowed.reduce((sum, [, bit]) => sum | bit, 0n));
}

/** A server as the gateway tells of it: everything the bot may do by default, less in some channels. */
export function guildPayload(world: World, guild: FakeGuild) {
  const channels = [...world.channels.values()].filter((channel) => channel.guild === guild.id);
  const role = {
    id: guild.id,
    name: '@everyone',
    permissions: rolePermissions(guild),
    position: 0,
    color: 0,
    hoist: false,
  };
  const owner = [...world.users.values()].find(({ bot }) => !bot);
  return {
    id: guild.id,
    name: guild.name,
    owner_id: owner?.id ?? world.ids.next(),
    preferred_locale: guild.locale,
    system_channel_id: guild.systemChannel,
    roles: [{ ...role, managed: false, mentionable: false, flags: 0 }],
    emojis: [],
    features: [],
    stickers: [],
    joined_at: new Date().toISOString(),
    large: false,
    unavailable: false,
    member_count: 2,
    members: [
      {
        user: userPayload(world.bot),
        roles: [],
        joined_at: new Date().toISOString(),
        deaf: false,
        mute: false,
        flags: 0,
      },
    ],
    voice_states: [],
    presences: [],
    stage_instances: [],
    guild_scheduled_events: [],
    channels: channels.filter(({ parent }) => parent === null).map((channel) => channelPayload(world, channel)),
    threads: channels
      .filter(({ parent, archived }) => parent !== null && !archived)
      .map((channel) => channelPayload(world, channel)),
  };
}
