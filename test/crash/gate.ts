import type { FakeSlack } from '../fakes/fake-slack.ts';
import type { MethodArguments } from '../fakes/slack/method.ts';
import { killPointOf } from './kill-points.ts';
import type { Asked } from './stories.ts';

/** A moment in the life of an answer: a write that has been sent, or one that has been done and not been answered. */
export interface KillPoint {
  readonly write: string;
  readonly when: 'before' | 'after';
}

/** Holds the bot at one write at a time. */
export interface Gate {
  /** Names of all writes that were ever made. */
  readonly writes: ReadonlySet<string>;
  /** Resolves when the bot is held. */
  hold(asked: Asked, point: KillPoint): Promise<void>;
  /** Nothing is held any more. */
  open(): void;
}

/** A gate before a fake Slack. */
export function createGate(slack: FakeSlack): Gate {
  const writes = new Set<string>();
  let held: { readonly asked: Asked; readonly point: KillPoint; readonly met: () => void } | null = null;
  slack.failWhere((method, args) => {
    const write = killPointOf({ method, args });
    if (write === null) return undefined;
    writes.add(write);
    if (held === null || held.point.write !== write || !isAbout(slack, held.asked, args)) return undefined;
    held.met();
    return { kind: held.point.when === 'before' ? 'hang' : 'keep-answer' };
  });
  return {
    writes,
    hold: (asked, point) =>
      new Promise((resolve) => {
        held = { asked, point, met: resolve };
      }),
    open() {
      held = null;
    },
  };
}

/** Whether a call is about a message or its thread. What is told to one person bears no sign of what it is about. */
function isAbout(slack: FakeSlack, { ts, channel }: Asked, args: MethodArguments): boolean {
  if (args.channel !== channel) return false;
  if (args.user !== undefined || args.thread_ts === ts || args.timestamp === ts) return true;
  return args.ts !== undefined && slack.message(args.ts, channel).thread_ts === ts;
}
