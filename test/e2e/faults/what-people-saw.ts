import { errorCodes } from '../../../src/core/domain/errors.ts';
import { escapeMrkdwn } from '../../../src/formatters/slack/escape-mrkdwn.ts';
import { stringsFor } from '../../../src/formatters/strings/strings-for.ts';
import type { FakeSlack } from '../../fakes/fake-slack.ts';
import type { FakeMessage } from '../../fakes/slack/workspace.ts';

/** The language that the bot answers in. */
export const spoken = 'zh-CN';
const strings = stringsFor(spoken);
const parts = ['overview', 'details', 'full-text'] as const;

/** What a message of the bot is: a part of a digest by its hidden key. */
interface Part {
  readonly part: string;
  /** Request, part and place in it: no two messages may have the same, whichever run they are of. */
  readonly name: string;
}

/**
 * Failures that people were told of so far, oldest first, and then what answer stands in the thread, if any does. Where
 * there is neither, that the mark on their message has gone.
 */
export function whatPeopleSaw(slack: FakeSlack, ts: string): readonly string[] {
  const told = slack.calls
    .filter(({ outcome }) => carriedOut.has(outcome))
    .flatMap(({ method, args }) => {
      const code = failureIn(args.text ?? '');
      if (code === null) return [];
      if (method === 'chat.postEphemeral') return [`to the poster: ${code}`];
      return ['chat.postMessage', 'chat.update'].includes(method) ? [code] : [];
    });
  const answer = standingAnswer(slack.thread(ts));
  const isUnmarked = slack.calls.some(({ method, outcome }) => method === 'reactions.remove' && outcome === 'ok');
  const sign = told.length === 0 && answer === null && isUnmarked ? ['mark taken away'] : [];
  const all = [...told, ...sign, ...(answer === null ? [] : [answer])];
  return all.filter((each, index) => each !== all[index - 1]);
}

/** Names of messages of the bot that stand more than once, and failures that stand beside an answer. */
export function whatStandsWrongly(slack: FakeSlack, ts: string): readonly string[] {
  const thread = slack.thread(ts);
  const names = thread.map((message) => partOf(message)?.name ?? `without a key: ${message.text}`);
  const doubled = names.filter((name, index) => names.indexOf(name) !== index);
  const stale = thread.filter(({ text }) => failureIn(text) !== null).map(({ text }) => `beside others: ${text}`);
  return thread.length > 1 ? [...doubled, ...stale] : doubled;
}

const carriedOut: ReadonlySet<string> = new Set(['ok', 'lose-answer', 'keep-answer', 'cut-answer']);

function standingAnswer(thread: readonly FakeMessage[]): string | null {
  const overview = thread.find((message) => partOf(message)?.part === 'overview' && failureIn(message.text) === null);
  if (overview === undefined) return null;
  const shown = JSON.stringify(overview.blocks);
  const missing = Object.entries(strings.notices.missing).filter(([, words]) => shown.includes(words));
  if (missing.length > 0) return `answer without ${missing.map(([part]) => part).join(' and ')}`;
  const standing = new Set(thread.map((message) => partOf(message)?.part));
  const isWhole = coveredWords.every((words) => shown.includes(words)) && parts.every((part) => standing.has(part));
  return isWhole ? 'whole answer' : 'part of an answer';
}

/** Said of a digest that is finished: how much of the video it covers. */
const coveredWords = strings.counts
  .covered('\n', '\n')
  .split('\n')
  .filter((words) => words.trim() !== '');

function partOf({ metadata }: FakeMessage): Part | null {
  const { key } = metadata?.event_payload ?? {};
  if (typeof key !== 'string') return null;
  const [id, named = '', place] = key.split('/');
  const part = named.replace(/-\d+$/, '');
  // Both take the one place that is edited.
  const role = part === 'failure' ? 'overview' : part;
  return { part: role, name: `${id}/${role}/${place}` };
}

/** The code whose cause a text begins with; `…` when it promises another try. */
function failureIn(text: string): string | null {
  const { situations, nextTry } = strings.failures;
  const code = errorCodes.find((each) => text.startsWith(escapeMrkdwn(situations[each].cause)));
  if (code === undefined) return null;
  const [before = '', behind = ''] = nextTry('\n').split('\n');
  const { waiting } = situations[code];
  const isPromised =
    (text.includes(before) && text.includes(behind)) || (waiting !== undefined && text.includes(waiting));
  return isPromised ? `${code}…` : code;
}
