/** An answer of the kind `{ ok: false, error }`. */
export class SlackRefusalError extends Error {
  readonly error: string;
  readonly extra: Readonly<Record<string, unknown>>;

  constructor(error: string, extra: Readonly<Record<string, unknown>> = {}) {
    super(error);
    this.name = 'SlackRefusalError';
    this.error = error;
    this.extra = extra;
  }
}
