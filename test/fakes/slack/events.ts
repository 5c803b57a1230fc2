import { randomUUID } from 'node:crypto';
import type { FakeSlackIds } from './identity.ts';
import type { FakeChannel, FakeMessage } from './workspace.ts';

/** What surrounds an event of the Events API. */
export function eventCallback(
  { team, app, botUser }: FakeSlackIds,
  event: { readonly event_ts: string; readonly [field: string]: unknown },
): Readonly<Record<string, unknown>> {
  return {
    token: 'verification',
    team_id: team,
    api_app_id: app,
    event,
    type: 'event_callback',
    event_id: `Ev${randomUUID().replaceAll('-', '').slice(0, 9).toUpperCase()}`,
    event_time: Math.floor(Number(event.event_ts)),
    authorizations: [
      { enterprise_id: null, team_id: team, user_id: botUser, is_bot: true, is_enterprise_install: false },
    ],
    is_ext_shared_channel: false,
    event_context: '4-fake',
  };
}

/** A message as an event carries it. */
export function messageFields(message: FakeMessage): Readonly<Record<string, unknown>> {
  const { ts, thread_ts, user, bot_id, subtype, text, blocks } = message;
  return {
    type: 'message',
    ...(subtype === undefined ? {} : { subtype }),
    ts,
    text,
    ...(thread_ts === undefined ? {} : { thread_ts }),
    ...(user === undefined ? {} : { user }),
    ...(bot_id === undefined ? {} : { bot_id, app_id: /^B\d+BOT$/.test(bot_id) ? 'A0APP' : 'A0OTHER' }),
    ...(blocks.length === 0 ? {} : { blocks }),
  };
}

/** A message that was added; `extra` overrides, e.g. with a subtype. */
export function messageEvent(
  ids: FakeSlackIds,
  channel: FakeChannel,
  message: FakeMessage,
  extra = {},
): Readonly<Record<string, unknown>> {
  const where = { team: ids.team, channel: channel.id, event_ts: message.ts, channel_type: channel.kind };
  return eventCallback(ids, { ...messageFields(message), ...where, ...extra });
}

/** A message that was edited or deleted. */
export function changeEvent(
  ids: FakeSlackIds,
  channel: FakeChannel,
  message: FakeMessage,
  subtype: 'message_changed' | 'message_deleted',
  ts: string,
  before: FakeMessage = message,
): Readonly<Record<string, unknown>> {
  const edited = { edited: { user: message.user ?? '', ts } };
  const about =
    subtype === 'message_changed' ? { message: { ...messageFields(message), ...edited } } : { deleted_ts: message.ts };
  const previous = { previous_message: messageFields(before) };
  const where = { channel: channel.id, ts, event_ts: ts, channel_type: channel.kind };
  return eventCallback(ids, { type: 'message', subtype, hidden: true, ...about, ...previous, ...where });
}

/** A click on a button of a message. */
export function blockActions(
  { team, app }: FakeSlackIds,
  channel: FakeChannel,
  message: FakeMessage,
  button: Readonly<Record<string, unknown>>,
  user: string,
  ts: string,
  { responseUrl, triggerId }: { readonly responseUrl: string; readonly triggerId: string },
): Readonly<Record<string, unknown>> {
  const { thread_ts } = message;
  return {
    type: 'block_actions',
    user: { id: user, username: 'person', name: 'person', team_id: team },
    api_app_id: app,
    token: 'verification',
    container: {
      type: 'message',
      message_ts: message.ts,
      channel_id: channel.id,
      is_ephemeral: false,
      ...(thread_ts === undefined ? {} : { thread_ts }),
    },
    trigger_id: triggerId,
    team: { id: team, domain: 'fake' },
    enterprise: null,
    is_enterprise_install: false,
    channel: { id: channel.id, name: 'general' },
    message: messageFields(message),
    state: { values: {} },
    response_url: responseUrl,
    actions: [{ ...button, block_id: 'generated', action_ts: ts }],
  };
}
