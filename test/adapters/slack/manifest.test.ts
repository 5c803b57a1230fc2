import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { slackScopes } from '../../../src/adapters/slack/slack-identity.ts';
import { callbackIds } from '../../../src/formatters/slack/action-value.ts';

const manifest = readFileSync(new URL('../../../slack/manifest.yaml', import.meta.url), 'utf8');

/** The list under a key. */
function list(key: string): string[] {
  const [, body = ''] = new RegExp(`^ +${key}:\\n((?: +(?:-|#).*\\n)+)`, 'm').exec(manifest) ?? [];
  return [...body.matchAll(/- (\S+)$/gm)].map(([, item]) => item ?? '');
}

it('asks for the scopes that are used, and no others', () => {
  expect(list('bot').toSorted()).toEqual([...slackScopes.needed, ...slackScopes.useful].toSorted());
});

it('subscribes to messages of the kinds of channels it may read', () => {
  const events = list('bot_events').filter((event) => event.startsWith('message.'));
  const kinds = events.map((event) => event.replace('message.', ''));
  expect(kinds).toEqual(['channels', 'groups', 'im', 'mpim']);
  for (const kind of kinds) expect(list('bot')).toContain(`${kind}:history`);
});

it('names the command, the shortcuts and the events that are listened to', () => {
  expect(manifest).toContain('command: /digest');
  for (const id of [callbackIds.messageShortcut, callbackIds.globalShortcut])
    expect(manifest).toContain(`callback_id: ${id}`);
  const others = list('bot_events').filter((event) => !event.startsWith('message.'));
  expect(others).toEqual(['reaction_added', 'member_joined_channel', 'app_home_opened']);
});

it('uses Socket Mode with interactivity, and no tabs', () => {
  expect(manifest).toMatch(/socket_mode_enabled: true/);
  expect(manifest).toMatch(/interactivity:\n +is_enabled: true/);
  expect(manifest).not.toContain('\t');
});
