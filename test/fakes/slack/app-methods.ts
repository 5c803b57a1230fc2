import type { FakeApp } from './app-settings.ts';
import type { Method } from './method.ts';
import { SlackRefusalError } from './refusal-error.ts';

/** What is known of the app itself, of its bot, and to whoever manages it. */
export const appMethods: Readonly<Record<string, Method>> = {
  'bots.info': {
    token: 'bot',
    scope: 'users:read',
    run({ bot }, { app, ids }) {
      if (bot !== ids.bot) throw new SlackRefusalError('bot_not_found');
      return { bot: { id: bot, app_id: app.id, user_id: ids.botUser, name: 'vidigest', deleted: false } };
    },
  },
  'apps.manifest.export': {
    token: 'config',
    scope: null,
    run({ app_id: id }, { app }) {
      if (id === undefined || !/^A[A-Z0-9]+$/.test(id)) throw new SlackRefusalError('invalid_app_id');
      if (id !== app.id) throw new SlackRefusalError('app_not_found');
      return { manifest: manifestOf(app) };
    },
  },
};

function manifestOf(app: FakeApp): unknown {
  const url = app.requestUrl === null ? {} : { request_url: app.requestUrl };
  const subscribed = app.events.length === 0 ? {} : { event_subscriptions: { ...url, bot_events: app.events } };
  return {
    _metadata: { major_version: 1, minor_version: 1 },
    display_information: { name: 'Vidigest' },
    features: {
      app_home: {
        home_tab_enabled: app.home,
        messages_tab_enabled: app.messages,
        messages_tab_read_only_enabled: false,
      },
      bot_user: { display_name: 'Vidigest', always_online: true },
      ...(app.commands.length === 0
        ? {}
        : { slash_commands: app.commands.map((command) => ({ command, description: 'x', should_escape: false })) }),
      shortcuts: Object.entries(app.shortcuts).map(([callback_id, type]) => ({
        name: 'x',
        type,
        callback_id,
        description: 'x',
      })),
    },
    settings: {
      ...subscribed,
      interactivity: { is_enabled: app.interactivity, ...(app.interactivity ? url : {}) },
      org_deploy_enabled: false,
      socket_mode_enabled: app.socketMode,
      token_rotation_enabled: false,
    },
  };
}
