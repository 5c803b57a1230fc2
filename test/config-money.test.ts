import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readConfig } from '../src/config.ts';
import { defaultLimits } from '../src/core/domain/budget.ts';
import { defaultPrices } from '../src/core/domain/prices.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'vidigest-prices-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('what may be spent', () => {
  it('has defaults', () => {
    expect(readConfig({})).toMatchObject({ limits: defaultLimits, prices: defaultPrices });
  });

  it('is set in USD and digests an hour; none lifts a limit, 0 forbids all', () => {
    const environment = {
      VIDIGEST_BUDGET_DAY_USD: 'none',
      VIDIGEST_BUDGET_VIDEO_USD: '0.25',
      VIDIGEST_RATE_PER_PERSON: '0',
    };
    expect(readConfig(environment).limits).toEqual({
      totalDayUsd: null,
      dayUsd: null,
      videoUsd: 0.25,
      digestsPerPersonAndHour: 0,
    });
  });

  it('is bounded over all workspaces where anybody may let the bot in', () => {
    const discord = { DISCORD_TOKEN: 'a.b.c' };
    const total = (environment: Record<string, string>) => readConfig(environment).limits.totalDayUsd;
    expect(total({ VIDIGEST_BUDGET_TOTAL_DAY_USD: '3' })).toBe(3);
    expect(total(discord)).toBe(20);
    expect(total({ ...discord, VIDIGEST_BUDGET_DAY_USD: '0' })).toBe(20);
    expect(total({ ...discord, VIDIGEST_BUDGET_DAY_USD: '10' })).toBe(40);
    expect(total({ ...discord, VIDIGEST_BUDGET_DAY_USD: 'none' })).toBeNull();
    expect(total({ ...discord, VIDIGEST_BUDGET_TOTAL_DAY_USD: 'none' })).toBeNull();
    const slack = { SLACK_SIGNING_SECRET: 's', SLACK_CLIENT_ID: '1.2', SLACK_CLIENT_SECRET: 'c' };
    expect(total({ ...slack, VIDIGEST_SECRET: 'x'.repeat(64) })).toBe(20);
    expect(total({ SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1' })).toBeNull();
  });

  it.each(['-1', 'much', 'Infinity'])('is no %s', (text) => {
    expect(() => readConfig({ VIDIGEST_BUDGET_DAY_USD: text })).toThrow(
      /VIDIGEST_BUDGET_DAY_USD must be a number, or none/,
    );
  });
});

describe('the prices', () => {
  const price = { input: 1, output: 5, cacheWrite: 1.25, cacheRead: 0.1 };

  it('are read from the file that is named', async () => {
    const file = path.join(folder, 'prices.json');
    await writeFile(file, JSON.stringify({ asOf: '2026-12-01', models: { mine: price } }));
    expect(readConfig({ VIDIGEST_PRICES: file }).prices).toMatchObject({ asOf: '2026-12-01', models: { mine: price } });
  });

  it('are refused with the reason, a missing file too', async () => {
    const file = path.join(folder, 'prices.json');
    expect(() => readConfig({ VIDIGEST_PRICES: file })).toThrow(/VIDIGEST_PRICES must be the path of a JSON file/);
    await writeFile(file, JSON.stringify({ asOf: '2026-12-01', models: { mine: { ...price, output: '5' } } }));
    expect(() => readConfig({ VIDIGEST_PRICES: file })).toThrow(/models\.mine\.output/);
  });
});
