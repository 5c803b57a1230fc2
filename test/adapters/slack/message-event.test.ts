import { describe, expect, it } from 'vitest';
import { readMessageEvent } from '../../../src/adapters/slack/message-event.ts';

const self = { workspace: 'T0TEAM', userId: 'U0BOT', botId: 'B0BOT' };
const event = (changes = {}) => ({
  team_id: 'T0TEAM',
  event: { type: 'message', channel: 'C0', channel_type: 'channel', ts: '2.0', user: 'U1', text: 'hello', ...changes },
});
const read = (body: unknown, botMessages = false) => readMessageEvent(body, self, { botMessages });

describe('readMessageEvent', () => {
  it('reads who said what where', () => {
    expect(read(event())).toEqual({
      ref: { surface: 'slack', workspace: 'T0TEAM', channel: 'C0', message: '2.0', thread: null, author: 'U1' },
      text: 'hello',
      postedAtMs: 2_000,
      asked: false,
    });
  });

  it('knows threads, and that a parent is in none', () => {
    expect(read(event({ thread_ts: '1.0' }))?.ref.thread).toBe('1.0');
    expect(read(event({ thread_ts: '2.0' }))?.ref.thread).toBeNull();
  });

  it('knows when it is asked', () => {
    expect(read(event({ text: 'hey <@U0BOT> look' }))?.asked).toBe(true);
    expect(read(event({ channel_type: 'im' }))?.asked).toBe(true);
    expect(read(event({ text: 'hey <@U0OTHER>' }))?.asked).toBe(false);
  });

  it.each(['file_share', 'thread_broadcast', 'me_message'])('takes a %s', (subtype) => {
    expect(read(event({ subtype }))).not.toBeNull();
  });

  it.each(['message_changed', 'message_deleted', 'channel_join', 'channel_topic', 'tombstone'])(
    'ignores a %s',
    (subtype) => {
      expect(read(event({ subtype }))).toBeNull();
      expect(read(event({ subtype, hidden: true }), true)).toBeNull();
    },
  );

  it('ignores itself, always, and other apps unless told otherwise', () => {
    for (const mine of [{ user: 'U0BOT' }, { bot_id: 'B0BOT' }, { bot_id: 'B0BOT', subtype: 'bot_message' }]) {
      expect(read(event(mine), true)).toBeNull();
    }
    const feed = event({ subtype: 'bot_message', bot_id: 'B0FEED', user: undefined });
    expect(read(feed)).toBeNull();
    expect(read(feed, true)?.ref.author).toBe('B0FEED');
    expect(read(event({ bot_id: 'B0APP' }))).toBeNull();
  });

  it.each([undefined, {}, { team_id: 'T', event: { type: 'reaction_added' } }, event({ ts: 5 })])(
    'ignores %j',
    (body) => {
      expect(read(body)).toBeNull();
    },
  );
});
