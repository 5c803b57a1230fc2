import { setTimeout as pause } from 'node:timers/promises';
import { fillDisk } from '../../support/full-disk.ts';
import type { DiscordFaultWorld } from './discord-fault-world.ts';
import type { DiscordFault } from './discord-faults.ts';

const whole = { where: 'Discord', sees: ['whole answer'], ends: 'done' } as const;
const resumed = 'the gateway goes on';
const notTaken = 'a discord event was not dealt with';

/** The answer has begun to stand in the thread. */
const begun = ({ until, posts }: DiscordFaultWorld): Promise<void> =>
  until('something stands', () => posts().length > 0);

const goneOn = ({ until, logged }: DiscordFaultWorld): Promise<void> =>
  until('the session goes on', () => logged(resumed) > 0);

/** Something was heard in the channel before, which is read up from there after a new session. */
async function heardBefore({ discord, sql }: DiscordFaultWorld): Promise<void> {
  discord.say('good morning');
  // In the machine's own time: half an hour later nothing is read up.
  while ((await sql('select channel from channels')).length === 0) await pause(20);
}

/** What happens to the gateway, its sessions, channels and the data while a link is answered. */
export const discordEventFaults: readonly DiscordFault[] = [
  {
    fault: 'event told twice',
    ...whole,
    borne: 'known',
    after({ discord: { gateway } }) {
      for (const { told, socket } of gateway.sessions) {
        for (const { payload } of told.filter((each) => each.payload.includes('MESSAGE_CREATE'))) socket?.send(payload);
      }
    },
  },
  {
    fault: 'gateway: connection cut in the middle',
    ...whole,
    borne: 'session goes on',
    logs: [resumed],
    async after(world) {
      await begun(world);
      world.discord.gateway.drop(4000);
      await goneOn(world);
    },
  },
  {
    fault: 'gateway: asks to connect again',
    ...whole,
    borne: 'session goes on',
    logs: [resumed],
    async after(world) {
      await begun(world);
      world.discord.gateway.askToReconnect();
      await goneOn(world);
    },
  },
  {
    fault: 'gateway: gives no sign of life',
    ...whole,
    borne: 'session goes on',
    logs: [resumed],
    discord: { heartbeatMs: 200 },
    async after(world) {
      await begun(world);
      world.discord.gateway.setDeaf(true);
      await world.until('it connects again', () => world.logged('the gateway is connecting again') > 0);
      world.discord.gateway.setDeaf(false);
      await goneOn(world);
    },
  },
  {
    fault: 'gateway: session invalid in the middle',
    ...whole,
    borne: 'another session',
    async after(world) {
      await begun(world);
      const before = world.discord.gateway.sessions.length;
      world.discord.gateway.invalidate(false);
      await world.until('there is another', () => world.discord.gateway.sessions.length > before);
    },
  },
  {
    fault: 'gateway: away while the link is posted',
    ...whole,
    borne: 'told when the session goes on',
    logs: [resumed],
    post({ discord: { gateway }, ask }) {
      gateway.drop(4000);
      ask();
    },
  },
  {
    fault: 'gateway: session gone while the link is posted',
    ...whole,
    borne: 'read up',
    before: heardBefore,
    post({ discord: { gateway }, ask }) {
      gateway.drop(4009, true);
      ask();
    },
  },
  {
    fault: 'disk full when the link comes',
    ...whole,
    again: ['reading up'],
    logs: [notTaken],
    async post(world) {
      const free = fillDisk(world.dataFile, 'requests');
      world.ask();
      // In the machine's own time: half an hour later the link would be left alone.
      while (world.logged(notTaken) === 0) await pause(20);
      free();
    },
  },
  {
    fault: 'permission to write taken away',
    ...whole,
    sees: ['to the poster: chat-refused'],
    ends: 'failed, chat-refused',
    logs: ['a link was left unanswered'],
    after: ({ discord }) => discord.deny(discord.channels.text, 'SendMessages', 'SendMessagesInThreads'),
  },
];
