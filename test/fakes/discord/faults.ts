import type { FakeRequest } from './http-request.ts';

/**
 * What happens to requests: `lost` is done but not answered, `cut` likewise with half of an answer, `broken` is not done
 * and answered 500, `hang` is neither done nor answered, `limited` is answered 429.
 */
export type FaultKind = 'lost' | 'cut' | 'broken' | 'hang' | 'limited';

export interface Fault {
  readonly method: string;
  /** Of the path. */
  readonly path: RegExp;
  readonly kind: FaultKind;
  /** How many requests it meets. Default 1. */
  readonly times?: number;
  /** For `limited`, in seconds. Default 0.05. */
  readonly retryAfter?: number;
  /** For `limited`: of all requests instead of this one. */
  readonly global?: boolean;
}

/** The faults to come, in the order they were planned. */
export interface Faults {
  plan(fault: Fault): void;
  /** The fault that this request meets, used up by it. */
  take(request: Pick<FakeRequest, 'method' | 'path'>): Fault | null;
}

/** None planned. */
export function createFaults(): Faults {
  const planned: { fault: Fault; left: number }[] = [];
  return {
    plan(fault) {
      planned.push({ fault, left: fault.times ?? 1 });
    },
    take({ method, path }) {
      const found = planned.find(({ fault, left }) => left > 0 && fault.method === method && fault.path.test(path));
      if (found === undefined) return null;
      found.left -= 1;
      return found.fault;
    },
  };
}
