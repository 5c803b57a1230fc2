import { beforeEach, describe, expect, it } from 'vitest';
import type { DataRemoval } from '../../src/core/ports/data-removal.ts';
import type { SettingsStore } from '../../src/core/ports/settings-store.ts';
import type { OpenBench } from './bench.ts';

const place = { surface: 'slack', workspace: 'T1', channel: 'C1' };

/** What every store of settings owes its callers. */
export function describeSettingsStoreContract(name: string, open: OpenBench): void {
  describe(`${name} keeps the contract of settings`, () => {
    let settings: SettingsStore;
    let removal: DataRemoval;
    beforeEach(async () => {
      ({ settings, removal } = (await open()).store);
    });

    it('remembers the settings of each place, and of a workspace as a whole', async () => {
      expect(await settings.find(place)).toEqual({});
      await settings.change(place, { set: { mode: 'react', longestMs: null, shown: ['quotes'] }, reset: [] });
      await settings.change({ ...place, channel: null }, { set: { language: 'ja' }, reset: [] });
      expect(await settings.find(place)).toEqual({ mode: 'react', longestMs: null, shown: ['quotes'] });
      expect(await settings.find({ ...place, channel: null })).toEqual({ language: 'ja' });
      for (const field of ['surface', 'workspace', 'channel'] as const) {
        expect(await settings.find({ ...place, [field]: 'other' }), field).toEqual({});
      }
    });

    it('replaces and drops settings, and leaves the others', async () => {
      await settings.change(place, { set: { mode: 'react', shorts: false }, reset: [] });
      await settings.change(place, { set: { mode: 'off' }, reset: ['shorts', 'fold'] });
      expect(await settings.find(place)).toEqual({ mode: 'off' });
    });

    it('loses no change of several at the same time', async () => {
      const changes = [{ mode: 'off' }, { shorts: false }, { fold: 'reader' }, { budgetUsd: 2.5 }] as const;
      await Promise.all(changes.map((set) => settings.change(place, { set, reset: [] })));
      expect(await settings.find(place)).toEqual({ mode: 'off', shorts: false, fold: 'reader', budgetUsd: 2.5 });
    });

    it('deletes the settings of a workspace with it', async () => {
      await settings.change(place, { set: { mode: 'off' }, reset: [] });
      await settings.change({ ...place, workspace: 'T2' }, { set: { mode: 'off' }, reset: [] });
      await removal.deleteWorkspace({ surface: 'slack', workspace: 'T1' });
      expect(await settings.find(place)).toEqual({});
      expect(await settings.find({ ...place, workspace: 'T2' })).toEqual({ mode: 'off' });
    });
  });
}
