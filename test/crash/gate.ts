import type { CrashChat } from './crash-chat.ts';
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

/** A gate before a chat. */
export function createGate(chat: Pick<CrashChat, 'onWrite'>): Gate {
  const writes = new Set<string>();
  let held: { readonly asked: Asked; readonly point: KillPoint; readonly met: () => void } | null = null;
  chat.onWrite((write) => {
    writes.add(write.name);
    if (held === null || held.point.write !== write.name || !write.isAbout(held.asked)) return null;
    held.met();
    return held.point.when;
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
