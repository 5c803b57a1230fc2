/**
 * A burst of links in one channel: what it takes of memory, and what a link in another channel has to wait. One process
 * of the real bot on SQLite, against fakes of a fixed pace. Prints the figures; exits 1 when one is over its limit.
 */

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type BotFleet, startBotFleet } from '../test/support/bot-fleet.ts';

/** All sent in one moment, on one connection. */
const links = 1_000;
const callMs = 2_000;
/** Talks long enough for their translations to take every call that they are given. */
const minutes = 20;
const callsAtATime = 4;
const mostMegabytes = 300;
const mostCalls = 2;
const workForMs = 60_000;

const folder = await mkdtemp(path.join(tmpdir(), 'vidigest-burst-'));
const env = {
  VIDIGEST_DATA: path.join(folder, 'data.sqlite'),
  VIDIGEST_MODEL_CONCURRENCY: String(callsAtATime),
};
const fleet = await startBotFleet({ env, callMs, minutes });
try {
  await measure(fleet);
} finally {
  for (const [message, times] of fleet.complaints()) print(`  ${times} times in the log: ${message}`);
  await fleet.close();
  await rm(folder, { recursive: true, force: true });
}

async function measure({ slack, calls, ...bot }: BotFleet): Promise<void> {
  await bot.start('all');
  const startMs = performance.now();
  const idle = bot.peakMemoryBytes();
  for (let n = 0; n < links; n += 1) bot.ask('C0BURST', `burst${String(n).padStart(6, '0')}`);
  await bot.written();
  const again = slack.deliveries.filter(({ attempts }) => attempts > 1).length;
  check(
    `${links} links written down after ${seconds(performance.now() - startMs)}, ${again} sent again for want of an acknowledgement within 3 s (none)`,
    again === 0,
  );
  // The link comes when the burst has the model to itself, which is the worst moment.
  while (calls.length < 2 * callsAtATime && performance.now() - startMs < workForMs) await sleep(50);
  const callsAlready = calls.length;
  const askedMs = performance.now();
  const { ts, channel } = bot.ask('C0QUIET', 'quietquiet1');
  await slack.waitFor(() => slack.thread(ts, channel).length > 0, workForMs);
  const waitedMs = performance.now() - askedMs;
  const own = calls.findIndex(({ stage, videoId }) => stage === 'outline' && videoId === 'quietquiet1');
  const ahead = calls.slice(callsAlready, own);
  const outlinesAhead = ahead.filter(({ stage }) => stage === 'outline').length;
  print(`  calls begun between the link and its outline: ${ahead.length}, ${outlinesAhead} of them outlines`);
  const inCalls = waitedMs / callMs;
  check(
    `TL;DR in another channel after ${inCalls.toFixed(2)} model calls of time (at most ${mostCalls})`,
    inCalls <= mostCalls,
  );
  check(`  of ${outlinesAhead + 1} outlines, its own the last (at most ${mostCalls})`, outlinesAhead + 1 <= mostCalls);
  await sleep(Math.max(0, startMs + workForMs - performance.now()));
  bot.check();
  const megabytes = bot.peakMemoryBytes() / 1e6;
  const done = `${calls.length} model calls in ${seconds(performance.now() - startMs)}`;
  check(
    `${megabytes.toFixed(0)} MB at most, ${(idle / 1e6).toFixed(0)} MB before (under ${mostMegabytes} MB); ${done}`,
    megabytes < mostMegabytes,
  );
}

function seconds(ms: number): string {
  return `${(ms / 1_000).toFixed(1)} s`;
}

function check(what: string, isWithin: boolean): void {
  print(`${isWithin ? 'ok  ' : 'OVER'} ${what}`);
  if (!isWithin) process.exitCode = 1;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
