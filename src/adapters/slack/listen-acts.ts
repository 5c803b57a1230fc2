import type { App, Context } from '@slack/bolt';
import type { Asker, ChatRequest } from '../../core/domain/chat-request.ts';
import type { Clock, Logger } from '../../core/ports/runtime.ts';
import { callbackIds } from '../../formatters/slack/action-value.ts';
import { answerMessage } from '../../formatters/slack/answer-message.ts';
import { digestVideoView, metadataOf, waitingView } from '../../formatters/slack/digest-pages.ts';
import { languageOptions } from '../../formatters/slack/language-options.ts';
import { requestsFor } from '../../formatters/strings/requests/requests-for.ts';
import type { SlackAct } from './act.ts';
import type { AnswerHandles } from './answer-handles.ts';
import type { Handlers } from './handlers.ts';
import { open, openPage } from './open-page.ts';
import type { People, PersonId } from './people.ts';
import { readCommand, readMessageShortcut } from './read-command.ts';
import { actOfReaction, readChange, readHomeOpened, readJoined, readReaction } from './read-event.ts';
import { readPage } from './read-page.ts';
import { readPress } from './read-press.ts';
import type { RecentIds } from './recent-ids.ts';
import type { Respond } from './respond.ts';
import type { SlackCall } from './slack-call.ts';
import type { SlackIdentity } from './slack-identity.ts';
import type { SpeakAs } from './workspaces.ts';

/** What hearing people takes. */
export interface ActsDeps {
  readonly speakAs: SpeakAs;
  readonly call: SlackCall;
  readonly people: People;
  readonly handles: AnswerHandles;
  /** For the one thing that is said without asking the core: that it was too late. */
  readonly respond: Respond;
  readonly handlers: Handlers;
  readonly recent: RecentIds;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Called once for each act. */
  readonly onRequest: (request: ChatRequest, signal: AbortSignal) => Promise<void>;
}

export interface ActsOptions {
  /** Name of the emoji, without colons, that asks for a digest. */
  readonly emoji: string;
  /** BCP 47 tag for people of whom Slack tells no language. */
  readonly language: string;
}

/** A page must be open within three seconds; whoever asks is looked up in less, or not at all. */
const lookUpMs = 1_200;

/** Hands on an act: looks up who it is, opens a page where one is wanted, and asks the core. */
export type TakeAct = (act: SlackAct, signal: AbortSignal) => Promise<void>;

/** One for each app. */
export function createTakeAct(deps: ActsDeps, { language }: ActsOptions): TakeAct {
  return async (act, signal) => {
    const { id, at, wish, answer } = act;
    if (answer.form === 'opens') {
      const asker = await findQuickly(deps, { ...act, ...at }, signal);
      const order = { act, language: asker.locale ?? language, trigger: answer.trigger };
      const opened = await openPage(deps, order, signal);
      if (opened.kind === 'late') await tellLate(deps, act, order.language, answer.url, signal);
      if (opened.kind !== 'waiting') return;
      const answerTo = { form: 'page', handle: deps.handles.add(opened.way) } as const;
      await deps.onRequest({ id, asker, at, answerTo, ...wish }, signal);
      return;
    }
    const asker = await deps.people.findIn(at.channel, { ...act, workspace: at.workspace }, signal);
    const answerTo = 'way' in answer ? { form: answer.form, handle: deps.handles.add(answer.way) } : answer;
    await deps.onRequest({ id, asker, at, answerTo, ...wish }, signal);
  };
}

async function tellLate(
  { respond, clock }: ActsDeps,
  { at }: SlackAct,
  language: string,
  url: string | null,
  signal: AbortSignal,
): Promise<void> {
  if (url === null) return;
  await respond(
    { url, uses: 0 },
    { at },
    answerMessage({ kind: 'note', language, note: 'too-late' }, clock.now()),
    signal,
  );
}

