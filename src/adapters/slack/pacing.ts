import type { Clock } from '../../core/ports/runtime.ts';
import { createKeyedQueues } from './keyed-queues.ts';
import { createPace } from './pace.ts';
import type { SlackCall } from './slack-call.ts';

/** Puts what is written to Slack into order and keeps to its pace. */
export interface Pacing {
  /** Runs whole replies of one thread one after the other, in the order they were asked for. */
  inThread<T>(channel: string, thread: string, work: () => Promise<T>, signal: AbortSignal): Promise<T>;
  /**
   * One new message: those of a channel go at the granted pace, in order. `send` is called when its turn has come, and
   * again after a refusal that lasts a while; a lost answer is never followed by a repeat.
   */
  message<T>(channel: string, method: string, send: () => Promise<T>, signal: AbortSignal): Promise<T>;
  /** One edit: all edits together go at the granted pace. Repeated when the answer is lost. */
  edit<T>(send: () => Promise<T>, signal: AbortSignal): Promise<T>;
}

/** Waiting in one channel; beyond it something is wrong. */
const maxWaiting = 500;

/** Paces in ms between the ends of two messages of a channel, and of any two edits. */
export function createPacing(
  { call, clock }: { readonly call: SlackCall; readonly clock: Clock },
  { messageEveryMs, editEveryMs }: { readonly messageEveryMs: number; readonly editEveryMs: number },
): Pacing {
  const threads = createKeyedQueues({ maxWaiting });
  const channels = createKeyedQueues({ maxWaiting });
  const edits = createKeyedQueues({ maxWaiting });
  const messagePace = createPace(clock, messageEveryMs);
  const editPace = createPace(clock, editEveryMs);
  const all = 'all';
  return {
    inThread: (channel, thread, work, signal) => threads.run(`${channel} ${thread}`, work, signal),
    message(channel, method, send, signal) {
      const once = () => call({ method, idempotent: false }, send, signal);
      return channels.run(channel, () => messagePace.after(channel, once, signal), signal);
    },
    edit(send, signal) {
      const update = () => call({ method: 'chat.update', idempotent: true }, send, signal);
      return edits.run(all, () => editPace.after(all, update, signal), signal);
    },
  };
}
