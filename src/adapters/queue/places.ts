import PQueue from 'p-queue';
import { createQuiet } from './quiet.ts';

/** How much runs at once in this process. */
export interface PlaceLimits {
  /** Jobs altogether. */
  readonly concurrency: number;
  /** Jobs of which no reader can see anything yet: what is begun is shown before more is begun. */
  readonly outlines: number;
  /** Jobs of one channel. */
  readonly perChannel: number;
}

/** A job in its place. */
export interface Turn {
  /** Its outline can be seen. */
  outlined(): void;
  /**
   * Resolves with true once no other job works; from the call on none begins, until this one has ended. Meanwhile the
   * caller does nothing. False when that will not be any more. Of several that wait the first comes first.
   */
  alone(): Promise<boolean>;
}

/** Places for running jobs. */
export interface Places {
  /** Whether any job may begin. */
  free(): boolean;
  /** Whether a job of the channel may begin, as far as the channel goes. */
  mayBegin(channel: string): boolean;
  /** Channels of which no further job may begin. */
  full(): readonly string[];
  /** Begins a job: call it only while `free`. `work` must not reject. */
  begin(channel: string, work: (turn: Turn) => Promise<void>): void;
  /** Whoever waits to be alone waits no longer. */
  close(): void;
  /** Resolves when nothing runs. */
  idle(): Promise<void>;
}

/** All free. `onFree` is called whenever a place has become free. */
export function createPlaces({ concurrency, outlines, perChannel }: PlaceLimits, onFree: () => void): Places {
  const running = new PQueue({ concurrency });
  const outlining = new PQueue({ concurrency: outlines });
  const ofChannel = new Map<string, number>();
  const quiet = createQuiet();
  const count = (channel: string, step: number): void => {
    const left = (ofChannel.get(channel) ?? 0) + step;
    if (left > 0) ofChannel.set(channel, left);
    else ofChannel.delete(channel);
  };
  return {
    free: () => !quiet.isWanted() && running.pending < concurrency && outlining.pending < outlines,
    mayBegin: (channel) => (ofChannel.get(channel) ?? 0) < perChannel,
    full: () => [...ofChannel].filter(([, jobs]) => jobs >= perChannel).map(([channel]) => channel),
    begin(channel, work) {
      const { promise: shown, resolve: outlined } = Promise.withResolvers<void>();
      count(channel, 1);
      const { alone, leave } = quiet.enter();
      const outline = outlining.add(() => shown);
      const whole = running
        .add(() => work({ outlined, alone }))
        .finally(() => {
          outlined();
          leave();
          count(channel, -1);
        });
      // The place is free only once the queue has counted it.
      void outline.then(onFree);
      void whole.then(onFree);
    },
    close: quiet.close,
    idle: () => running.onIdle(),
  };
}
