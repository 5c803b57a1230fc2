import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, describe, expect, it } from 'vitest';
import { type DiscordBot, overviewIn, startDiscordBot, talkLink } from '../support/discord-bot.ts';
import { projectRoot } from '../support/source-file.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';

let house: DiscordBot;
let database: TestDatabase;
const processes: ChildProcess[] = [];

/** Starts the program as people do, and collects its log. */
function launch(role: string, env: Readonly<Record<string, string>>): { readonly child: ChildProcess; log: string } {
  const child = spawn(process.execPath, ['src/cli.ts', 'start', '--role', role], {
    cwd: projectRoot,
    env: { ...(process.env['PATH'] === undefined ? {} : { PATH: process.env['PATH'] }), ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const running = { child, log: '' };
  child.stderr.on('data', (piece: Buffer) => {
    running.log += String(piece);
  });
  processes.push(child);
  return running;
}
async function end(child: ChildProcess): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) {
    const exited = once(child, 'exit');
    child.kill('SIGTERM');
    await exited;
  }
  return child.exitCode;
}
afterEach(async () => {
  await Promise.all(processes.splice(0).map(end));
  await house.close();
  await database.drop();
});

describe('a gateway with two shards', () => {
  it('starts a process for each, which come back when they die and end with it', async () => {
    database = await createTestDatabase();
    house = await startDiscordBot({
      starts: false,
      env: { DATABASE_URL: database.url, DISCORD_SHARDS: 'auto', LOG_LEVEL: 'info' },
      prepare(fake) {
        fake.portal.shards = 2;
        fake.portal.maxConcurrency = 2;
        fake.spread(2);
      },
    });
    const { discord, environment } = house;
    const gateway = launch('gateway', environment);
    launch('worker', environment);
    await discord.waitFor(() => gateway.log.includes('all shards of discord are connected'));
    expect(discord.gateway.sessions.map(({ shard }) => shard)).toEqual([
      [0, 2],
      [1, 2],
    ]);
    const texts = [...discord.world.channels.values()].filter(({ type, guild }) => type === 0 && guild !== null);
    const messages = texts.map(({ id }) => discord.say(talkLink, { channel: id }));
    for (const message of messages) await overviewIn(discord, () => discord.thread(message));
    expect(messages.length).toBeGreaterThan(1);
    expect(discord.posts(discord.channels.text)).toEqual([]);

    const [, pid] = /"pid":(\d+)/.exec(gateway.log) ?? [];
    process.kill(Number(pid), 'SIGKILL');
    await discord.waitFor(() => discord.gateway.sessions.length === 3);
    await discord.waitFor(() => discord.gateway.sessions.at(-1)?.socket);
    expect(await end(gateway.child)).toBe(0);
    await discord.waitFor(() => discord.gateway.sessions.every(({ socket }) => socket === null));
  }, 120_000);
});
