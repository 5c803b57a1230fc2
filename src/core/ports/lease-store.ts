/** The right to act for a job, as it is shown to the store: whoever has a newer token for the key has taken it over. */
export interface Fence {
  /** Key of the job. */
  readonly key: string;
  /** Grows with every taking of the key, never repeats. */
  readonly token: number;
}

/** A job in somebody's hands. */
export interface Lease extends Fence {
  readonly owner: string;
  /** Over at this instant unless renewed. Instants are those of the workers' clocks, which must agree within seconds. */
  readonly untilMs: number;
  /** How many holders in a row let it run out: they died, hung or lost the database. This holder is not counted. */
  readonly deaths: number;
}

/** Who holds a lease, and for how long at a time. */
export interface LeaseTerms {
  /** Names one run of one process; never used again after it. */
  readonly owner: string;
  readonly ttlMs: number;
}

/**
 * At most one live lease a key, over all processes of the store. A store that admits one process alone ends the leases
 * of the process before when it opens, so that a restart waits for none.
 */
export interface LeaseStore {
  /** Takes a key that nobody holds; null while a lease on it lives, the caller's own included. */
  take(key: string, terms: LeaseTerms): Promise<Lease | null>;
  /**
   * Prolongs a lease, one that ran out included if nobody has taken it since. Null when it is lost for good: its holder
   * must stop.
   */
  renew(lease: Lease, ttlMs: number): Promise<Lease | null>;
  /** An orderly end, whatever came of the job: the key is free at once and its deaths are forgotten. Lost leases: nothing. */
  release(lease: Fence): Promise<void>;
  /** Nothing was done with it: the key is free at once, and its deaths stay. Lost leases: nothing. */
  putBack(lease: Fence): Promise<void>;
  /** Whether the fence is the newest of its key and its lease lives. */
  holds(fence: Fence): Promise<boolean>;
}
