import type { Kysely } from 'kysely';
import { parseSetting, type SettingsLayer, settingNames, settingsVersion } from '../../core/domain/settings.ts';
import { shareReads } from '../../core/domain/share-reads.ts';
import type { SettingsPlace, SettingsStore } from '../../core/ports/settings-store.ts';
import type { SqlContext } from './sql-context.ts';
import type { Tables } from './tables.ts';

/** Settings, a row each. A workspace's own stand under a channel without a name, which no platform has. */
export function createSqlSettings(context: SqlContext): SettingsStore {
  const { db, clock, run } = context;
  const find = shareReads(
    (place: SettingsPlace) => run('find settings', () => findLayer(context, place)),
    ({ surface, workspace, channel }) => JSON.stringify([surface, workspace, channel]),
  );
  return {
    find,

    change: (place, { set, reset }) =>
      run('change settings', () =>
        db.transaction().execute(async (transaction) => {
          // In one order for everybody, so that two changes at once never wait for each other.
          for (const name of settingNames.toSorted()) {
            const value = set[name];
            if (value !== undefined) await write(transaction, place, { name, value, atMs: clock.now() });
            else if (reset.includes(name)) await drop(transaction, place, name);
          }
        }),
      ),
  };
}

async function findLayer({ db, logger }: SqlContext, { surface, workspace, channel }: SettingsPlace) {
  const rows = await db
    .selectFrom('settings')
    .select(['name', 'value', 'version'])
    .where('surface', '=', surface)
    .where('workspace', '=', workspace)
    .where('channel', '=', channel ?? '')
    .execute();
  let layer: SettingsLayer = {};
  for (const { name, value, version } of rows) {
    const read = version === settingsVersion ? readSetting(name, value) : null;
    if (read === null) logger.warn('a stored setting is unreadable', { name, version });
    else layer = { ...layer, ...read };
  }
  return layer;
}

function readSetting(name: string, value: string): SettingsLayer | null {
  const known = settingNames.find((each) => each === name);
  return known === undefined ? null : parseSetting(known, parseJson(value));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // No setting has this value: it then counts as absent and is logged.
    return undefined;
  }
}

async function write(
  db: Kysely<Tables>,
  { surface, workspace, channel }: SettingsPlace,
  { name, value, atMs }: { readonly name: string; readonly value: unknown; readonly atMs: number },
): Promise<void> {
  const values = { version: settingsVersion, value: JSON.stringify(value), changed_at_ms: atMs };
  await db
    .insertInto('settings')
    .values({ surface, workspace, channel: channel ?? '', name, ...values })
    .onConflict((conflict) => conflict.columns(['surface', 'workspace', 'channel', 'name']).doUpdateSet(values))
    .execute();
}

async function drop(db: Kysely<Tables>, { surface, workspace, channel }: SettingsPlace, name: string): Promise<void> {
  await db
    .deleteFrom('settings')
    .where('surface', '=', surface)
    .where('workspace', '=', workspace)
    .where('channel', '=', channel ?? '')
    .where('name', '=', name)
    .execute();
}
