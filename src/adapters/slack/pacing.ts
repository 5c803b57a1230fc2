import type { Clock } from '../../core/ports/runtime.ts';
import { createKeyedQueues } from './keyed-queues.ts';
import { createPace } from './pace.ts';
import type { SlackCall } from './slack-call.ts';

/** A channel, as one workspace sees it: what Slack grants it grants to each, also in a shared channel. */
export interface ChannelPlace {
  readonly workspace: string;
  readonly channel: string;
}

/** Puts what is written to Slack into order and keeps to its pace. */
export interface Pacing {
  /** Runs whole replies of one thread one after the other, in the order they were asked for. */
  inThread<T>(place: ChannelPlace, thread: string, work: () => Promise<T>, signal: AbortSignal): Promise<T>;
  /**
   * One new message: those of a channel go at the granted pace, in order. `send` is called when its turn has come, and
   * again after a refusal that lasts a while; a lost answer is never followed by a repeat.
   */
  message<T>(place: ChannelPlace, method: string, send: () => Promise<T>, signal: AbortSignal): Promise<T>;
  /** One edit: all edits of a workspace go at the granted pace. Repeated when the answer is lost. */
  edit<T>(workspace: string, send: () => Promise<T>, signal: AbortSignal): Promise<T>;
  /** Whether an edit would have to wait for another one of the workspace. */
  isEditing(workspace: string): boolean;
}

/** Waiting in one channel; beyond it something is wrong. */
const maxWaiting = 500;

/** Paces in ms between the ends of two messages of a channel, and of any two edits in a workspace. */
export function createPacing(
  { call, clock }: { readonly call: SlackCall; readonly clock: Clock },
  { messageEveryMs, editEveryMs }: { readonly messageEveryMs: number; readonly editEveryMs: number },
): Pacing {
  const threads = createKeyedQueues({ maxWaiting });
  const channels = createKeyedQueues({ maxWaiting });
  const edits = createKeyedQueues({ maxWaiting });
  const messagePace = createPace(clock, messageEveryMs);
  const editPace = createPace(clock, editEveryMs);
  return {
    inThread: (place, thread, work, signal) => threads.run(`${keyOf(place)} ${thread}`, work, signal),
    message(place, method, send, signal) {
      const channel = keyOf(place);
      const once = () => call({ method, idempotent: false }, send, signal);
      return channels.run(channel, () => messagePace.after(channel, once, signal), signal);
    },
    edit(workspace, send, signal) {
      const update = () => call({ method: 'chat.update', idempotent: true }, send, signal);
      return edits.run(workspace, () => editPace.after(workspace, update, signal), signal);
    },
    isEditing: (workspace) => edits.isBusy(workspace),
  };
}

function keyOf({ workspace, channel }: ChannelPlace): string {
  return `${workspace} ${channel}`;
}
