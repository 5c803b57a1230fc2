import { startFakeSlack } from '../fakes/fake-slack.ts';
import { fakeSlackTokens } from '../fakes/slack/identity.ts';
import type { CrashChat } from './crash-chat.ts';
import { killPointOf } from './kill-points.ts';
import { isAnswered, keysIn } from './stories.ts';

/** A Slack on which nothing was said yet. */
export async function startSlackCrashChat(): Promise<CrashChat> {
  const slack = await startFakeSlack();
  const channels = ['C0ONE', 'C0TWO', 'C0THREE', 'C0FOUR'];
  for (const channel of channels) slack.setChannel(channel, { member: true });
  return {
    name: 'Slack',
    env: { SLACK_BOT_TOKEN: fakeSlackTokens.bot, SLACK_APP_TOKEN: fakeSlackTokens.app, SLACK_API_URL: slack.apiUrl },
    channels,
    writes: [
      ['reactions.add', 'digest'],
      ['chat.postMessage overview', 'digest'],
      ['chat.update draft', 'slow'],
      ['chat.update whole', 'digest'],
      ['chat.postMessage details', 'digest'],
      ['chat.postMessage full-text', 'digest'],
      ['chat.postMessage again', 'again'],
      ['chat.postEphemeral', 'in vain'],
      ['reactions.remove', 'in vain'],
    ],
    rareWrites: [],
    // The notice stands in the overview's place.
    trouble: { told: 'chat.postMessage overview', turned: 'chat.update whole', removed: 'chat.delete' },
    listeners: () => slack.sockets.connections(),
    say: (text, channel, unheard) => slack.say({ text, channel, unheard }),
    onWrite(decide) {
      slack.failWhere((method, args) => {
        const name = killPointOf({ method, args });
        if (name === null) return undefined;
        const holding = decide({
          name,
          // What is told to one person bears no sign of what it is about.
          isAbout({ ts, channel }) {
            if (args.channel !== channel) return false;
            if (args.user !== undefined || args.thread_ts === ts || args.timestamp === ts) return true;
            return args.ts !== undefined && slack.message(args.ts, channel).thread_ts === ts;
          },
        });
        return holding === null ? undefined : { kind: holding === 'before' ? 'hang' : 'keep-answer' };
      });
    },
    keysOf: ({ ts, channel }) => keysIn(slack.thread(ts, channel)),
    isAnswered: (asked) => isAnswered(asked, slack.thread(asked.ts, asked.channel)),
    told: () => slack.ephemerals.map(({ channel }) => channel),
    isMarked: ({ ts, channel }) => [...slack.message(ts, channel).reactions.values()].some((people) => people.size > 0),
    close: () => slack.close(),
  };
}