async function findQuickly(
  { people, clock }: Pick<ActsDeps, 'people' | 'clock'>,
  { user, team, workspace, channel }: PersonId & { readonly channel: string },
  signal: AbortSignal,
): Promise<Asker> {
  const stop = new AbortController();
  const unknown: Asker = { id: user, locale: null, mayAdminister: false, isGuest: false };
  const late = clock.sleep(lookUpMs, AbortSignal.any([signal, stop.signal])).then(() => unknown);
  // Ends with the look-up; what it then rejects with concerns nobody.
  late.catch(() => undefined);
  try {
    return await Promise.race([people.findIn(channel, { user, team, workspace }, signal), late]);
  } finally {
    stop.abort();
  }
}

/** Subscribes to all that people do beside writing new messages. Everything is acknowledged before it is looked into. */
export function listenToActs(app: App, deps: ActsDeps, options: ActsOptions): void {
  const takeAct = createTakeAct(deps, options);
  const take = (act: SlackAct | null): void => {
    if (act === null || !deps.recent.isNew(act.id)) return;
    deps.handlers.run((signal) => takeAct(act, signal));
  };
  app.command('/digest', async ({ ack, body }) => {
    await ack();
    take(readCommand(body));
  });
  app.shortcut(callbackIds.messageShortcut, async ({ ack, body }) => {
    await ack();
    take(readMessageShortcut(body));
  });
  app.action(/./, async ({ ack, body }) => {
    await ack();
    take(readPress(body));
  });
  app.event('message', async ({ body, context }) => take(readChange(body, selfIn(context))));
  app.event('member_joined_channel', async ({ body, context }) => take(readJoined(body, selfIn(context))));
  app.event('app_home_opened', async ({ body }) => take(readHomeOpened(body)));
  app.event('reaction_added', async ({ body, context }) => {
    const self = selfIn(context);
    const reaction = readReaction(body, self, options.emoji);
    if (reaction === null) return;
    deps.handlers.run(async (signal) => {
      const { workspace, channel, message: ts } = reaction;
      const body = { channel, ts, limit: 1, inclusive: true };
      const get = () => deps.speakAs(workspace, (client) => client.conversations.replies(body));
      const { messages } = await deps.call({ method: 'conversations.replies', idempotent: true }, get, signal);
      take(
        actOfReaction(
          reaction,
          messages?.find((each) => each.ts === ts),
          self,
        ),
      );
    });
  });
  listenToPages(app, deps, options, take);
}

/** The bot in the workspace that an event is told of, as the app was authorised for it. */
function selfIn({ teamId = '', botUserId = '', botId = '' }: Context): SlackIdentity {
  return { workspace: teamId, userId: botUserId, botId };
}

function listenToPages(app: App, deps: ActsDeps, options: ActsOptions, take: (act: SlackAct) => void): void {
  const never = new AbortController().signal;
  const languageFor = async (user: string, { teamId: workspace = '' }: Context): Promise<string> =>
    (await findQuickly(deps, { user, team: '', workspace, channel: '' }, never)).locale ?? options.language;
  app.shortcut(callbackIds.globalShortcut, async ({ ack, body, context }) => {
    await ack();
    const { trigger_id: trigger, user } = body;
    if (!deps.recent.isNew(`page ${trigger}`)) return;
    deps.handlers.run(async (signal) => {
      const metadata = metadataOf({ channel: '', message: null, thread: null }, null);
      const view = digestVideoView(await languageFor(user.id, context), metadata);
      await open(deps, { workspace: context.teamId ?? '', trigger, view }, signal);
    });
  });
  app.options(/./, async ({ ack, body, payload, context }) => {
    const options = languageOptions(payload.value, await languageFor(body.user.id, context));
    await ack({ options: structuredClone(options) as never });
  });
  app.view(/./, async ({ ack, body, context }) => {
    const page = readPage(body);
    if (page === null) return ack();
    if ('errors' in page) {
      const { page: words } = requestsFor(await languageFor(page.user, context));
      const errors = Object.fromEntries(Object.entries(page.errors).map(([field, code]) => [field, words[code]]));
      return ack({ response_action: 'errors', errors });
    }
    const view = waitingView(await languageFor(page.act.user, context), page.metadata);
    await (page.staysOpen ? ack({ response_action: 'update', view: structuredClone(view) as never }) : ack());
    take(page.act);
  });
}
