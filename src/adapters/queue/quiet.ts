/** Lets one thing of many have quiet. */
export interface Quiet {
  /** Something begins. `alone` is called at most once, and not after `leave`. */
  enter(): { readonly alone: () => Promise<boolean>; readonly leave: () => void };
  /** Whether something is alone or waits for it: nothing else is to enter. */
  isWanted(): boolean;
  /** Nothing gets to be alone any more: what waits for it is told so. */
  close(): void;
}

/** Nothing has entered yet. What waits for quiet does not disturb it. */
export function createQuiet(): Quiet {
  const line: ((granted: boolean) => void)[] = [];
  let active = 0;
  let isHeld = false;
  let isClosed = false;
  const next = (): void => {
    if (active > 0) return;
    const grant = line.shift();
    isHeld = grant !== undefined;
    if (grant === undefined) return;
    active += 1;
    grant(true);
  };
  return {
    isWanted: () => isHeld || line.length > 0,
    enter() {
      active += 1;
      return {
        async alone() {
          if (isClosed) return false;
          const { promise, resolve } = Promise.withResolvers<boolean>();
          active -= 1;
          line.push(resolve);
          next();
          return promise;
        },
        leave() {
          active -= 1;
          next();
        },
      };
    },
    close() {
      isClosed = true;
      for (const grant of line.splice(0)) {
        active += 1;
        grant(false);
      }
    },
  };
}
