import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSqliteStore } from '../../../src/adapters/store/sqlite-store.ts';
import { type BudgetLimits, defaultLimits } from '../../../src/core/domain/budget.ts';
import { defaultPrices } from '../../../src/core/domain/prices.ts';
import type { Store } from '../../../src/core/ports/store.ts';
import { beginPaidRun, type PaidRun } from '../../../src/core/usecases/paid-run.ts';
import { createShowUsage } from '../../../src/core/usecases/show-usage.ts';
import { createSpending } from '../../../src/core/usecases/spend.ts';
import { type FakeClaude, startFakeClaude } from '../../fakes/fake-claude.ts';
import { make, modelOf } from '../../support/claude-pipeline.ts';
import { createManualClock } from '../../support/manual-clock.ts';
import { createQuietLogger } from '../../support/quiet-logger.ts';
import { talk } from '../../support/talk.ts';

const place = { surface: 'slack', workspace: 'T1' };
const charge = { key: 'r1/0', ...place, channel: 'C1', author: 'U1', videoId: 'abcdefghijk', language: 'zh-CN' };
const clock = createManualClock();

let fake: FakeClaude;
let store: Store;
beforeEach(async () => {
  fake = await startFakeClaude();
  store = await createSqliteStore({ file: ':memory:', clock, logger: createQuietLogger() });
});
afterEach(async () => {
  await store.close();
  await fake.close();
});

function begin(limits: Partial<BudgetLimits> = {}, options = {}): Promise<PaidRun> {
  const spending = createSpending(
    { ledger: store.ledger, clock, logger: createQuietLogger() },
    { ...defaultLimits, ...limits },
  );
  const deps = { spending, model: modelOf(fake), prices: defaultPrices };
  return beginPaidRun(deps, charge, { ...talk(6), language: 'zh-CN', translate: true }, options);
}

async function today() {
  return (await createShowUsage({ ledger: store.ledger, clock }, defaultLimits)(place)).today;
}

describe('a paid run', () => {
  it('promises the estimate, and books what the digest says it used', async () => {
    const run = await begin();
    expect((await today()).reservedUsd).toBeGreaterThan(0.01);
    const { digest } = await make(run.model, talk(6));
    await run.settle();
    const usedUsd = digest.usage.reduce((sum, { costUsd }) => sum + (costUsd ?? 0), 0);
    expect((await today()).spentUsd).toBeCloseTo(usedUsd, 5);
    expect((await today()).reservedUsd).toBe(0);
  });

  it('is made without the model where there is no money, and says why', async () => {
    const run = await begin({ dayUsd: 0.001 });
    expect(run.notice).toMatchObject({ reason: 'day', limitUsd: 0.001, spentUsd: 0 });
    const { digest } = await make(run.model, talk(6));
    await run.settle();
    expect(digest.method).toBe('extractive');
    expect(fake.requests).toHaveLength(0);
    expect(await today()).toMatchObject({ digests: 0, spentUsd: 0 });
    const anyway = await begin({ dayUsd: 0.001 }, { anyway: true });
    expect(anyway.model).not.toBeNull();
  });

  it('books the calls of a run that fails, and nothing of one that has asked for nothing', async () => {
    const idle = await begin();
    await idle.settle();
    expect(await today()).toMatchObject({ digests: 0, reservedUsd: 0 });
    const run = await begin();
    const stop = new AbortController();
    const making = make(run.model, talk(6), { signal: stop.signal });
    await expect.poll(() => fake.requests.length).toBeGreaterThan(2);
    stop.abort(new Error('enough'));
    await making.catch(() => {});
    await run.settle();
    expect((await today()).reservedUsd).toBe(0);
  });
});
