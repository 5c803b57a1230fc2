/** Time as a parameter, so that tests own it. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Resolves after `ms`; rejects with the signal's reason as soon as it aborts. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** Fields a log line may carry. Never message text, captions or tokens of any service. */
export type LogFields = Readonly<Record<string, string | number | boolean | null | undefined | Error>>;

/** Structured log. `message` is constant text; what varies goes into the fields. */
export interface Logger {
  debug(message: string, fields?: LogFields): void;
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
}

/** A short name for a text: the same for the same text, and no other text has it. */
export type Fingerprint = (text: string) => string;
