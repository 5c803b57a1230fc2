import type { App } from '@slack/bolt';
import type { Clock, Logger } from '../../core/ports/runtime.ts';
import type { Handlers } from './handlers.ts';
import { type Hearing, inTime } from './hearing.ts';
import { type Leaving, readLeaving } from './read-leaving.ts';
import { createRecentIds } from './recent-ids.ts';
import { toldToWorkspace, workspaceOf } from './workspace-of.ts';
import type { SlackWorkspaces } from './workspaces.ts';

/** What an app does before it acknowledges anything. */
export interface HearFirstDeps {
  readonly workspaces: SlackWorkspaces;
  readonly hearing: Hearing;
  /** Called when a workspace has taken the bot out; resolves when that is done. Not with a token of one's own. */
  readonly onLeaving: ((workspace: string, leaving: Leaving, signal: AbortSignal) => Promise<void>) | null;
  readonly handlers: Handlers;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Of so many workspaces it is remembered that the log has named them. */
const rememberedUnknown = 1_000;

/**
 * Lets an app acknowledge no event before it is heard: Bolt itself acknowledges ahead of all listeners. Nothing is
 * acknowledged once the handlers stop; it comes again. What is told of a workspace that the bot is not in is
 * acknowledged and forgotten.
 */
export function hearFirst(app: App, deps: HearFirstDeps): void {
  const { workspaces, hearing, onLeaving, handlers, clock, logger } = deps;
  const { signal } = handlers;
  const unknown = createRecentIds(rememberedUnknown);
  const processEvent = app.processEvent.bind(app);
  app.processEvent = async (event) => {
    signal.throwIfAborted();
    const body = toldToWorkspace(event.body);
    const workspace = workspaceOf(body);
    const leaving = onLeaving === null ? null : readLeaving(body);
    if (leaving !== null) {
      await inTime(
        clock,
        handlers.attend(async (stop) => onLeaving?.(workspace, leaving, stop)),
      );
      return event.ack();
    }
    const self = await workspaces.find(workspace, signal);
    if (self === null) {
      if (unknown.isNew(workspace))
        logger.info('slack tells of a workspace that has not let the bot in', { workspace });
      return event.ack();
    }
    await hearing.event(body, self);
    signal.throwIfAborted();
    await processEvent({ ...event, body });
  };
}
