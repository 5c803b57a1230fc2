import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { slackScopes } from '../../../src/adapters/slack/slack-identity.ts';

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
  const kinds = list('bot_events').map((event) => event.replace('message.', ''));
  expect(kinds).toEqual(['channels', 'groups', 'im', 'mpim']);
  for (const kind of kinds) expect(list('bot')).toContain(`${kind}:history`);
});

it('uses Socket Mode with interactivity, and no tabs', () => {
  expect(manifest).toMatch(/socket_mode_enabled: true/);
  expect(manifest).toMatch(/interactivity:\n +is_enabled: true/);
  expect(manifest).not.toContain('\t');
});
