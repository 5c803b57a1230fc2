import type { NoticedMessage } from '../../core/domain/noticed-message.ts';
import type { Clock } from '../../core/ports/runtime.ts';
import type { SlackAct } from './act.ts';
import type { Handlers } from './handlers.ts';
import type { FindAsked, TakeAct } from './listen-acts.ts';
import { readMessageEvent, type SlackNotice } from './message-event.ts';
import type { SlackIdentity } from './slack-identity.ts';
import { createTakeOnce } from './take-once.ts';

/** Takes what people ask by messages and reactions, each once, whichever way it comes. `self` is the bot as it is known in the workspace. */
export interface Hearing {
  /**
   * Takes what an event tells; resolves when it may be acknowledged, at once for what asks nothing. Rejects when it could
   * not be taken, or not in the time that Slack gives: it then comes again.
   */
  event(body: unknown, self: SlackIdentity): Promise<void>;
  /** Takes a message that was read up. Rejects as `take` does. */
  message(message: NoticedMessage, self: SlackIdentity): Promise<void>;
}

export interface HearingDeps {
  readonly handlers: Handlers;
  readonly clock: Clock;
  /** Resolves once the message will be answered whatever happens. `team` is the author's, empty where unknown. */
  readonly take: (notice: SlackNotice, team: string, signal: AbortSignal) => Promise<void>;
  readonly findAsked: FindAsked;
  /** As `take`. */
  readonly takeAct: TakeAct;
}

export interface HearingOptions {
  readonly botMessages: boolean;
  /** Messages remembered as taken. */
  readonly remembered: number;
}

/** Slack waits three seconds for an acknowledgement. */
const takenWithinMs = 2_500;

/** Nothing heard yet. */
export function createHearing({ handlers, clock, take, ...deps }: HearingDeps, options: HearingOptions): Hearing {
  const once = createTakeOnce(options.remembered);
  const hear = (notice: SlackNotice, team: string): Promise<void> =>
    once.take(`${notice.ref.workspace} ${notice.ref.channel} ${notice.ref.message}`, () =>
      handlers.attend((signal) => take(notice, team, signal)),
    );
  const follow = (find: (signal: AbortSignal) => Promise<SlackAct | null>): Promise<void> =>
    handlers.attend(async (signal) => {
      const act = await find(signal);
      if (act !== null) await once.take(`${act.at.workspace} ${act.id}`, () => deps.takeAct(act, signal));
    });
  return {
    async event(body, self) {
      const notice = readMessageEvent(body, self, options);
      const find = notice === null ? deps.findAsked(body, self) : null;
      // What goes on after that is found under way, or done, when the event comes again.
      if (notice !== null) await inTime(clock, hear(notice, teamOf(body)));
      else if (find !== null) await inTime(clock, follow(find));
    },
    message(message, self) {
      const asked = message.ref.channel.startsWith('D') || message.text.includes(`<@${self.userId}>`);
      return hear({ ...message, asked }, '');
    },
  };
}

/** Rejects when the work has not ended within the time that Slack gives; it goes on. */
export async function inTime(clock: Clock, work: Promise<void>): Promise<void> {
  const done = new AbortController();
  const late = clock.sleep(takenWithinMs, done.signal).then(() => {
    throw new Error('what slack told was not taken in time');
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
