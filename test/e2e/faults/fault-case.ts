import type { FaultOutcome, FaultSetting, FaultWorld, Repetition } from './fault-world.ts';

/** What running a case needs of its world. */
export type MetWorld = Pick<FaultWorld, 'claude' | 'until' | 'logged' | 'close'> & {
  /** Posts the link. */
  readonly ask: () => unknown;
  readonly outcome: () => Promise<FaultOutcome>;
};

/** One fault on Slack or behind it, and what must become of a link that meets it. */
export interface FaultCase extends MetFault<FaultWorld>, FaultSetting {}

/** One fault, and what must become of a link that meets it. */
export interface MetFault<World extends MetWorld> {
  readonly where: 'Claude' | 'YouTube' | 'Slack' | 'Discord' | 'SQLite' | 'PostgreSQL';
  readonly fault: string;
  /** What the fakes call it, for those that must not be forgotten. */
  readonly kind?: string;
  /** In order: codes of failures, `…` behind those that promise another try, and at last what stands in the thread. */
  readonly sees: readonly string[];
  /** State and code of the request, at last. */
  readonly ends: string;
  /** All that is done again. */
  readonly again?: readonly Repetition[];
  /** Why nothing has to be said or done again, where that is so. */
  readonly borne?: string;
  /** What whoever runs the bot must find in the log. */
  readonly logs?: readonly string[];
  /** All of the process stands still meanwhile: not beside others. */
  readonly alone?: boolean;
  /** Before the link is posted. */
  readonly before?: (world: World) => void | Promise<void>;
  /** In place of posting the link. */
  readonly post?: (world: World) => void | Promise<void>;
  /** While it is answered. */
  readonly after?: (world: World) => void | Promise<void>;
}
