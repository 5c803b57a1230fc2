import type { Stage, TokenUsage } from '../domain/usage.ts';

/** One piece of a prompt. The prefix up to and including a block with `cache` is worth keeping between calls. */
export interface PromptBlock {
  readonly text: string;
  readonly cache?: boolean;
}

export interface ModelRequest {
  /** Decides the model, its thinking setting and its price. */
  readonly stage: Stage;
  readonly system: readonly PromptBlock[];
  readonly user: readonly PromptBlock[];
  /** JSON schema of the answer. Servers that ignore it are tolerated: see `parseModelJson`. */
  readonly schema: Readonly<Record<string, unknown>>;
  readonly maxOutputTokens: number;
}

export interface ModelAnswer {
  readonly text: string;
  /** `truncated`: cut at the token limit; `refused`: declined on policy. Both may carry partial text. */
  readonly stop: 'complete' | 'truncated' | 'refused';
  readonly usage: TokenUsage;
}

export interface CallOptions {
  readonly signal: AbortSignal;
  /** Called with each piece of text as it arrives. Not called again for text of an attempt that was retried. */
  readonly onText?: (delta: string, snapshot: string) => void;
}

export interface LanguageModel {
  /**
   * One answer. Transient failures (429, 5xx, connection, a stream that broke or fell silent) are retried inside,
   * within limits; what is thrown then is a VidigestError with a `model-…` code. Cancelled by the signal.
   */
  complete(request: ModelRequest, options: CallOptions): Promise<ModelAnswer>;
  /** Writes the prompt's cacheable prefix without generating. Costs a cache write; failures are the caller's to ignore. */
  warm(request: ModelRequest, options: { signal: AbortSignal }): Promise<TokenUsage>;
  /** Name and room of the model behind a stage. `inputTokens` is the longest prompt it takes at its base price. */
  describe(stage: Stage): ModelDescription;
}

export interface ModelDescription {
  readonly model: string;
  readonly contextTokens: number;
  readonly maxOutputTokens: number;
  /** Prompts above this cost more per token (null: one price). */
  readonly priceStepTokens: number | null;
}
