import { checkView } from './check-view.ts';
import type { OpenView } from './interactivity.ts';
import { type Method, type MethodArguments, type MethodWorld, writable } from './method.ts';
import { SlackRefusalError } from './refusal-error.ts';
import type { FakeChannel } from './workspace.ts';

/** Pages, people, channels and files. */
export const pageMethods: Readonly<Record<string, Method>> = {
  'views.open': {
    token: 'bot',
    scope: null,
    run: (args, { interactivity }) => viewAnswer(interactivity.open(args.trigger_id, checkView(args.view))),
  },
  'views.update': {
    token: 'bot',
    scope: null,
    run: (args, { interactivity }) => viewAnswer(interactivity.update(args.view_id, args.hash, checkView(args.view))),
  },
  'views.publish': {
    token: 'bot',
    scope: null,
    run: (args, { interactivity }) => viewAnswer(interactivity.publish(args.user_id ?? '', checkView(args.view))),
  },
  'conversations.info': {
    token: 'bot',
    scope: { channel: 'channels:read', group: 'groups:read', im: 'im:read', mpim: 'mpim:read' },
    run({ channel: id }, { workspace }) {
      const { kind, creator, archived, member } = visible(workspace.channel(id));
      return { channel: { id, creator, is_archived: archived, is_member: member, is_im: kind === 'im' } };
    },
  },
  'conversations.members': {
    token: 'bot',
    scope: { channel: 'channels:read', group: 'groups:read', im: 'im:read', mpim: 'mpim:read' },
    run({ channel: id }, { workspace }) {
      const { messages } = visible(workspace.channel(id));
      // Whoever has spoken is in it.
      const users = messages.map(({ user }) => user).filter((user) => user !== undefined);
      return { members: [...new Set(users)], response_metadata: { next_cursor: '' } };
    },
  },
  'users.info': { token: 'bot', scope: 'users:read', run: userInfo },
  'files.getUploadURLExternal': {
    token: 'bot',
    scope: 'files:write',
    run: (args, { files }) => ({ ...files.begin(args.filename, Number(args.length)) }),
  },
  'files.completeUploadExternal': {
    token: 'bot',
    scope: 'files:write',
    run(args, world) {
      if (args.channel_id === undefined) return { files: world.files.complete(args.files, undefined, undefined) };
      const channel = writable({ channel: args.channel_id }, world);
      const { thread_ts } = args;
      if (thread_ts !== undefined && world.workspace.find(channel, thread_ts) === undefined) {
        throw new SlackRefusalError('invalid_thread_ts');
      }
      return { files: world.files.complete(args.files, channel.id, thread_ts) };
    },
  },
};

/** Of a private channel that the bot is not in Slack does not even say that it exists. */
function visible(channel: FakeChannel): FakeChannel {
  if (channel.kind !== 'channel' && !channel.member) throw new SlackRefusalError('channel_not_found');
  return channel;
}

function viewAnswer({ id, hash, view }: OpenView): Readonly<Record<string, unknown>> {
  return { view: { ...view, id, hash } };
}

function userInfo(
  { user: id, include_locale: wanted }: MethodArguments,
  { workspace }: MethodWorld,
): Readonly<Record<string, unknown>> {
  const person = workspace.people.get(id ?? '');
  if (person === undefined) throw new SlackRefusalError('user_not_found');
  const { locale, admin, team, isBot, restricted = false, stranger = false } = person;
  const rights = { is_admin: admin, is_owner: false, is_restricted: restricted, is_stranger: stranger };
  return { user: { id, team_id: team, ...(wanted === 'true' ? { locale } : {}), is_bot: isBot, ...rights } };
}
