import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseBlockYaml } from '../../../src/adapters/slack/block-yaml.ts';
import { installPaths } from '../../../src/adapters/slack/install-pages.ts';
import { manifestSchema, readOwnManifest } from '../../../src/adapters/slack/manifest.ts';
import { neededScope } from '../../../src/adapters/slack/slack-identity.ts';
import { callbackIds } from '../../../src/formatters/slack/action-value.ts';
import { webMethods } from '../../fakes/slack/web-methods.ts';

const { features, oauth_config, settings } = await readOwnManifest();
const scopes = oauth_config.scopes.bot;

describe('the manifest for HTTP', () => {
  const load = (name: string) =>
    parseBlockYaml(readFileSync(new URL(`../../../slack/${name}`, import.meta.url), 'utf8'));
  const own = manifestSchema.parse(load('manifest.yaml'));
  const http = manifestSchema.parse(load('manifest-http.yaml'));

  it('asks for the same, and names the addresses that are served', () => {
    expect(http.oauth_config.scopes).toEqual(own.oauth_config.scopes);
    expect(http.settings.event_subscriptions.bot_events).toEqual(own.settings.event_subscriptions.bot_events);
    expect(http.features.shortcuts).toEqual(own.features.shortcuts);
    expect(http.features.app_home).toEqual(own.features.app_home);
    const paths = [
      http.settings.event_subscriptions.request_url,
      http.settings.interactivity.request_url,
      http.features.slash_commands[0]?.url,
      http.oauth_config.redirect_urls[0],
    ].map((url) => new URL(url ?? '').pathname);
    expect(paths).toEqual(['/slack/events', '/slack/events', '/slack/events', installPaths.back]);
    expect(http.settings.socket_mode_enabled).toBe(false);
  });
});

describe('the manifest', () => {
  it('asks for the scopes that calls, events and commands need, and no others', () => {
    const ofCalls = Object.values(webMethods)
      .filter(({ token }) => token === 'bot')
      .flatMap(({ scope }) => (scope === null ? [] : typeof scope === 'string' ? [scope] : Object.values(scope)));
    const used = new Set([...ofCalls, 'reactions:read', 'commands']);
    expect(scopes.toSorted()).toEqual([...used].toSorted());
    expect(scopes).toContain(neededScope);
  });

  it('subscribes to messages of the kinds of channels it may read, and to what is listened to', () => {
    const events = settings.event_subscriptions.bot_events;
    const kinds = events.filter((event) => event.startsWith('message.')).map((event) => event.replace('message.', ''));
    expect(kinds).toEqual(['channels', 'groups', 'im', 'mpim']);
    for (const kind of kinds) expect(scopes).toContain(`${kind}:history`);
    const read = (name: string) =>
      readFileSync(new URL(`../../../src/adapters/slack/${name}`, import.meta.url), 'utf8');
    const named = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, name]) => name);
    const heard = [
      ...named(read('listen-acts.ts'), /app\.event\('(\w+)'/g),
      ...named(read('read-event.ts'), /type: z\.literal\('(\w+)'/g),
      ...named(read('read-leaving.ts'), /z\.literal\('(\w+)'/g),
    ];
    expect(new Set(events.map((event) => event.replace(/^message\..*/, 'message')))).toEqual(new Set(heard));
  });

  it('names the command and the shortcuts', () => {
    expect(features.slash_commands).toMatchObject([{ command: '/digest' }]);
    expect(features.shortcuts.map(({ callback_id: id, type }) => [id, type])).toEqual([
      [callbackIds.messageShortcut, 'message'],
      [callbackIds.globalShortcut, 'global'],
    ]);
  });

  it('uses Socket Mode with interactivity, a home and direct messages', () => {
    expect(settings).toMatchObject({ socket_mode_enabled: true, interactivity: { is_enabled: true } });
    expect(features.app_home).toEqual({
      home_tab_enabled: true,
      messages_tab_enabled: true,
      messages_tab_read_only_enabled: false,
    });
  });
});

describe('parseBlockYaml', () => {
  it('reads maps, lists, scalars and comments', () => {
    const text = [
      '# A comment: - x',
      'a:',
      '  b: two words',
      'list:',
      '  - one:two',
      '  # here: too',
      '  - "a # \\"b\\""',
      'maps:',
      '  - name: n',
      '    on: true',
      '    inner:',
      '      - x',
      '  - name: false',
    ].join('\n');
    expect(parseBlockYaml(text)).toEqual({
      a: { b: 'two words' },
      list: ['one:two', 'a # "b"'],
      maps: [{ name: 'n', on: true, inner: ['x'] }, { name: false }],
    });
  });

  it.each([
    'a: [1, 2]',
    '"a": b',
    'a: |',
    'a:',
    'a: b\n  c: d',
    '- a\nb: c',
    'a: b # c',
    '  a: b\nc: d',
    "a: 'b'",
    'a: &x b',
  ])('refuses %j rather than misread it', (text) => {
    expect(() => parseBlockYaml(text)).toThrow();
  });
});
