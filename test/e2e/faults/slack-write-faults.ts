import type { SlackFault } from '../../fakes/slack/faults.ts';
import type { FaultCase } from './fault-case.ts';
import { type Repetition, talkId } from './fault-world.ts';

type Rest = Pick<FaultCase, 'sees' | 'ends'> &
  Partial<Pick<FaultCase, 'again' | 'borne' | 'logs' | 'before' | 'after'>>;

const whole: Rest = { sees: ['whole answer'], ends: 'done' };
const wholeAfter = (...again: Repetition[]): Rest => ({ ...whole, again });

/** The next so many calls of a method meet a fault. */
function meets(fault: string, method: string, met: SlackFault, rest: Rest, times = 1): FaultCase {
  const { before, ...others } = rest;
  return {
    where: 'Slack',
    fault: `${method}: ${fault}`,
    kind: met.kind,
    async before(world) {
      world.slack.fail(method, ...Array.from({ length: times }, () => met));
      await before?.(world);
    },
    ...others,
  };
}

const post = 'chat.postMessage';
const edit = 'chat.update';
const mark = 'reactions.add';
const whisper = 'chat.postEphemeral';
const look = 'conversations.replies';
const limit = (retryAfterSeconds: number | null): SlackFault => ({ kind: 'rate-limit', retryAfterSeconds });
const status: SlackFault = { kind: 'status', status: 503 };
const error = (word: string): SlackFault => ({ kind: 'error', error: word });

const unanswered = ['a link was left unanswered'];
/** What only the poster is told, and not twice: it cannot be looked for. */
const whispered: Rest = {
  sees: ['to the poster: captions-none'],
  ends: 'failed, captions-none',
  before: ({ youtube }) => youtube.setSituation(talkId, 'no-captions'),
};
/** The mark on the message goes all the same. */
const silent: Rest = { ...whispered, sees: ['mark taken away'] };

/** What the Web API does wrong when the bot posts, edits, marks and looks. */
export const slackWriteFaults: readonly FaultCase[] = [
  meets('429 with Retry-After', post, limit(30), wholeAfter('Slack call')),
  meets('429 without Retry-After', post, limit(null), wholeAfter('Slack call')),
  meets('429, come back in ten minutes', post, limit(600), { ...whole, borne: 'the next state is posted' }),
  meets('429, in ten minutes, twice', post, limit(600), wholeAfter('digest'), 2),
  meets('ratelimited in an answer', post, error('ratelimited'), wholeAfter('Slack call')),
  meets('internal_error', post, error('internal_error'), wholeAfter('post in doubt')),
  meets('503', post, status, wholeAfter('post in doubt')),
  meets('503 for a while', post, status, wholeAfter('post in doubt', 'digest'), 8),
  meets('page of a proxy', post, { kind: 'page' }, wholeAfter('post in doubt')),
  meets('hang', post, { kind: 'hang' }, wholeAfter('post in doubt')),
  meets('connection cut', post, { kind: 'cut' }, wholeAfter('post in doubt')),
  meets('posted, the connection dies', post, { kind: 'lose-answer' }, wholeAfter('post in doubt')),
  meets('posted, no answer comes', post, { kind: 'keep-answer' }, wholeAfter('post in doubt')),
  meets('posted, the answer is cut', post, { kind: 'cut-answer' }, wholeAfter('post in doubt')),
  meets(
    'posted unheard, looking: 503',
    post,
    { kind: 'lose-answer' },
    { ...wholeAfter('post in doubt', 'Slack call'), before: ({ slack }) => slack.fail(look, status) },
  ),
  meets(
    'posted unheard, looking: 503 for a while',
    post,
    { kind: 'lose-answer' },
    {
      ...wholeAfter('post in doubt', 'Slack call'),
      before: ({ slack }) => slack.fail(look, status, status, status, status, status),
    },
  ),
  meets(
    'lost, and nobody may look',
    post,
    { kind: 'cut' },
    {
      ...wholeAfter('post in doubt'),
      before: ({ slack }) => slack.fail(look, error('missing_scope'), error('missing_scope')),
      logs: ['a post is repeated in doubt'],
    },
  ),
  meets('429 with Retry-After', edit, limit(30), wholeAfter('Slack call')),
  meets('503', edit, status, wholeAfter('Slack call')),
  meets('503 for a while', edit, status, wholeAfter('Slack call'), 6),
  meets('connection cut', edit, { kind: 'cut' }, wholeAfter('Slack call')),
  meets('edited, the connection dies', edit, { kind: 'lose-answer' }, wholeAfter('Slack call')),
  meets('hang', edit, { kind: 'hang' }, wholeAfter('Slack call')),
  meets('message_not_found', edit, error('message_not_found'), { ...whole, borne: 'the next state is shown' }),
  meets('429 with Retry-After', mark, limit(30), wholeAfter('Slack call')),
  meets('503', mark, status, wholeAfter('Slack call')),
  meets(
    '503 for good',
    mark,
    status,
    {
      ...wholeAfter('Slack call'),
      logs: ['the message could not be marked'],
      after: ({ until, logged }) => until('it is given up', () => logged('the message could not be marked') > 0),
    },
    9,
  ),
  meets('hang', mark, { kind: 'hang' }, { ...whole, borne: 'nobody waits for it' }),
  meets('reactions refused', mark, error('too_many_reactions'), { ...whole, borne: 'a courtesy' }),
  meets('503', 'chat.getPermalink', status, wholeAfter('Slack call')),
  meets('503 for a while', 'chat.getPermalink', status, wholeAfter('Slack call', 'digest'), 9),
  meets('refused', 'chat.getPermalink', error('message_not_found'), {
    ...whole,
    logs: ['a thread has no address to point to'],
  }),
  meets('503', whisper, status, { ...silent, again: ['post in doubt'], logs: unanswered }),
  meets('connection cut', whisper, { kind: 'cut' }, { ...silent, again: ['post in doubt'], logs: unanswered }),
  meets('said, the connection dies', whisper, { kind: 'lose-answer' }, { ...whispered, again: ['post in doubt'] }),
  meets('429 with Retry-After', whisper, limit(30), { ...whispered, again: ['Slack call'] }),
  ...['is_archived', 'not_in_channel', 'restricted_action', 'channel_not_found', 'token_revoked'].map((word) =>
    meets(word, post, error(word), { sees: [], ends: 'failed, chat-refused', logs: unanswered }, 9),
  ),
];
