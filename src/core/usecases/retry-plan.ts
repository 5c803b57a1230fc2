import { type ErrorCode, retryClassOf } from '../domain/errors.ts';

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;

/** Waits between tries, in order; when they are used up the failure is final. */
const schedules = {
  soon: [20 * second, 2 * minute, 10 * minute],
  later: [15 * minute, 30 * minute, hour, 2 * hour, 4 * hour, 8 * hour, 8 * hour],
  /** A chat platform that is out of order: people wait for an answer that is ready. */
  chat: [20 * second, 2 * minute, 10 * minute, 30 * minute, hour, 2 * hour, 4 * hour, 8 * hour, 8 * hour],
} as const;

/** Causes that are final unless whoever met them knows of a time when they may be over. */
const timely: Partial<Record<ErrorCode, keyof typeof schedules>> = { 'captions-none': 'later', 'chat-refused': 'chat' };

/**
 * When to try again after failure number `attempt` (from 0), as an instant; null when trying again cannot help or has
 * gone on for a day. What the other side said about its own recovery is believed, but never later than a day ahead.
 */
export function nextTry(code: ErrorCode, attempt: number, nowMs: number, retryAtMs: number | undefined): number | null {
  const schedule = scheduleFor(code, retryAtMs !== undefined);
  const wait = schedule === null ? undefined : schedules[schedule][attempt];
  if (wait === undefined) return null;
  return Math.max(nowMs + wait, Math.min(retryAtMs ?? 0, nowMs + 24 * hour));
}

function scheduleFor(code: ErrorCode, isTimely: boolean): keyof typeof schedules | null {
  const kind = retryClassOf(code);
  if (kind === 'soon' || kind === 'later') return kind;
  return isTimely ? (timely[code] ?? null) : null;
}
