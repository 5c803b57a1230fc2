/** What a look at an installation has shown, in words for whoever runs it. Never holds a secret. */
export interface Finding {
  /** `mend`: something does not work until somebody does what `advice` says. `unknown`: it cannot be seen from here. */
  readonly state: 'ok' | 'mend' | 'unknown';
  /** What was looked at, e.g. `Slack scopes`. */
  readonly subject: string;
  /** What is so, without a full stop. */
  readonly text: string;
  /** What to do, or where to look; null where there is nothing to do. */
  readonly advice: string | null;
}

/** One look at a part of an installation. It changes nothing. */
export interface Check {
  /** Names it where it comes to nothing. */
  readonly subject: string;
  /** Resolves with at least what it could see. What it throws is told as a finding; the signal ends it. */
  readonly run: (signal: AbortSignal) => Promise<readonly Finding[]>;
}

/** All is well. */
export function fine(subject: string, text: string): Finding {
  return { state: 'ok', subject, text, advice: null };
}

/** Somebody has to do something. */
export function toMend(subject: string, text: string, advice: string): Finding {
  return { state: 'mend', subject, text, advice };
}

/** It cannot be seen; `advice` says where to look. */
export function unseen(subject: string, text: string, advice: string): Finding {
  return { state: 'unknown', subject, text, advice };
}
