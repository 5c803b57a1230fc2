import { type Finding, fine, toMend, unseen } from '../../core/ports/check.ts';
import type { SlackManifest } from './manifest.ts';

/** How Slack reaches the program: over a socket that the program opens, or by calling its address. */
export type SlackTransport = 'socket' | 'http';

const at = 'at api.slack.com/apps';

/** Compares how an app is set up with what is wanted of it: one finding for each part of its settings. */
export function compareApp(actual: SlackManifest, wanted: SlackManifest, transport: SlackTransport): Finding[] {
  return [
    checkEvents(actual, wanted, transport),
    checkCommands(actual, wanted),
    checkShortcuts(actual, wanted),
    checkInteractivity(actual, transport),
    checkSocketMode(actual, transport),
    checkHome(actual, wanted),
  ];
}

/** What stays unseen without leave to see how the app is set up, and where it stands. `why` is put before it. */
export function unseenApp(why: string, wanted: SlackManifest, transport: SlackTransport): Finding {
  const { events, commands, shortcuts } = namesIn(wanted);
  const places = [
    `Event Subscriptions: ${events.join(', ')}`,
    `Slash Commands: ${commands.join(', ')}`,
    `Interactivity & Shortcuts: on, with the callback ids ${shortcuts.join(', ')}`,
    `Socket Mode: ${transport === 'socket' ? 'on' : 'off'}`,
    'App Home: Home Tab and Messages Tab on',
  ];
  const token =
    'set SLACK_CONFIG_TOKEN (at api.slack.com/apps, Your App Configuration Tokens; it lasts twelve hours) and run this again';
  return unseen(
    'Slack app settings',
    `events, command, shortcuts and switches of the app cannot be seen: ${why}`,
    `${token}, or look there yourself. ${places.join('. ')}`,
  );
}

function namesIn({ features, settings }: SlackManifest) {
  return {
    events: settings.event_subscriptions.bot_events,
    commands: features.slash_commands.map(({ command }) => command),
    shortcuts: features.shortcuts.map(({ callback_id, type }) => `${callback_id} (${type})`),
  };
}

function lacking(actual: readonly string[], wanted: readonly string[]): readonly string[] {
  return wanted.filter((name) => !actual.includes(name));
}

function checkEvents(actual: SlackManifest, wanted: SlackManifest, transport: SlackTransport): Finding {
  const subject = 'Slack events';
  const { events } = namesIn(wanted);
  const missing = lacking(namesIn(actual).events, events);
  if (missing.length > 0) {
    const advice = `${at} under Event Subscriptions, Subscribe to bot events, add ${missing.join(', ')}; then reinstall`;
    return toMend(subject, `not subscribed to: ${missing.join(', ')}`, advice);
  }
  if (transport === 'http' && !hasAddress(actual.settings.event_subscriptions.request_url))
    return toMend(subject, 'have no address to go to', `${at} under Event Subscriptions, set the Request URL`);
  return fine(subject, `subscribed to all ${events.length}`);
}

function checkCommands(actual: SlackManifest, wanted: SlackManifest): Finding {
  const { commands } = namesIn(wanted);
  const missing = lacking(namesIn(actual).commands, commands).join(', ');
  return missing === ''
    ? fine('Slack command', `${commands.join(', ')} is there`)
    : toMend('Slack command', `missing: ${missing}`, `${at} under Slash Commands, create ${missing}; then reinstall`);
}

function checkShortcuts(actual: SlackManifest, wanted: SlackManifest): Finding {
  const missing = lacking(namesIn(actual).shortcuts, namesIn(wanted).shortcuts).join(', ');
  if (missing === '') return fine('Slack shortcuts', 'both are there');
  const advice = `${at} under Interactivity & Shortcuts, create what has the callback id ${missing}`;
  return toMend('Slack shortcuts', `missing: ${missing}`, advice);
}

function checkInteractivity({ settings }: SlackManifest, transport: SlackTransport): Finding {
  const subject = 'Slack buttons and pages';
  const { is_enabled: isOn, request_url: url } = settings.interactivity;
  const place = `${at} under Interactivity & Shortcuts`;
  if (!isOn) return toMend(subject, 'nobody hears a click: interactivity is off', `${place}, turn it on`);
  return transport === 'http' && !hasAddress(url)
    ? toMend(subject, 'clicks have no address to go to', `${place}, set the Request URL`)
    : fine(subject, 'interactivity is on');
}

function checkSocketMode({ settings }: SlackManifest, transport: SlackTransport): Finding {
  const subject = 'Slack Socket Mode';
  const isOn = settings.socket_mode_enabled;
  if (isOn === (transport === 'socket')) return fine(subject, isOn ? 'is on' : 'is off: Slack calls the address');
  return isOn
    ? toMend(subject, 'is on, so that Slack never calls the address', `${at} under Socket Mode, turn it off`)
    : toMend(subject, 'is off, so that nothing is heard', `${at} under Socket Mode, turn it on`);
}

function checkHome(actual: SlackManifest, wanted: SlackManifest): Finding {
  const subject = 'Slack App Home';
  const { app_home: home } = actual.features;
  const place = `${at} under App Home`;
  if (wanted.features.app_home.home_tab_enabled && !home.home_tab_enabled)
    return toMend(subject, 'the Home Tab is off: no settings and no recent digests there', `${place}, turn it on`);
  if (!home.messages_tab_enabled || home.messages_tab_read_only_enabled)
    return toMend(
      subject,
      'nobody can write to the bot: no direct messages',
      `${place}, turn the Messages Tab on and allow messages from it`,
    );
  return fine(subject, 'home and direct messages are on');
}

function hasAddress(url: string | undefined): boolean {
  return url !== undefined && url !== '';
}
