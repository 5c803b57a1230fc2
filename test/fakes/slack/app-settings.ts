import { readFileSync } from 'node:fs';
import { fakeSlackIds } from './identity.ts';

/** The app's settings as its manifest tells them, in Slack's own form. All of it may be changed while the fake runs. */
export interface FakeApp {
  /** Of the bot token; that of an app-level token stands in the token. */
  id: string;
  events: string[];
  commands: string[];
  /** Types by callback id. */
  shortcuts: Record<string, 'message' | 'global'>;
  interactivity: boolean;
  socketMode: boolean;
  home: boolean;
  messages: boolean;
  requestUrl: string | null;
}

/** An app that was made from the manifest of this repository. */
export function createFakeApp(): FakeApp {
  const text = readFileSync(new URL('../../../slack/manifest.yaml', import.meta.url), 'utf8');
  const [, events = ''] = /bot_events:\n((?: +(?:-|#).*\n)+)/.exec(text) ?? [];
  return {
    id: fakeSlackIds.app,
    events: [...events.matchAll(/^ +- (\S+)$/gm)].map(([, name = '']) => name),
    commands: ['/digest'],
    shortcuts: { digest_message: 'message', digest_video: 'global' },
    interactivity: true,
    socketMode: true,
    home: true,
    messages: true,
    requestUrl: null,
  };
}
