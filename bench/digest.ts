/**
 * How long a person waits, from a link in Slack to what stands in its thread: the real bot against fakes of a fixed
 * pace. The workload is fixed, so that the ratios to what this pace allows at best can be compared between machines and
 * versions. Prints both ratios and the tokens by kind; exits 1 when one is over its limit.
 */

import { makeLines } from '../src/core/pipeline/lines.ts';
import { transcriptBlock } from '../src/core/pipeline/prompts/prompt-blocks.ts';
import type { Prompt } from '../test/fakes/claude/prompt.ts';
import type { TokenBudget } from '../test/fakes/claude/token-budget.ts';
import { countTokens } from '../test/fakes/claude/tokens.ts';
import { addTalk } from '../test/support/add-talk.ts';
import { startSlackBot } from '../test/support/slack-bot.ts';
import { talk } from '../test/support/talk.ts';

const minutes = 42;
const ttftMs = 1_200;
const tokensPerSecond = 100;
const tldrTokens = 150;
const outlineTokens = 1_000;
const translationTokens = 13_000;
const callsAtATime = 12;

/** What the pace allows at best: the first token and the TL;DR; then the outline, and all chunks at the same time. */
const bestTldrMs = ttftMs + (tldrTokens / tokensPerSecond) * 1_000;
const bestTextMs = 2 * ttftMs + ((outlineTokens + translationTokens / callsAtATime) / tokensPerSecond) * 1_000;
const mostTldr = 1.25;
const mostText = 1.5;
const mostInput = 3.3;

function budget(prompt: Prompt): TokenBudget | null {
  if (prompt.stage === 'outline') return { total: outlineTokens, marks: [{ field: 'tldr', tokens: tldrTokens }] };
  if (prompt.stage !== 'translation') return null;
  return { total: Math.round((translationTokens * prompt.asked.length) / prompt.lines.length) };
}

const bot = await startSlackBot({
  env: { VIDIGEST_MODEL_CONCURRENCY: String(callsAtATime) },
  slack: { rateLimit: true },
  claude: { ttftMs, tokensPerSecond, budget },
});
try {
  addTalk(bot.youtube, 'benchbench1', minutes);
  const startMs = performance.now();
  const ts = bot.slack.say({ text: 'https://youtu.be/benchbench1' });
  await bot.slack.waitFor(() => bot.slack.thread(ts).length > 0, 60_000);
  const tldrMs = performance.now() - startMs;
  // The full text ends with the video: only its last passage is this late.
  const lastPassage = (): boolean =>
    bot.slack
      .thread(ts)
      .slice(2)
      .some(({ blocks }) => /\?t=24[5-9]\d|\?t=25\d\d/.test(JSON.stringify(blocks)));
  await bot.slack.waitFor(lastPassage, 120_000);
  const textMs = performance.now() - startMs;
  report(tldrMs, textMs);
} finally {
  await bot.close();
}

function report(tldrMs: number, textMs: number): void {
  const { calls, warmUps, inputTokens, cacheWriteTokens, cacheReadTokens, outputTokens, peakConcurrency } =
    bot.claude.stats();
  const { captions } = talk(minutes);
  const transcript = countTokens(transcriptBlock(makeLines(captions), 'en'));
  const rows: readonly [string, number, number][] = [
    [
      `TL;DR after ${(tldrMs / 1_000).toFixed(1)} s, at best ${(bestTldrMs / 1_000).toFixed(1)} s`,
      tldrMs / bestTldrMs,
      mostTldr,
    ],
    [
      `whole translation after ${(textMs / 1_000).toFixed(1)} s, at best ${(bestTextMs / 1_000).toFixed(1)} s`,
      textMs / bestTextMs,
      mostText,
    ],
    [
      `input and cache writes, of ${transcript} tokens of transcript`,
      (inputTokens + cacheWriteTokens) / transcript,
      mostInput,
    ],
  ];
  for (const [what, ratio, most] of rows) {
    process.stdout.write(`${ratio.toFixed(2)}× (at most ${most}×)  ${what}\n`);
    if (ratio > most) process.exitCode = 1;
  }
  process.stdout.write(
    `tokens: input ${inputTokens}, cache write ${cacheWriteTokens}, cache read ${cacheReadTokens}, output ${outputTokens}\n` +
      `calls: ${JSON.stringify(calls)}, warm-ups ${warmUps}, at most ${peakConcurrency} at a time\n`,
  );
}
