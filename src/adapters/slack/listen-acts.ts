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
import type { People } from './people.ts';
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
      const finding = deps.people.findIn(at.channel, { ...act, workspace: at.workspace }, signal);
      const locale = await localeInTime(deps, finding, signal);
      const order = { act, language: locale ?? language, trigger: answer.trigger };
      const opened = await openPage(deps, order, signal);
      if (opened.kind === 'late') await tellLate(deps, act, order.language, answer.url, signal);
      if (opened.kind !== 'waiting') return;
      const answerTo = { form: 'page', handle: deps.handles.add(opened.way) } as const;
      // What somebody may do is not guessed, however long Slack takes to tell who it is.
      const asker = await finding;
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

/** Null where Slack does not tell in time. */
async function localeInTime(
  { clock }: Pick<ActsDeps, 'clock'>,
  finding: Promise<Asker>,
  signal: AbortSignal,
): Promise<string | null> {
  const stop = new AbortController();
  const late = clock.sleep(lookUpMs, AbortSignal.any([signal, stop.signal])).then(() => null);
  // Each may end after the other; what it then rejects with is met where it is waited for.
  late.catch(() => undefined);
  finding.catch(() => undefined);
  try {
    return await Promise.race([finding.then(({ locale }) => locale), late]);
  } finally {
    stop.abort();
  }
}

/** Finds what an event asks for, where that must be taken before it is acknowledged; null for all others. */
export type FindAsked = (
  body: unknown,
  self: SlackIdentity,
) => ((signal: AbortSignal) => Promise<SlackAct | null>) | null;

/** Edits, deletions, and reactions with the emoji. What a reaction is about Slack must be asked for. */
export function createFindAsked({ speakAs, call }: ActsDeps, { emoji }: ActsOptions): FindAsked {
  return (body, self) => {
    const change = readChange(body, self);
    if (change !== null) return async () => change;
    const reaction = readReaction(body, self, emoji);
    if (reaction === null) return null;
    return async (signal) => {
      const { workspace, channel, message: ts } = reaction;
      const about = { channel, ts, limit: 1, inclusive: true };
      const get = () => speakAs(workspace, (client) => client.conversations.replies(about));
      const { messages } = await call({ method: 'conversations.replies', idempotent: true }, get, signal);
      const message = messages?.find((each) => each.ts === ts);
      return actOfReaction(reaction, message, self);
    };
  };
}

/** Subscribes to what people do where they are waiting for it. It is acknowledged before it is looked into. */
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
  app.event('member_joined_channel', async ({ body, context }) => take(readJoined(body, selfIn(context))));
  app.event('app_home_opened', async ({ body }) => take(readHomeOpened(body)));
  listenToPages(app, deps, options, take);
}

/** The bot in the workspace that an event is told of, as the app was authorised for it. */
function selfIn({ teamId = '', botUserId = '', botId = '' }: Context): SlackIdentity {
  return { workspace: teamId, userId: botUserId, botId };
}

function listenToPages(app: App, deps: ActsDeps, options: ActsOptions, take: (act: SlackAct) => void): void {
  const never = new AbortController().signal;
  const languageFor = async (user: string, { teamId: workspace = '' }: Context): Promise<string> =>
    (await localeInTime(deps, deps.people.find({ user, team: '', workspace }, never), never)) ?? options.language;
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
