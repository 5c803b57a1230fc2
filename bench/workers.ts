/**
 * What a second worker is worth, and whether many processes make one digest once: processes of the real bot on a real
 * PostgreSQL, against fakes of a fixed pace. Prints the figures; exits 1 when one is over its limit.
 */

import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { type BotFleet, startBotFleet } from '../test/support/bot-fleet.ts';
import { startTestPostgres } from '../test/support/embedded-postgres.ts';

/** Fewer, given as the first argument, are for a quick look: the last ones weigh more then. */
const digests = Number(process.argv[2] ?? 100);
const channels = 50;
/**
 * So slow that the model holds a worker up: not the pace at which Slack lets a process edit, and not the processors that
 * all processes, the database and the simulated services share.
 */
const callMs = Number(process.argv[3] ?? 8_000);
const tokensPerSecond = 30;
const callsAtATime = 8;
const leastSpeedUp = 1.8;
const askers = 50;
const processes = 4;
const patienceMs = 600_000;

/** A database and a fleet of its own for one measurement. */
interface Arena {
  readonly fleet: BotFleet;
  /** Resolves when so many requests are answered. */
  answered(requests: number): Promise<void>;
}

const postgres = await startTestPostgres();
try {
  const one = await secondsOf(1);
  const two = await secondsOf(2);
  check(`${(one / two).toFixed(2)}× as fast with two workers (at least ${leastSpeedUp}×)`, one / two >= leastSpeedUp);
  await askTogether();
} finally {
  await postgres.stop();
}

/** From the first model call to the last answer, of digests that are all in line before the workers start. */
async function secondsOf(workers: number): Promise<number> {
  return inArena(`workers_${workers}`, async ({ fleet, answered }) => {
    await fleet.start('gateway');
    for (let n = 0; n < digests; n += 1) fleet.ask(`C0BENCH${n % channels}`, `bench${String(n).padStart(6, '0')}`);
    await fleet.written();
    await Promise.all(Array.from({ length: workers }, () => fleet.start('worker')));
    await answered(digests);
    const seconds = (performance.now() - (fleet.calls[0]?.atMs ?? Number.NaN)) / 1_000;
    const { calls, peakConcurrency } = fleet.claude.stats();
    print(`${workers} of ${callsAtATime} calls each: ${digests} digests answered in ${seconds.toFixed(1)} s`);
    print(`  calls ${JSON.stringify(calls)}, at most ${peakConcurrency} at a time`);
    return seconds;
  });
}

async function askTogether(): Promise<void> {
  await inArena('together', async ({ fleet, answered }) => {
    for (let n = 0; n < processes; n += 1) await fleet.start('all');
    const asked = Array.from({ length: askers }, (_, n) => fleet.ask(`C0BENCH${n}`, 'benchbench1'));
    await answered(askers);
    const shown = asked.filter(({ ts, channel }) => fleet.slack.thread(ts, channel).length > 0);
    const outlines = fleet.calls.filter(({ stage }) => stage === 'outline').length;
    check(`${outlines} outline call for ${askers} requests over ${processes} processes (1)`, outlines === 1);
    check(`${shown.length} of ${askers} have their answer (all)`, shown.length === askers);
  });
}

async function inArena<T>(database: string, work: (arena: Arena) => Promise<T>): Promise<T> {
  const server = new Client({ connectionString: postgres.url });
  await server.connect();
  await server.query(`create database ${database}`);
  await server.end();
  const url = postgres.url.replace(/\/postgres$/, `/${database}`);
  const env = { DATABASE_URL: url, VIDIGEST_MODEL_CONCURRENCY: String(callsAtATime) };
  const fleet = await startBotFleet({ env, callMs, tokensPerSecond, minutes: 2 });
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await work({ fleet, answered: (requests) => untilDone(client, fleet, requests) });
  } finally {
    for (const [message, times] of fleet.complaints()) print(`  ${times} times in the log: ${message}`);
    await fleet.close();
    await client.end();
  }
}

async function untilDone(client: Client, fleet: BotFleet, requests: number): Promise<void> {
  const untilMs = performance.now() + patienceMs;
  for (;;) {
    const { rows } = await client.query<{ state: string; n: string }>(
      'select state, count(*) as n from requests group by state',
    );
    if (Number(rows.find(({ state }) => state === 'done')?.n ?? 0) >= requests) return;
    fleet.check();
    if (performance.now() > untilMs) throw new Error(`not answered in time: ${JSON.stringify(rows)}`);
    await sleep(100);
  }
}

function check(what: string, isWithin: boolean): void {
  print(`${isWithin ? 'ok  ' : 'OVER'} ${what}`);
  if (!isWithin) process.exitCode = 1;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
