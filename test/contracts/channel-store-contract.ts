import { beforeEach, describe, expect, it } from 'vitest';
import type { ChannelMark, ChannelStore } from '../../src/core/ports/channel-store.ts';
import type { OpenBench } from './bench.ts';

const where = { surface: 'slack', workspace: 'T1' };
const mark: ChannelMark = { ...where, channel: 'C1', message: '17.1', postedAtMs: 1_700_000_000_000 };

/** What every store of channel marks owes its callers. */
export function describeChannelStoreContract(name: string, open: OpenBench): void {
  describe(`${name} keeps the contract of channels`, () => {
    let channels: ChannelStore;
    beforeEach(async () => {
      ({ channels } = (await open()).store);
    });

    it('remembers the newest message of a channel', async () => {
      const later = { ...mark, message: '17.2', postedAtMs: mark.postedAtMs + 1 };
      await channels.saw(later);
      await channels.saw(mark);
      expect(await channels.active(where, 0)).toEqual([later]);
    });

    it('only moves forward when many tell at once', async () => {
      const marks = Array.from({ length: 10 }, (_, index) => ({
        ...mark,
        message: `17.${index}`,
        postedAtMs: mark.postedAtMs + index,
      }));
      await Promise.all(marks.map((each) => channels.saw(each)));
      expect(await channels.active(where, 0)).toEqual([marks.at(-1)]);
    });

    it('keeps channels apart that are told of at once', async () => {
      const marks = ['C1', 'C2', 'C1', 'C3'].map((channel, index) => ({
        ...mark,
        channel,
        message: `17.${index}`,
        postedAtMs: mark.postedAtMs + index,
      }));
      // More than the table holds, as a message's own reference is.
      const told = marks.map((each) => ({ ...each, thread: null }));
      await Promise.all(told.map((each) => channels.saw(each)));
      expect(await channels.active(where, 0)).toEqual([marks[3], marks[2], marks[1]]);
    });

    it('names the channels of a workspace since a time, most recent first', async () => {
      const recent = { ...mark, channel: 'C2', postedAtMs: mark.postedAtMs + 1 };
      for (const each of [mark, recent, { ...mark, channel: 'C3', postedAtMs: mark.postedAtMs - 1 }]) {
        await channels.saw(each);
      }
      await channels.saw({ ...mark, workspace: 'T2' });
      await channels.saw({ ...mark, surface: 'discord' });
      expect(await channels.active(where, mark.postedAtMs)).toEqual([recent, mark]);
    });

    it('forgets a channel', async () => {
      await channels.saw(mark);
      await channels.saw({ ...mark, channel: 'C2' });
      await channels.forget({ ...where, channel: 'C1' });
      expect((await channels.active(where, 0)).map(({ channel }) => channel)).toEqual(['C2']);
    });
  });
}
