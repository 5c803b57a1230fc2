import { beforeEach, describe, expect, it } from 'vitest';
import type { Store } from '../../src/core/ports/store.ts';
import type { ManualClock } from '../support/manual-clock.ts';
import type { OpenBench } from './bench.ts';

const place = { surface: 'slack', workspace: 'T1' };

/** What every store of installations owes its callers. */
export function describeInstallationStoreContract(name: string, open: OpenBench): void {
  describe(`${name} keeps the contract of installations`, () => {
    let store: Store;
    let clock: ManualClock;
    beforeEach(async () => {
      ({ store, clock } = await open());
    });

    it('finds what was saved last, of each workspace', async () => {
      const { installations } = store;
      expect(await installations.find(place)).toBeNull();
      await installations.save({ ...place, sealed: 'first', installedAtMs: 5 });
      await installations.save({ ...place, sealed: 'second', installedAtMs: 7_000_000_000_000 });
      await installations.save({ ...place, workspace: 'T0', sealed: 'other', installedAtMs: 6 });
      await installations.save({ ...place, surface: 'other', sealed: 'elsewhere', installedAtMs: 6 });
      const found = await installations.find(place);
      expect(found).toEqual({ ...place, sealed: 'second', installedAtMs: 7_000_000_000_000 });
      expect(await installations.workspaces('slack')).toEqual(['T0', 'T1']);
    });

    it('renews the key of a workspace that is there, and never brings one back', async () => {
      const { installations } = store;
      expect(await installations.renew({ ...place, sealed: 'new' })).toBe(false);
      expect(await installations.find(place)).toBeNull();
      await installations.save({ ...place, sealed: 'old', installedAtMs: 5 });
      expect(await installations.renew({ ...place, sealed: 'new' })).toBe(true);
      expect(await installations.find(place)).toEqual({ ...place, sealed: 'new', installedAtMs: 5 });
    });

    it('deletes one alone, and with its workspace', async () => {
      const { installations } = store;
      for (const workspace of ['T1', 'T2', 'T3'])
        await installations.save({ ...place, workspace, sealed: 'key', installedAtMs: 5 });
      await installations.delete(place);
      await installations.delete(place);
      expect(await installations.workspaces('slack')).toEqual(['T2', 'T3']);
      const counts = await store.removal.deleteWorkspace({ surface: 'slack', workspace: 'T2' });
      expect(counts).toMatchObject({ installations: 1 });
      expect(await installations.workspaces('slack')).toEqual(['T3']);
    });

    it('lets a token be used once, whoever is first', async () => {
      const { installations } = store;
      const untilMs = clock.now() + 1_000;
      const uses = await Promise.all([1, 2, 3].map(() => installations.useOnce('one', untilMs)));
      expect(uses.filter(Boolean)).toHaveLength(1);
      expect(await installations.useOnce('two', untilMs)).toBe(true);
      expect(await installations.useOnce('one', untilMs)).toBe(false);
      await clock.advance(5_000);
      expect(await installations.useOnce('three', clock.now() + 1_000)).toBe(true);
    });
  });
}
