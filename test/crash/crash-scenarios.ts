import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SlackFault } from '../fakes/slack/faults.ts';
import type { CrashDatabase } from './crash-database.ts';
import { type CrashWorld, createCrashWorld } from './crash-world.ts';

/** Few where time is short, such as on a server that checks every commit. */
const randomKills = Number(process.env['VIDIGEST_CRASHES'] ?? 200);
const secondsAKill = 30;
/** About as long as a digest takes from the link to its last message. */
const digestMs = 5_000;

/** A write to Slack: the call number `nth` of a method, from 1, that a digest makes. */
const writes: readonly (readonly [string, number])[] = [
  ['reactions.add', 1],
  ['chat.postMessage', 1],
  ['chat.postMessage', 2],
  ['chat.postMessage', 3],
  ['chat.update', 1],
];
const nothingLost = { lost: 0, doubled: 0, paidTwice: 0 };

/** Kills the bot at random moments and around each kind of write, on one kind of database. */
export function describeCrashes(open: () => Promise<CrashDatabase>): void {
  let world: CrashWorld;
  let name = '';
  beforeAll(async () => {
    const database = await open();
    name = database.name;
    world = await createCrashWorld(database);
    await world.start();
  });
  afterAll(() => world.close());

  describe('a bot that is killed', () => {
    it.each(
      writes.flatMap(
        ([method, nth]) =>
          [
            { method, nth, when: 'before', fault: { kind: 'hang' } },
            { method, nth, when: 'after', fault: { kind: 'keep-answer' } },
          ] as const,
      ),
    )(
      '$when its $method number $nth answers all the same, and says nothing twice',
      async ({ method, nth, fault }) => {
        const { slack } = world;
        const met = meetFault(world, method, nth, fault);
        const asked = world.ask(`C0WRITE${slack.calls.length}`);
        await met;
        await world.kill();
        await world.start();
        await world.answered(asked);
        expect(world.audit()).toMatchObject(nothingLost);
      },
      2 * secondsAKill * 1_000,
    );

    it.each([1, 2, 3])(
      'after the model has answered %s times buys none of it again',
      async (answers) => {
        const { claude } = world;
        const answered = (): number => claude.requests.filter(({ warmUp, stop }) => !warmUp && stop !== null).length;
        const before = { answered: answered(), stored: world.audit().stored };
        const asked = world.ask(`C0MODEL${answers}`);
        await expect
          .poll(() => answered() - before.answered, { timeout: 30_000, interval: 5 })
          .toBeGreaterThanOrEqual(answers);
        await world.kill();
        await world.start();
        await world.answered(asked);
        expect(world.audit()).toMatchObject(nothingLost);
        // The last one may not have come as far as the disk.
        expect(world.audit().stored - before.stored).toBeGreaterThanOrEqual(answers - 1);
      },
      2 * secondsAKill * 1_000,
    );

    it.each([
      { when: 'before', fault: { kind: 'hang' } },
      { when: 'after', fault: { kind: 'keep-answer' } },
    ] as const)(
      '$when it tells somebody why there is no digest tells it at most once, and ends the request',
      async ({ when, fault }) => {
        const { slack } = world;
        const met = meetFault(world, 'chat.postEphemeral', 1, fault);
        const before = { failed: await world.states('failed'), told: slack.ephemerals.length };
        world.askInVain(`C0VAIN${when}`);
        await met;
        await world.kill();
        await world.start();
        await expect.poll(() => world.states('failed'), { timeout: 30_000 }).toBe(before.failed + 1);
        expect(slack.ephemerals.length - before.told).toBe(when === 'after' ? 1 : 0);
      },
      2 * secondsAKill * 1_000,
    );

    it(
      `at ${randomKills} random moments loses nothing, says nothing twice and buys nothing twice`,
      async () => {
        const before = world.counts.kills;
        while (world.counts.kills - before < randomKills) await randomRound(world, world.counts.kills - before);
        const counts = world.audit();
        process.stdout.write(`${name}: ${JSON.stringify(counts)}\n`);
        expect(counts).toMatchObject(nothingLost);
      },
      randomKills * secondsAKill * 1_000,
    );
  });
}

/** Plans a fault for a call that is yet to come. Resolves once it has been met. */
async function meetFault({ slack }: CrashWorld, method: string, nth: number, fault: SlackFault): Promise<void> {
  const calls = (): number => slack.calls.filter((call) => call.method === method).length;
  const already = calls();
  await slack.waitFor(() => calls() >= already + nth - 1, 30_000);
  slack.fail(method, fault);
  await slack.waitFor(() => calls() >= already + nth, 30_000);
}

/** Links in two channels, two deaths at any moment, and a link that was posted while nobody listened. */
async function randomRound(world: CrashWorld, round: number): Promise<void> {
  const channels = [`C0RANDOM${round % 3}`, `C0RANDOM${(round + 1) % 3}`];
  const asked = channels.map((channel) => world.ask(channel));
  for (let deaths = 0; deaths < 2; deaths += 1) {
    await sleep(Math.random() * digestMs);
    await world.kill();
    if (deaths === 0 && round > 0) asked.push(world.ask(channels[0] ?? '', { unheard: true }));
    await world.start();
  }
  for (const each of asked) await world.answered(each);
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
