import type { SocketModeReceiver } from '@slack/bolt';
import { abortable } from '../../core/domain/abortable.ts';
import { VidigestError } from '../../core/domain/errors.ts';
import type { Clock, Logger } from '../../core/ports/runtime.ts';
import { readFailure, SlackCallError } from './slack-failure.ts';
import { explainAppToken } from './slack-identity.ts';

/** The socket of a running app, kept open. */
export interface SocketConnection {
  /** Resolves once Slack has greeted. Throws `config-invalid` for a bad app token, `chat-refused` when out of reach. */
  start(signal: AbortSignal): Promise<void>;
  /** Whether Slack has greeted, and nothing was lost since. */
  isOpen(): boolean;
  /** Closes it for good. Resolves within a few seconds, whatever the other side does. */
  stop(): Promise<void>;
}

export interface SocketDeps {
  /** Its own reconnecting must be off: a failure in it ends the process. */
  readonly socket: SocketModeReceiver['client'];
  readonly connect: () => Promise<unknown>;
  /** Called each time it is open again after it was lost. Must not throw. */
  readonly onReconnected: () => void;
  readonly clock: Clock;
  readonly logger: Logger;
}

const greetingMs = 30_000;
const farewellMs = 3_000;
/** Waits before connecting again after this many failures; the last one from there on. */
const delaysMs = [0, 1_000, 2_000, 5_000, 10_000, 30_000, 60_000];

/** Closed; the library's client must not have been started. */
export function createSocketConnection(deps: SocketDeps): SocketConnection {
  const { socket, clock, logger } = deps;
  const stopped = new AbortController();
  let lost = Promise.withResolvers<void>();
  let isOpen = false;
  socket.on('disconnected', () => {
    isOpen = false;
    lost.resolve();
  });

  const open = async (signal: AbortSignal): Promise<void> => {
    // What the late farewell of an earlier socket let seem lost is closed first: two would be open.
    await close(deps);
    lost = Promise.withResolvers();
    await connectOnce(deps, signal);
    isOpen = true;
  };
  const keep = async (): Promise<void> => {
    for (let failures = 0; ; ) {
      if (failures === 0) await abortable(lost.promise, stopped.signal);
      await clock.sleep(delaysMs[Math.min(failures, delaysMs.length - 1)] ?? 0, stopped.signal);
      try {
        await open(stopped.signal);
        logger.info('slack is connected again', { failures });
        failures = 0;
        deps.onReconnected();
      } catch (error) {
        stopped.signal.throwIfAborted();
        failures += 1;
        logger.warn('slack cannot be reached', { failures, error: error instanceof Error ? error : String(error) });
      }
    }
  };
  return {
    async start(signal) {
      await open(AbortSignal.any([signal, stopped.signal]));
      // It ends by stop() alone, which needs to hear nothing of it.
      keep().catch(() => undefined);
    },
    isOpen: () => isOpen,
    async stop() {
      stopped.abort();
      await close(deps);
    },
  };
}

/** Connects and waits for the greeting, within a time. Leaves nothing open when that fails. */
async function connectOnce(deps: SocketDeps, signal: AbortSignal): Promise<void> {
  const late = new VidigestError('chat-refused', 'no greeting on the socket', { reason: 'Slack did not greet' });
  try {
    await within(deps.clock, greetingMs, () => late, deps.connect(), signal);
  } catch (error) {
    await close(deps);
    signal.throwIfAborted();
    if (error === late) throw error;
    throw explainAppToken(new SlackCallError('apps.connections.open', readFailure(error), error));
  }
}

/** What the library has open, closed; given up on after a while, as it waits for the other side. */
async function close({ socket, clock, logger }: SocketDeps): Promise<void> {
  const late = new Error('the socket did not close');
  try {
    await within(clock, farewellMs, () => late, socket.disconnect(), new AbortController().signal);
  } catch (error) {
    if (error !== late) throw error;
    logger.warn('slack did not close the socket in time');
  }
}

async function within<T>(
  clock: Clock,
  ms: number,
  late: () => Error,
  work: Promise<T>,
  signal: AbortSignal,
): Promise<T> {
  const done = new AbortController();
  const expired = new AbortController();
  clock.sleep(ms, done.signal).then(
    () => expired.abort(late()),
    // Only `done` ends it early.
    () => undefined,
  );
  try {
    return await abortable(work, AbortSignal.any([signal, expired.signal]));
  } finally {
    done.abort();
  }
}
