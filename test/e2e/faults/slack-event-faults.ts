import type { FakeSlack } from '../../fakes/fake-slack.ts';
import type { SlackFault } from '../../fakes/slack/faults.ts';
import type { FaultCase } from './fault-case.ts';
import type { FaultWorld } from './fault-world.ts';

const whole = { where: 'Slack', sees: ['whole answer'], ends: 'done' } as const;
const gone = { where: 'Slack', ends: 'failed, chat-refused', logs: ['a link was left unanswered'] } as const;

/** The answer has begun to stand in the thread. */
const begun: FaultCase['after'] = ({ until, slack, ts }) =>
  until('something stands', () => slack.thread(ts()).length > 0);

/** Something was heard in the channel before; then the socket ends, and the next so many are not to be had. */
function away(times: number, fault: SlackFault, end: (slack: FakeSlack) => void) {
  return async ({ slack, until, logged }: FaultWorld): Promise<void> => {
    slack.say({ text: 'good morning' });
    await until('it is heard', () => slack.deliveries.every(({ acked }) => acked));
    slack.fail('apps.connections.open', ...Array.from({ length: times }, () => fault));
    end(slack);
    await until('it is away', () => logged('slack cannot be reached') > 0);
  };
}

/** What happens to events, connections, channels and the installation. */
export const slackEventFaults: readonly FaultCase[] = [
  { fault: 'event sent twice', ...whole, borne: 'known', after: ({ slack, ts }) => slack.redeliver(ts()) },
  {
    fault: 'event sent again after the answer',
    ...whole,
    borne: 'known',
    async after({ until, outcome, slack, ts }) {
      await until('the answer stands', async () => (await outcome()).ends === 'done');
      slack.redeliver(ts());
    },
  },
  {
    fault: 'acknowledgement lost',
    ...whole,
    again: ['event'],
    slack: { ackTimeoutMs: 1_000 },
    before: ({ slack }) => slack.sockets.loseAcks(1),
    after: ({ until, slack }) =>
      until('it has come again', () => slack.deliveries.some(({ attempts, acked }) => acked && attempts > 1)),
  },
  ...(['refresh_requested', 'warning', 'link_disabled'] as const).map(
    (reason): FaultCase => ({
      fault: `socket: ${reason}`,
      ...whole,
      borne: 'connected again',
      logs: ['slack is connected again'],
      async before({ slack, until, logged }) {
        slack.sockets.refresh(reason);
        await until('it is connected again', () => logged('slack is connected again') > 0);
      },
    }),
  ),
  {
    fault: 'socket cut in the middle',
    ...whole,
    borne: 'connected again',
    logs: ['slack is connected again'],
    async after(world) {
      await begun?.(world);
      world.slack.sockets.drop();
    },
  },
  {
    fault: 'socket away while the link is posted',
    ...whole,
    borne: 'read up',
    logs: ['slack cannot be reached', 'slack is connected again'],
    before: away(4, { kind: 'status', status: 503 }, ({ sockets }) => sockets.drop()),
    post: ({ ask }) => void ask({ unheard: true }),
  },
  {
    fault: 'Socket Mode switched off for a while',
    ...whole,
    borne: 'read up',
    logs: ['slack cannot be reached', 'slack is connected again'],
    before: away(3, { kind: 'error', error: 'not_allowed_token_type' }, ({ sockets }) =>
      sockets.refresh('link_disabled'),
    ),
    post: ({ ask }) => void ask({ unheard: true }),
  },
  {
    fault: 'channel archived in the middle',
    ...gone,
    sees: ['part of an answer'],
    async after(world) {
      await begun?.(world);
      world.slack.setChannel('C0GENERAL', { archived: true });
    },
  },
  {
    fault: 'bot removed from the channel',
    ...gone,
    sees: [],
    after: ({ slack }) => slack.setChannel('C0GENERAL', { member: false }),
  },
  {
    fault: 'token revoked in the middle',
    ...gone,
    sees: ['part of an answer'],
    async after(world) {
      await begun?.(world);
      world.slack.rules.tokenRevoked = true;
    },
  },
];
