import PQueue from 'p-queue';

/** How much runs at once in this process. */
export interface PlaceLimits {
  /** Jobs altogether. */
  readonly concurrency: number;
  /** Jobs of which no reader can see anything yet: what is begun is shown before more is begun. */
  readonly outlines: number;
  /** Jobs of one channel. */
  readonly perChannel: number;
}

/** Places for running jobs. */
export interface Places {
  /** Whether any job may begin. */
  free(): boolean;
  /** Whether a job of the channel may begin, as far as the channel goes. */
  mayBegin(channel: string): boolean;
  /** Channels of which no further job may begin. */
  full(): readonly string[];
  /** Begins a job: call it only while `free`. `work` must not reject; it says when its outline can be seen. */
  begin(channel: string, work: (outlined: () => void) => Promise<void>): void;
  /** Resolves when nothing runs. */
  idle(): Promise<void>;
}

/** All free. `onFree` is called whenever a place has become free. */
export function createPlaces({ concurrency, outlines, perChannel }: PlaceLimits, onFree: () => void): Places {
  const running = new PQueue({ concurrency });
  const outlining = new PQueue({ concurrency: outlines });
  const ofChannel = new Map<string, number>();
  const count = (channel: string, step: number): void => {
    const left = (ofChannel.get(channel) ?? 0) + step;
    if (left > 0) ofChannel.set(channel, left);
    else ofChannel.delete(channel);
  };
  return {
    free: () => running.pending < concurrency && outlining.pending < outlines,
    mayBegin: (channel) => (ofChannel.get(channel) ?? 0) < perChannel,
    full: () => [...ofChannel].filter(([, jobs]) => jobs >= perChannel).map(([channel]) => channel),
    begin(channel, work) {
      const { promise: shown, resolve: outlined } = Promise.withResolvers<void>();
      count(channel, 1);
      const outline = outlining.add(() => shown);
      const whole = running
        .add(() => work(outlined))
        .finally(() => {
          outlined();
          count(channel, -1);
        });
      // The place is free only once the queue has counted it.
      void outline.then(onFree);
      void whole.then(onFree);
    },
    idle: () => running.onIdle(),
  };
}
