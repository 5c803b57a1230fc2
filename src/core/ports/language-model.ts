import type { Stage, TokenUsage } from '../domain/usage.ts';

/** One piece of a prompt. The prefix up to and including a block with `cache` is worth keeping between calls. */
export interface PromptBlock {
  readonly text: string;
  readonly cache?: boolean;
}

/** One call. Its cacheable prefix is `system`, then `user` up to the last block with `cache`. */
export interface ModelRequest {
  /** Decides the model, its thinking setting and its price. */
  readonly stage: Stage;
  readonly system: readonly PromptBlock[];
  readonly user: readonly PromptBlock[];
  /** JSON schema of the answer. Servers that ignore it are tolerated: see `parseModelJson`. */
  readonly schema: Readonly<Record<string, unknown>>;
  readonly maxOutputTokens: number;
}

/** What a call gave. Partial unless `stop` is `complete`. */
export interface ModelAnswer {
  readonly text: string;
  /** `truncated`: cut at the token limit; `refused`: declined on policy. Both may carry partial text. */
  readonly stop: 'complete' | 'truncated' | 'refused';
  /** Attempts that failed before this answer are counted in, as far as the service had told their tokens. */
  readonly usage: TokenUsage;
}

/** How a call is watched and ended. */
export interface CallOptions {
  readonly signal: AbortSignal;
  /**
   * Called with each piece of text as it arrives; `snapshot` is all text of the attempt under way, the piece included.
   * When an attempt fails half-way and is retried, text starts over: `delta` equals `snapshot`, and what was given
   * before is superseded. Nothing of an abandoned attempt arrives after that.
   */
  readonly onText?: (delta: string, snapshot: string) => void;
}

/** The models behind the stages of a digest. Any number of calls may run at once; they are limited inside. */
export interface LanguageModel {
  /**
   * One answer. Transient failures (429, 5xx, connection, a stream that broke or fell silent) are retried inside,
   * within limits; what is thrown then is a VidigestError with a `model-…` code. Cancelled by the signal.
   */
  complete(request: ModelRequest, options: CallOptions): Promise<ModelAnswer>;
  /**
   * Writes the prompt's cacheable prefix (all up to its last `cache` block) and generates next to nothing; the request's
   * `maxOutputTokens` does not matter. Costs a cache write. Not retried; failures are the caller's to ignore.
   */
  warm(request: ModelRequest, options: { signal: AbortSignal }): Promise<TokenUsage>;
  /** Name and room of the model behind a stage. */
  describe(stage: Stage): ModelDescription;
}

/** What a stage has to fit into. Tokens are counted by the model's own tokenizer. */
export interface ModelDescription {
  readonly model: string;
  /** Longest prompt and answer together. */
  readonly contextTokens: number;
  /** A request that asks for more gets this much. */
  readonly maxOutputTokens: number;
  /** Prompts above this cost more per token (null: one price). */
  readonly priceStepTokens: number | null;
}
