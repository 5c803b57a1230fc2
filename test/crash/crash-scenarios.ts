import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CrashChat } from './crash-chat.ts';
import type { CrashDatabase } from './crash-database.ts';
import { reportOf } from './crash-report.ts';
import { type CrashWorld, createCrashWorld } from './crash-world.ts';
import { createRandomPoints, type RandomPoints, seedOfRun } from './random-points.ts';

/** Few where time is short, such as on a server that checks every commit. */
const randomKills = Number(process.env['VIDIGEST_CRASHES'] ?? 100);

const nothingLost = { lost: 0, doubled: 0, paidTwice: 0, marked: 0 };
/** Where time is short, a chat or database that is not the first is killed on only around the writes named here. */
const isShort = randomKills < 100;
/** Patience of a step; what takes so long hangs. */
const stepMs = 10 * 60_000;

/**
 * Kills the bot around each kind of write, and at random moments, on one kind of database and one chat. What is killed goes on while
 * the next thing is asked for, so that every death meets several answers under way.
 */
export async function describeCrashes(
  open: () => Promise<CrashDatabase>,
  startChat: () => Promise<CrashChat>,
  inShort?: readonly string[],
): Promise<void> {
  const isPart = isShort && inShort !== undefined;
  if (isPart && inShort.length === 0) {
    describe.skip('a bot that is killed', () => it('is not, where time is short', () => {}));
    return;
  }
  const chat = await startChat();
  const points = chat.writes
    .filter(([write]) => !isPart || inShort.includes(write))
    .flatMap(([write, story]) => (['before', 'after'] as const).map((when) => ({ write, story, when })));
  const channelOf = (of: CrashWorld): string => chat.channels[of.asked() % chat.channels.length] ?? '';
  let world: CrashWorld;
  let name = '';
  /** How long a digest takes here and now. */
  let digestMs = 0;
  const random = createRandomPoints(seedOfRun());
  let atRandom = 0;
  const killedAround = new Set<string>();
  let told = 0;
  /** A long series says now and then how it stands. */
  const tell = async (): Promise<void> => {
    told = Math.floor(atRandom / 10);
    await world.allAnswered();
    process.stdout.write(`${name}: ${atRandom} of ${randomKills} at random, ${JSON.stringify(await world.counts())}\n`);
  };

  beforeAll(async () => {
    const database = await open();
    name = `${chat.name}, ${database.name}`;
    world = await createCrashWorld(database, chat);
    process.stdout.write(`${name}: seed ${random.seed}, VIDIGEST_CRASH_SEED=${random.seed} runs it again\n`);
    // An orderly end leaves the next starts less to compile.
    await start(world);
    await world.stop();
    await start(world);
    digestMs = await askedAlone(world, chat.channels);
  }, stepMs);
  afterAll(async () => {
    process.stdout.write(
      reportOf(`${name}, seed ${random.seed}`, await world.counts(), { writes: [...killedAround], atRandom }),
    );
    await world.close();
  }, stepMs);

  describe('a bot that is killed', () => {
    it.each(points)(
      '$when its $write goes on',
      async (point) => {
        await world.calm();
        // On a slow machine a draft may be left out.
        while (!(await world.held(world.ask(point.story, channelOf(world)), point)));
        await world.kill();
        killedAround.add(`${point.when} ${point.write}`);
        await start(world);
      },
      stepMs,
    );

    it.skipIf(isPart).each([1, 2])(
      'after %s answers of the model goes on from them',
      async (times) => {
        await world.calm();
        const before = await world.counts();
        await world.modelAnswered(world.ask('digest', channelOf(world)), times);
        await world.kill();
        // The last one may not have come as far as the disk.
        expect((await world.counts()).stored - before.stored).toBeGreaterThanOrEqual(times - 1);
        await start(world);
      },
      stepMs,
    );

    it.skipIf(isPart).each(['before', 'after'] as const)(
      '%s it tells of a failure goes on, and so it does when the notice turns into the digest',
      async (when) => {
        await world.calm();
        const asked = world.ask('in trouble', channelOf(world));
        expect(await world.held(asked, { write: chat.trouble.told, when })).toBe(true);
        await world.kill();
        await start(world);
        await world.noted(asked, 'waiting');
        await world.calm();
        await world.kill();
        const turned = world.held(asked, { write: chat.trouble.turned, when });
        await start(world);
        expect(await turned).toBe(true);
        await world.kill();
        await start(world);
      },
      stepMs,
    );

    it.skipIf(isPart).each(['before', 'after'] as const)(
      '%s it takes away what it told of a failure long ago, for the digest to come as news',
      async (when) => {
        await world.calm();
        const asked = world.ask('in trouble', channelOf(world));
        await world.noted(asked, 'waiting');
        await world.kill();
        await start(world);
        await world.noted(asked, 'waiting');
        await world.calm();
        await world.kill();
        await world.passLongTime();
        const removed = world.held(asked, { write: chat.trouble.removed, when });
        await start(world);
        expect(await removed).toBe(true);
        await world.kill();
        killedAround.add(`${when} ${chat.trouble.removed}`);
        await start(world);
      },
      stepMs,
    );

    it(
      'has lost, doubled and paid twice nothing, and made no other write than these',
      async () => {
        await world.allAnswered();
        expect(await world.counts()).toMatchObject(nothingLost);
        if (isPart) return;
        const known = new Set([...chat.writes.map(([write]) => write), ...Object.values(chat.trouble)]);
        const made = [...world.writes].filter((write) => !chat.rareWrites.includes(write));
        expect(made.toSorted()).toEqual([...known].toSorted());
      },
      stepMs,
    );

    it.skipIf(isPart)(
      `at ${randomKills} random moments loses, doubles and pays twice nothing`,
      async () => {
        while (atRandom < randomKills) {
          atRandom += await dieAtRandom(world, () => channelOf(world), random, digestMs);
          if (Math.floor(atRandom / 10) > told) await tell();
        }
        await world.allAnswered();
        const counts = await world.counts();
        expect(counts).toMatchObject(nothingLost);
        // Otherwise nothing could have been paid twice.
        expect(counts.stored).toBeGreaterThan(0);
      },
      randomKills * stepMs,
    );
  });
}

async function start(world: CrashWorld): Promise<void> {
  world.launch();
  await world.listening();
}

/** Asks for one digest in each channel, which all have one then. Returns how long it took in ms. */
async function askedAlone(world: CrashWorld, channels: readonly string[]): Promise<number> {
  const before = Date.now();
  for (const channel of channels) world.ask('digest', channel);
  await world.allAnswered();
  return Date.now() - before;
}

/** Two links, a death at any moment, sometimes a link while nobody listens, sometimes a second death in the start. */
async function dieAtRandom(
  world: CrashWorld,
  nextChannel: () => string,
  random: RandomPoints,
  digestMs: number,
): Promise<number> {
  await world.calm();
  world.ask('digest', nextChannel());
  world.ask(pick(random, ['digest', 'slow', 'again', 'in vain']), nextChannel());
  await sleep(random.next() * digestMs);
  await world.kill();
  if (random.next() < 0.3) world.ask('digest', nextChannel(), { unheard: true });
  world.launch();
  const diesInStart = random.next() < 0.2;
  if (diesInStart) {
    await sleep(random.next() * 0.5 * digestMs);
    await world.calm();
    await world.kill();
    world.launch();
  }
  await world.listening();
  return diesInStart ? 2 : 1;
}

function pick<T>(random: RandomPoints, of: readonly [T, ...T[]]): T {
  return of[Math.floor(random.next() * of.length)] ?? of[0];
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
