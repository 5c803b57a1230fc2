import type { MethodArguments } from './method.ts';

/** What happens to the next call of a method instead of what should. */
export type SlackFault =
  /** `{ ok: false, error }`. */
  | { readonly kind: 'error'; readonly error: string }
  /** 429, with `Retry-After` unless null. */
  | { readonly kind: 'rate-limit'; readonly retryAfterSeconds: number | null }
  /** Another status, with a page for people. */
  | { readonly kind: 'status'; readonly status: number }
  /** 200 with a page for people, as a proxy answers. */
  | { readonly kind: 'page' }
  /** No answer, ever; the call is not carried out. */
  | { readonly kind: 'hang' }
  /** The connection is cut; the call is not carried out. */
  | { readonly kind: 'cut' }
  /** The call is carried out, but the connection is cut before the answer. */
  | { readonly kind: 'lose-answer' }
  /** The call is carried out, but no answer comes, ever. */
  | { readonly kind: 'keep-answer' }
  /** The answer begins, and the connection is cut in the middle of it. */
  | { readonly kind: 'cut-answer' };

/** The fault that a call is to meet, by what it says. */
export type ChooseFault = (method: string, args: MethodArguments) => SlackFault | undefined;

/** Faults that wait for their calls, first come first served for each method. */
export interface FaultQueue {
  add(method: string, faults: readonly SlackFault[]): void;
  /** Asks from now on about each call that no fault waits for. */
  ask(choose: ChooseFault): void;
  next: ChooseFault;
}

/** No faults yet. */
export function createFaultQueue(): FaultQueue {
  const waiting = new Map<string, SlackFault[]>();
  let chosen: ChooseFault = () => undefined;
  return {
    add: (method, faults) => void waiting.set(method, [...(waiting.get(method) ?? []), ...faults]),
    ask(choose) {
      chosen = choose;
    },
    next: (method, args) => waiting.get(method)?.shift() ?? chosen(method, args),
  };
}
