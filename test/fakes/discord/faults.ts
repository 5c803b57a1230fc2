import type { FakeRequest } from './http-request.ts';

/**
 * What happens to requests: `lost` is done but not answered, `cut` likewise with half of an answer, `kept` likewise with
 * the connection left open; `broken` is not done and answered 500, `page` likewise by a proxy's 502, `hang` is neither
 * done nor answered, `dropped` likewise with the connection ended, `limited` is answered 429.
 */
export type FaultKind = 'lost' | 'cut' | 'kept' | 'broken' | 'page' | 'hang' | 'dropped' | 'limited';

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

/** A fault as a request meets it. */
export type MetFault = Pick<Fault, 'kind' | 'retryAfter' | 'global'>;
/** What a request meets, by what it asks for. */
export type ChooseFault = (request: FakeRequest) => MetFault | null;

/** The faults to come, in the order they were planned. */
export interface Faults {
  plan(fault: Fault): void;
  /** Asks from now on about each request that no planned fault meets. */
  ask(choose: ChooseFault): void;
  /** The fault that this request meets, used up by it. */
  take(request: FakeRequest): MetFault | null;
}

/** None planned. */
export function createFaults(): Faults {
  const planned: { fault: Fault; left: number }[] = [];
  let chosen: ChooseFault = () => null;
  return {
    plan(fault) {
      planned.push({ fault, left: fault.times ?? 1 });
    },
    ask(choose) {
      chosen = choose;
    },
    take(request) {
      const { method, path } = request;
      const found = planned.find(({ fault, left }) => left > 0 && fault.method === method && fault.path.test(path));
      if (found === undefined) return chosen(request);
      found.left -= 1;
      return found.fault;
    },
  };
}
