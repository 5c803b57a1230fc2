import { abortable } from '../domain/abortable.ts';

/** Runs a call, telling it how to say that the other side has begun to answer. */
export type LeadGate = <T>(call: (begun: () => void) => Promise<T>, signal: AbortSignal) => Promise<T>;

/**
 * Lets the first call of a group lead: a prompt cache can be read only once the first answer over it has begun, so the
 * others wait for that moment, or for the lead's end, and then run all at once.
 */
export function createLeadGate(): LeadGate {
  let begun: Promise<void> | null = null;
  return async (call, signal) => {
    if (begun !== null) {
      await abortable(begun, signal);
      return call(() => {});
    }
    const lead = Promise.withResolvers<void>();
    begun = lead.promise;
    try {
      return await call(lead.resolve);
    } finally {
      lead.resolve();
    }
  };
}
