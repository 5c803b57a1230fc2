import type { App } from '@slack/bolt';
import type { NoticedMessage } from '../../core/domain/noticed-message.ts';
import type { Clock } from '../../core/ports/runtime.ts';
import type { Handlers } from './handlers.ts';
import { readMessageEvent, type SlackNotice } from './message-event.ts';
import type { SlackIdentity } from './slack-identity.ts';
import { createTakeOnce } from './take-once.ts';

/** Takes new messages, each once, whichever way it comes. */
export interface Hearing {
  /**
   * Takes what an event tells; resolves when it may be acknowledged, at once for what is no new message. Rejects when the
   * message could not be taken, or not in the time that Slack gives: it then comes again.
   */
  event(body: unknown): Promise<void>;
  /** Takes a message that was read up. Rejects as `take` does. */
  message(message: NoticedMessage): Promise<void>;
}

export interface HearingDeps {
  readonly self: SlackIdentity;
  readonly handlers: Handlers;
  readonly clock: Clock;
  /** Resolves once the message will be answered whatever happens. `team` is the author's, empty where unknown. */
  readonly take: (notice: SlackNotice, team: string, signal: AbortSignal) => Promise<void>;
}

export interface HearingOptions {
  readonly botMessages: boolean;
  /** Messages remembered as taken. */
  readonly remembered: number;
}

/** Slack waits three seconds for an acknowledgement. */
const takenWithinMs = 2_500;

/** Nothing heard yet. */
export function createHearing({ self, handlers, clock, take }: HearingDeps, options: HearingOptions): Hearing {
  const once = createTakeOnce(options.remembered);
  const hear = (notice: SlackNotice, team: string): Promise<void> =>
    once.take(`${notice.ref.channel} ${notice.ref.message}`, () =>
      handlers.attend((signal) => take(notice, team, signal)),
    );
  return {
    async event(body) {
      const notice = readMessageEvent(body, self, options);
      // What goes on after that is found under way, or done, when the event comes again.
      if (notice !== null) await inTime(clock, hear(notice, teamOf(body)));
    },
    message(message) {
      const asked = message.ref.channel.startsWith('D') || message.text.includes(`<@${self.userId}>`);
      return hear({ ...message, asked }, '');
    },
  };
}

/**
 * Lets an app acknowledge no event before it is heard: Bolt itself acknowledges ahead of all listeners. Nothing is
 * acknowledged once the signal aborts; it comes again.
 */
export function hearFirst(app: App, hearing: Hearing, signal: AbortSignal): void {
  const processEvent = app.processEvent.bind(app);
  app.processEvent = async (event) => {
    await hearing.event(event.body);
    signal.throwIfAborted();
    await processEvent(event);
  };
}

async function inTime(clock: Clock, work: Promise<void>): Promise<void> {
  const done = new AbortController();
  const late = clock.sleep(takenWithinMs, done.signal).then(() => {
    throw new Error('a message was not written down in time');
  });
  // Ended early when the work is done.
  late.catch(() => undefined);
  try {
    await Promise.race([work, late]);
  } finally {
    done.abort();
  }
}

/** The workspace of whoever wrote, which in a shared channel may be another one. */
function teamOf(body: unknown): string {
  const event = typeof body === 'object' && body !== null && 'event' in body ? body.event : null;
  if (typeof event !== 'object' || event === null) return '';
  if ('user_team' in event && typeof event.user_team === 'string') return event.user_team;
  return 'team' in event && typeof event.team === 'string' ? event.team : '';
}
