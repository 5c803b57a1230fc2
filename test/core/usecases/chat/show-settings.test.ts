import { describe, expect, it } from 'vitest';
import { createChatHouse } from './chat-house.ts';

const guest = { id: 'U9', locale: 'en', mayAdminister: false, isGuest: true };

describe('settings that somebody has open', () => {
  it('are shown as they are after a change, and as they were after one that is refused', async () => {
    const { ask, said } = createChatHouse();
    const change = { set: { mode: 'off' }, reset: [] } as const;
    await ask({ kind: 'change-settings', change, inView: true });
    await ask(
      { kind: 'change-settings', change: { set: { mode: 'auto' }, reset: [] }, inView: true },
      { asker: guest },
    );
    const impossible = { set: { shortestMs: 5, longestMs: 4 }, reset: [] };
    await ask({ kind: 'change-settings', change: impossible, inView: true });
    expect(said).toMatchObject([
      { kind: 'settings', settings: { mode: 'off' }, mayChange: true, note: 'settings-saved' },
      { kind: 'settings', settings: { mode: 'off' }, mayChange: false, note: 'guest' },
      { kind: 'settings', settings: { mode: 'off', shortestMs: 0 }, mayChange: true, note: 'outdated-button' },
    ]);
  });

  it('that are closed to somebody by their own change stay in view', async () => {
    const { ask, said } = createChatHouse();
    await ask({ kind: 'change-settings', change: { set: { whoChanges: 'admins' }, reset: [] }, inView: true });
    expect(said).toMatchObject([{ kind: 'settings', mayChange: false, note: 'settings-saved' }]);
  });
});
