import { talkId } from '../../support/discord-bot.ts';
import type { DiscordAct, DiscordFaultSetting, DiscordFaultWorld } from './discord-fault-world.ts';
import type { MetFault as FaultOf } from './fault-case.ts';
import type { Repetition } from './fault-world.ts';

/** One fault on Discord, and what must become of a link that meets it. */
export interface DiscordFault extends FaultOf<DiscordFaultWorld>, DiscordFaultSetting {}

type Met = Parameters<DiscordFaultWorld['meet']>[1];
type Rest = Pick<DiscordFault, 'sees' | 'ends'> &
  Partial<Pick<DiscordFault, 'again' | 'borne' | 'logs' | 'before' | 'after'>>;

const whole: Rest = { sees: ['whole answer'], ends: 'done' };
const wholeAfter = (...again: Repetition[]): Rest => ({ ...whole, again });

/** The next so many requests of a kind meet a fault. */
function meets(fault: string, what: DiscordAct, met: Met, rest: Rest, times = 1): DiscordFault {
  const { before, ...others } = rest;
  return {
    where: 'Discord',
    fault: `${what}: ${fault}`,
    kind: met.kind,
    async before(world) {
      world.meet(what, met, times);
      await before?.(world);
    },
    ...others,
  };
}

const limited: Met = { kind: 'limited', retryAfter: 0.2 };
const broken: Met = { kind: 'broken' };
const page: Met = { kind: 'page' };
const hang: Met = { kind: 'hang' };
const dropped: Met = { kind: 'dropped' };
const lost: Met = { kind: 'lost' };
const kept: Met = { kind: 'kept' };
const cut: Met = { kind: 'cut' };
/** More than the bot sends one request before it comes back later. */
const always = 8;

const noCaptions: DiscordFault['before'] = ({ youtube }) => youtube.setSituation(talkId, 'no-captions');
const quietly: Rest = { sees: ['sign taken away'], ends: 'failed, captions-none', before: noCaptions };
type Act = NonNullable<DiscordFault['after']>;
const logs =
  (words: string, times = 1): Act =>
  ({ until, logged }) =>
    until('it is given up', () => logged(words) >= times);
const unmarked: Act = ({ until, discord }) =>
  until('the sign is taken away', () => discord.requests.some(({ method }) => method === 'DELETE'));
/** The post stood and nobody heard of it: it is looked for. */
const unheard = (more: Partial<Rest> = {}): Rest => ({ ...wholeAfter('post in doubt'), ...more });

/** What Discord does wrong when the bot opens threads, posts, edits, marks and looks. */
export const discordFaults: readonly DiscordFault[] = [
  // discord.js waits for these by the machine's time: begun first, they are over with the others.
  meets('hang', 'open thread', hang, wholeAfter('Discord call')),
  meets('hang', 'edit', hang, wholeAfter('Discord call')),
  meets('hang', 'mark', hang, { ...wholeAfter('Discord call'), after: unmarked }),
  meets('429 with retry_after', 'post', limited, wholeAfter('Discord call')),
  meets('429 for the whole bot', 'post', { ...limited, global: true }, wholeAfter('Discord call')),
  meets('429 three times', 'post', limited, wholeAfter('Discord call'), 3),
  meets('500', 'post', broken, wholeAfter('post in doubt')),
  meets('502, page of a proxy', 'post', page, wholeAfter('post in doubt')),
  meets('502 for a while', 'post', page, wholeAfter('post in doubt', 'digest'), always),
  meets('hang', 'post', hang, wholeAfter('post in doubt')),
  meets('connection cut', 'post', dropped, wholeAfter('post in doubt')),
  meets('posted, the connection dies', 'post', lost, unheard()),
  meets('posted, no answer comes', 'post', kept, unheard()),
  meets('posted, the answer is cut', 'post', cut, unheard()),
  meets(
    'posted unheard, looking: 500',
    'post',
    lost,
    unheard({
      again: ['Discord call', 'post in doubt'],
      before: ({ meet }) => meet('list', broken),
    }),
  ),
  meets(
    'posted unheard, nobody may look',
    'post',
    lost,
    // Its nonce keeps it from standing there twice.
    unheard({
      logs: ['a post is repeated in doubt'],
      again: ['Discord call', 'post in doubt'],
      before: ({ meet }) => meet('list', broken, always),
    }),
  ),
  meets('429 with retry_after', 'open thread', limited, wholeAfter('Discord call')),
  meets('500', 'open thread', broken, wholeAfter('Discord call')),
  meets('502 for a while', 'open thread', page, wholeAfter('Discord call', 'digest'), 2 * always),
  meets('connection cut', 'open thread', dropped, wholeAfter('Discord call')),
  meets('opened, the connection dies', 'open thread', lost, wholeAfter('Discord call')),
  meets('opened, the answer is cut', 'open thread', cut, wholeAfter('Discord call')),
  meets('429 with retry_after', 'edit', limited, wholeAfter('Discord call')),
  meets('500', 'edit', broken, wholeAfter('Discord call')),
  meets('502 for a while', 'edit', page, wholeAfter('Discord call', 'digest'), 2 * always),
  meets('edited, the connection dies', 'edit', lost, wholeAfter('Discord call')),
  meets('429 with retry_after', 'mark', limited, wholeAfter('Discord call')),
  meets('500', 'mark', broken, wholeAfter('Discord call')),
  meets(
    '500 for good',
    'mark',
    broken,
    {
      ...wholeAfter('Discord call'),
      logs: ['the message could not be marked'],
      after: logs('the message could not be marked'),
    },
    9,
  ),
  meets('500', 'unmark', broken, wholeAfter('Discord call')),
  meets('unmarked, the connection dies', 'unmark', lost, { ...quietly, again: ['Discord call'] }),
  meets(
    '500 for good',
    'unmark',
    broken,
    {
      sees: ['whole answer', 'sign'],
      ends: 'done',
      again: ['Discord call'],
      logs: ['a message could not be unmarked'],
      // Before the request ends, and after it.
      after: logs('a message could not be unmarked', 2),
    },
    30,
  ),
];
