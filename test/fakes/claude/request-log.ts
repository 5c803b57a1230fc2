import type { IncomingHttpHeaders } from 'node:http';
import type { PromptStage } from './prompt.ts';
import type { InputTokens } from './prompt-cache.ts';

/** One request as it came, and what became of it. */
export interface RecordedRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  /** Parsed JSON, null for none. */
  readonly body: unknown;
  /** Null for requests that ask for no message. */
  stage: PromptStage | null;
  /** One token or none was asked for: only the cache is written. */
  warmUp: boolean;
  /** 0 while no answer has been decided on. */
  status: number;
  /** Why it was refused. */
  refusal: string | null;
  input: InputTokens | null;
  outputTokens: number;
  /** Stop reason given to the client; null while or because there was none. */
  stop: string | null;
}

/** Sums over all messages requests. */
export interface FakeClaudeStats {
  readonly calls: Readonly<Record<PromptStage, number>>;
  readonly warmUps: number;
  readonly refusals: readonly string[];
  readonly inputTokens: number;
  readonly cacheWriteTokens: number;
  readonly cacheReadTokens: number;
  readonly outputTokens: number;
  /** Most answers under way at the same time. */
  readonly peakConcurrency: number;
  /** Answers under way now. */
  readonly openAnswers: number;
}

/** Adds the requests up. */
export function sumUp(
  requests: readonly RecordedRequest[],
  { running, peak }: { readonly running: number; readonly peak: number },
): FakeClaudeStats {
  const calls = { outline: 0, join: 0, analysis: 0, translation: 0, other: 0 };
  for (const { stage, warmUp, status } of requests) if (stage !== null && !warmUp && status === 200) calls[stage] += 1;
  const sum = (pick: (request: RecordedRequest) => number): number =>
    requests.reduce((total, request) => total + pick(request), 0);
  return {
    calls,
    warmUps: requests.filter(({ warmUp, status }) => warmUp && status === 200).length,
    refusals: requests.flatMap(({ refusal }) => refusal ?? []),
    inputTokens: sum(({ input }) => input?.input ?? 0),
    cacheWriteTokens: sum(({ input }) => input?.cacheWrite ?? 0),
    cacheReadTokens: sum(({ input }) => input?.cacheRead ?? 0),
    outputTokens: sum(({ outputTokens }) => outputTokens),
    peakConcurrency: peak,
    openAnswers: running,
  };
}
