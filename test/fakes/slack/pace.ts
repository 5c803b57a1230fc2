/** One message a second in each channel, as Slack counts: refused calls do not count. */
export interface Pace {
  /** Seconds to wait, null when the call may go through; a call that may is counted. */
  take(channel: string): number | null;
}

/** Nothing posted yet. */
export function createPace(nowMs: () => number, everyMs: number): Pace {
  const last = new Map<string, number>();
  return {
    take(channel) {
      const waitMs = (last.get(channel) ?? Number.NEGATIVE_INFINITY) + everyMs - nowMs();
      if (waitMs > 0) return Math.max(1, Math.ceil(waitMs / 1000));
      last.set(channel, nowMs());
      return null;
    },
  };
}
