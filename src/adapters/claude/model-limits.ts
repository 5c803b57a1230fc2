/** Room of one model as its service tells it, in tokens; null where it does not. */
export interface ModelLimits {
  readonly contextTokens: number | null;
  readonly maxOutputTokens: number | null;
}
