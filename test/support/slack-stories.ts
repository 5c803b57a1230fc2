import type { FakeSlack } from '../fakes/fake-slack.ts';
import type { FakeMessage } from '../fakes/slack/workspace.ts';
import type { SlackBot } from './slack-bot.ts';

/** The talk that stories are told about. */
export const talkId = 'abcdefghijk';
/** Its address. */
export const talkLink = `https://youtu.be/${talkId}`;

/** As it goes over the wire: for looking whether something is in it. */
export const json = (value: unknown): string => JSON.stringify(value);

/** As the `quiet` of a bot on the machine's own clock. */
export const quiet = (ms = 500): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** A digest that stands complete in a thread: its first message, and the overview. */
export interface Digested {
  readonly ts: string;
  readonly overview: string;
}

/** Somebody posts the talk; resolves once all of its digest has been said. */
export async function digested({ slack, quiet }: SlackBot, text = talkLink, channel = 'C0GENERAL'): Promise<Digested> {
  const before = permalinks(slack);
  const ts = slack.say({ text, channel });
  // The thread's address is asked for last, when all has been said.
  await slack.waitFor(() => permalinks(slack) > before);
  await quiet(200);
  const overview = slack.thread(ts, channel).find(({ blocks }) => json(blocks).includes('"overflow"'));
  return { ts, overview: overview?.ts ?? '' };
}

function permalinks({ calls }: FakeSlack): number {
  return calls.filter(({ method, outcome }) => method === 'chat.getPermalink' && outcome === 'ok').length;
}

/** The value of the entry of the menu behind the three dots that names the action. */
export function pick(message: FakeMessage, action: string): string {
  const values = [...json(message.blocks).matchAll(/"value":"([^"]+)"/g)].map(([, value]) => value ?? '');
  const found = values.find((value) => value.startsWith(`${action}|`));
  if (found === undefined) throw new Error(`no entry for ${action}`);
  return found;
}

/** The page that was opened last, once it holds something. Throws what `waitFor` throws. */
export async function pageWith(slack: FakeSlack, something: string): Promise<string> {
  await slack.waitFor(() => json(slack.views.at(-1) ?? '').includes(something));
  return slack.views.at(-1)?.id ?? '';
}

/** Everything that the bot has said so far in any way: messages, answers to one person, pages. */
export function allSaid({
  calls,
  responses,
  views,
}: FakeSlack): { readonly text: string | null; readonly blocks: unknown }[] {
  const parsed = (value: string | undefined): unknown => (value === undefined ? [] : JSON.parse(value));
  const said = calls
    .filter(({ method }) => ['chat.postMessage', 'chat.update', 'chat.postEphemeral'].includes(method))
    .map(({ args }) => ({ text: args.text ?? '', blocks: parsed(args.blocks) }));
  const opened = calls
    .filter(({ method }) => ['views.open', 'views.update', 'views.publish'].includes(method))
    .map(({ args }) => ({ text: null, blocks: parsed(args.view) }));
  return [...said, ...responses, ...opened, ...views.map(({ view }) => ({ text: null, blocks: view }))];
}

/** Texts that Slack looks for mentions, links and marks in; plain and raw ones it shows as they are. */
export function mrkdwnIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const own = 'type' in value && value.type === 'mrkdwn' && 'text' in value ? [String(value.text)] : [];
  return [...own, ...Object.values(value).flatMap(mrkdwnIn)];
}
