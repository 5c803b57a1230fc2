import { sha256Fingerprint } from '../adapters/hash/sha256-fingerprint.ts';
import type { Config } from '../config.ts';
import { createRememberingModel } from '../core/pipeline/remembering-model.ts';
import type { LanguageModel } from '../core/ports/language-model.ts';
import type { TranscriptSource } from '../core/ports/transcript-source.ts';
import { createDigestVideo, type DigestVideo, type ModelMemory, type RunMoney } from '../core/usecases/digest-video.ts';
import { createEstimates, type Estimates } from '../core/usecases/estimate-digests.ts';
import { measuredDigestVideo } from '../core/usecases/metrics/measured-digest-video.ts';
import { beginPaidRun } from '../core/usecases/paid-run.ts';
import { createBreakerSource } from '../core/usecases/source-breaker.ts';
import { createSpending } from '../core/usecases/spend.ts';
import { createSpendingLeave } from '../core/usecases/spending-leave.ts';
import type { Runtime } from './runtime.ts';
import type { Storage } from './storage.ts';

/** A digest that takes longer than this will not come. */
const digestTimeoutMs = 30 * 60_000;
const minute = 60_000;

/** What digests are made from and with. */
export interface DigestParts {
  readonly source: TranscriptSource;
  readonly model: LanguageModel | null;
}

/** Digests made once, paid once, and resumed from what the model has already said. */
export function composeDigests(
  config: Config,
  { source, model }: DigestParts,
  { store, owner }: Storage,
  runtime: Runtime,
): DigestVideo {
  const { clock, logger } = runtime;
  const breaker = { source, traits: store.traits, leases: store.leases, clock, logger };
  const sparing = createBreakerSource(breaker, { owner, pauseMs: 15 * minute, longestPauseMs: 240 * minute });
  const memory: ModelMemory = {
    over: (of, jobKey) => {
      const deps = { model: of, answers: store.answers, fingerprint: sha256Fingerprint, clock, logger };
      return createRememberingModel(deps, jobKey);
    },
    forget: (jobKey) => store.answers.forget(jobKey),
  };
  const money = composeMoney(config, { store, clock, logger });
  const deps = { source: sparing, model, prices: config.prices, memory, money, store, clock, logger };
  const settings = { translateUpToMs: config.translateUpToMs, timeoutMs: digestTimeoutMs };
  return measuredDigestVideo(createDigestVideo(deps, settings), runtime);
}

/** What is about to be spent, told before anybody says yes. */
export function composeEstimates(
  { prices, translateUpToMs }: Config,
  { model }: Pick<DigestParts, 'model'>,
  { store }: Pick<Storage, 'store'>,
): Estimates {
  return createEstimates({ store, model, prices, translateUpToMs });
}

function composeMoney(
  { limits, prices }: Config,
  { store, clock, logger }: Pick<Storage, 'store'> & Pick<Runtime, 'clock' | 'logger'>,
): RunMoney {
  const spending = createSpending(
    {
      ledger: store.ledger,
      clock,
      logger,
      channelBudget: async ({ surface, workspace, channel }) => {
        return (await store.settings.find({ surface, workspace, channel })).budgetUsd ?? null;
      },
    },
    limits,
  );
  const leave = createSpendingLeave(store.traits, clock);
  return {
    async begin(model, { ref, ...charge }, work) {
      const anyway = await leave.given(ref.workspace, charge.videoId, charge.language);
      return beginPaidRun({ spending, model, prices }, { ...ref, ...charge }, work, { anyway });
    },
    served: ({ ref, ...charge }, digest) => spending.serve({ ...ref, ...charge }, digest.usage),
  };
}
