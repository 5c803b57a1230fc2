#!/usr/bin/env node
import { existsSync } from 'node:fs';
import { createSystemClock } from './adapters/clock/system-clock.ts';
import { composeModel, composeSource } from './compose/reading.ts';
import { composeRuntime } from './compose/runtime.ts';
import { copiesOf } from './compose/storage.ts';
import { type Config, readConfig, readWhatIsRight } from './config.ts';
import { errorCodeOf, VidigestError } from './core/domain/errors.ts';
import { parseVideoReference } from './core/domain/links.ts';
import { makeDigest } from './core/pipeline/make-digest.ts';
import type { SourceVideo } from './core/ports/transcript-source.ts';
import { readCaptionFile } from './terminal/caption-file.ts';
import { copyData } from './terminal/copy-data.ts';
import { demoLanguage, loadDemo } from './terminal/demo.ts';
import { describeForTerminal } from './terminal/describe-error.ts';
import { exitCodeOf, exitCodes } from './terminal/exit-codes.ts';
import { helpText } from './terminal/help.ts';
import { type DigestCommand, parseArguments } from './terminal/parse-arguments.ts';
import { type OperationCommand, parseOperation } from './terminal/parse-operation.ts';
import { startPreparedModel } from './terminal/prepared-answers.ts';
import { createProgressView } from './terminal/progress-view.ts';
import { createStageReporter } from './terminal/stage-reporter.ts';
import { UsageError } from './terminal/usage-error.ts';
import { readVersion } from './terminal/version.ts';
import { writeDigest } from './terminal/write-digest.ts';

/** Runs one command line and returns the exit code. */
async function run(args: readonly string[], signal: AbortSignal): Promise<number> {
  const operation = parseOperation(args);
  if (operation !== null) return operate(operation, signal);
  const command = parseArguments(args);
  if (command.kind === 'help') process.stdout.write(helpText);
  else if (command.kind === 'version') process.stdout.write(`${await readVersion()}\n`);
  else if (command.kind === 'demo') await runDemo(signal);
  else await runDigest(command, readConfig(), signal);
  return exitCodes.ok;
}

/** What whoever runs the bot asks for. What speaks to the chats is loaded where it is needed: that takes its time. */
async function operate(operation: OperationCommand, signal: AbortSignal): Promise<number> {
  // What is set already stays as it is.
  if (existsSync('.env')) process.loadEnvFile('.env');
  const write = (text: string): void => void process.stdout.write(text);
  if (operation.kind === 'doctor') {
    const { runDoctor } = await import('./compose/doctor.ts');
    return runDoctor(readWhatIsRight(), { json: operation.json, write }, signal);
  }
  const config = readConfig();
  if (operation.kind === 'start') return (await import('./compose/run-bot.ts')).runBot(config, operation.role);
  if (operation.kind === 'commands') {
    const { registerOnDiscord } = await import('./compose/discord-commands.ts');
    write(await registerOnDiscord(config, composeRuntime(config), signal));
  } else write(`${await copyData(operation, copiesOf(config, createSystemClock()))}\n`);
  return exitCodes.ok;
}

async function runDigest(command: DigestCommand, config: Config, signal: AbortSignal): Promise<void> {
  const runtime = composeRuntime({ logLevel: config.logLevel === 'info' ? 'warn' : config.logLevel });
  const view = createProgressView(process.stderr, runtime.clock);
  try {
    const model = await composeModel(config.model, config.prices, runtime, signal);
    if (model === null)
      process.stderr.write('No model is configured: the digest is extractive, nothing is translated.\n');
    view.report({ stage: 'captions', state: 'started' });
    const source = await findSource(command, config, signal);
    view.report({ stage: 'captions', state: 'done', detail: source.video.title });
    const language = command.to ?? config.language;
    const options = { signal, onEvent: createStageReporter(view) };
    const digest = await makeDigest(
      { ...runtime, model, prices: config.prices },
      { ...source, language, translate: command.translate },
      options,
    );
    view.close();
    await writeDigest(digest, command.format, command.out);
  } finally {
    view.close();
  }
}

async function findSource(command: DigestCommand, config: Config, signal: AbortSignal): Promise<SourceVideo> {
  const link = command.video === null ? null : parseVideoReference(command.video);
  if (command.video !== null && link === null) {
    throw new VidigestError('link-invalid', `not a link to a YouTube video, nor an id: ${command.video}`);
  }
  if (command.captions !== null)
    return readCaptionFile(command.captions, { ...command, videoId: link?.videoId ?? null });
  if (link === null) throw new VidigestError('link-invalid', 'no video given');
  return composeSource(config, composeRuntime(config)).fetch(link.videoId, { signal });
}

/** The whole path over the real client; only the other end is prepared. */
async function runDemo(signal: AbortSignal): Promise<void> {
  const runtime = composeRuntime({ logLevel: 'warn' });
  const view = createProgressView(process.stderr, runtime.clock);
  const { source, answers } = await loadDemo();
  process.stderr.write(
    'Demo: the talk ships with the program, and the answers are prepared: a model gave them once, word for word.\n',
  );
  const prepared = await startPreparedModel(answers);
  try {
    const { model: settings, prices } = readConfig({ ANTHROPIC_BASE_URL: prepared.baseUrl });
    const model = await composeModel(settings, prices, runtime, signal);
    const options = { signal, onEvent: createStageReporter(view) };
    const digest = await makeDigest(
      { ...runtime, model },
      { ...source, language: demoLanguage, translate: true },
      options,
    );
    view.close();
    await writeDigest(digest, 'md', null);
  } finally {
    view.close();
    await prepared.close();
  }
}

async function main(): Promise<void> {
  const stop = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    process.once(name, () => stop.abort(new VidigestError('cancelled', `stopped by ${name}`)));
  }
  try {
    process.exitCode = await run(process.argv.slice(2), stop.signal);
  } catch (error) {
    const usage = error instanceof UsageError;
    process.stderr.write(`${usage ? `${error.message}\nvidigest --help says more.` : describeForTerminal(error)}\n`);
    process.exitCode = usage ? exitCodes.usage : exitCodeOf(errorCodeOf(error));
  }
}

await main();
