import type { Prompt, PromptStage } from './prompt.ts';

/** Line numbers a model gets wrong: a passage left out, given twice, of lines nobody asked for, or out of order. */
export type LineMistake = 'missing' | 'doubled' | 'foreign' | 'unordered';

/** What goes wrong with one answer. Tokens count from the start of the answer. */
export type Fault =
  /** An error answer instead of a stream, e.g. 429 with `retry-after`. */
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly type?: string;
      readonly message?: string;
      readonly headers?: Readonly<Record<string, string>>;
    }
  /** An error event in the stream, after which the connection is closed unless it is left open. */
  | {
      readonly kind: 'error-event';
      readonly type: string;
      readonly message?: string;
      readonly afterTokens?: number;
      readonly leftOpen?: boolean;
    }
  /** The socket is destroyed; before the headers when `afterTokens` is 'headers'. */
  | { readonly kind: 'destroy'; readonly afterTokens?: number | 'headers' }
  /** The stream ends cleanly before it says why. */
  | { readonly kind: 'cut'; readonly afterTokens?: number }
  /** Nothing more comes, and the connection stays open. */
  | { readonly kind: 'hang'; readonly at: 'before-headers' | 'after-headers' | 'mid-stream' }
  /** Only pings come, from the start or after some text. */
  | { readonly kind: 'ping-forever'; readonly everyMs: number; readonly afterTokens?: number }
  /** Ends with `max_tokens` early. */
  | { readonly kind: 'truncate'; readonly afterTokens: number }
  | { readonly kind: 'refusal'; readonly afterTokens?: number }
  /** The answer is whole, but the response is not closed after it. */
  | { readonly kind: 'left-open' }
  /** The schema is ignored: the JSON stands in a code fence between prose. */
  | { readonly kind: 'fences' }
  | { readonly kind: 'lines'; readonly mistake: LineMistake }
  /** Mentions, links, markup and control characters in every text of the answer. */
  | { readonly kind: 'injection' }
  | { readonly kind: 'condense' }
  | { readonly kind: 'copy' }
  /** The answer is passed through a function. */
  | { readonly kind: 'rewrite'; readonly rewrite: (text: string, prompt: Prompt) => string };

/** When a fault happens. Rules are tried in order; the first that matches is used. */
export interface FaultRule {
  readonly fault: Fault;
  /** Only calls of this stage. */
  readonly stage?: PromptStage;
  /** Only the nth call (from 1) among those of the stage, or of all. Warm-ups do not count. */
  readonly call?: number;
  /** How often at most; default once. */
  readonly times?: number;
}

export interface FaultPlan {
  add(rule: FaultRule): void;
  /** The fault for the next call of this stage, if any. Counts the call. */
  next(stage: PromptStage): Fault | null;
}

/** Keeps count of calls and of how often each rule was used. */
export function createFaultPlan(rules: readonly FaultRule[]): FaultPlan {
  const pending = rules.map((rule) => ({ rule, left: rule.times ?? 1 }));
  const calls = new Map<PromptStage | 'all', number>();
  const count = (key: PromptStage | 'all'): void => void calls.set(key, (calls.get(key) ?? 0) + 1);
  return {
    add: (rule) => void pending.push({ rule, left: rule.times ?? 1 }),
    next(stage) {
      count(stage);
      count('all');
      const found = pending.find(({ rule, left }) => {
        if (left <= 0 || (rule.stage !== undefined && rule.stage !== stage)) return false;
        return rule.call === undefined || rule.call === calls.get(rule.stage ?? 'all');
      });
      if (found === undefined) return null;
      found.left -= 1;
      return found.rule.fault;
    },
  };
}
