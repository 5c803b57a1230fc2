import { createModelChecks } from '../adapters/claude/claude-checkup.ts';
import { createDiscordChecks } from '../adapters/discord/discord-checkup.ts';
import { redact } from '../adapters/log/redact.ts';
import { defaultSchema } from '../adapters/queue/boss-client.ts';
import { createSlackChecks } from '../adapters/slack/slack-checkup.ts';
import { createDataFileCheck } from '../adapters/store/data-file-checkup.ts';
import { createPostgresCheck } from '../adapters/store/postgres-checkup.ts';
import { type Config, type DiscordConfig, modelVariables, type readWhatIsRight } from '../config.ts';
import type { SlackConfig } from '../config-slack.ts';
import { type Check, type Finding, fine, toMend, unseen } from '../core/ports/check.ts';
import { createSourceCheck } from '../core/usecases/check-source.ts';
import { reportFindings } from '../terminal/doctor-report.ts';
import { runChecks } from '../terminal/run-checks.ts';
import { addressOf } from './address-of.ts';
import { composeSource } from './reading.ts';
import { composeRuntime, type Runtime } from './runtime.ts';

/** The configuration as far as it is right, its mistakes, and the names of the variables that are set. */
type Setup = ReturnType<typeof readWhatIsRight>;

const timeoutMs = 10_000;
/** Before the check's own time is up, so that what was asked can be named. */
const modelTimeoutMs = 9_000;
/** "Me at the zoo", the first video of all: 19 seconds, with captions, there since 2005. */
const wellKnownVideo = 'jNQXAC9IVRw';

/** Looks at the whole installation and writes what it finds. Returns the exit code. Throws the signal's reason alone. */
export function runDoctor(
  setup: Setup,
  { json, write }: { readonly json: boolean; readonly write: (text: string) => void },
  signal: AbortSignal,
): Promise<number> {
  // What the checks log, their findings say.
  const runtime = composeRuntime({ logLevel: setup.config.logLevel === 'debug' ? 'debug' : 'error' });
  const { clock } = runtime;
  const findings = runChecks(checksOf(setup, runtime), { clock, timeoutMs, signal });
  return reportFindings(findings, { json, redact, write });
}

function checksOf(setup: Setup, runtime: Runtime): readonly Check[] {
  const { config } = setup;
  return [
    found('Configuration', configurationFindings(setup)),
    found('Chat', chatFindings(setup)),
    dataCheck(config, runtime),
    ...modelChecks(config, runtime),
    ...(config.slack === null ? [] : slackChecks(config.slack, config, runtime)),
    ...(config.discord === null ? [] : discordChecks(config.discord, runtime)),
    createSourceCheck(composeSource(config, runtime), {
      videoId: wellKnownVideo,
      proxy: config.youtube.proxy !== null,
    }),
  ];
}

/** What is known already. */
function found(subject: string, findings: readonly Finding[]): Check {
  return { subject, run: async () => findings };
}

function configurationFindings({ problems, given }: Setup): readonly Finding[] {
  const subject = 'Configuration';
  const advice = 'set it right in the environment or in .env; the README has every variable under Configuration';
  if (problems.length > 0) return problems.map((problem) => toMend(subject, problem, advice));
  return [fine(subject, given.length === 0 ? 'nothing is set' : `${given.join(', ')}: nothing is wrong with them`)];
}

function chatFindings({ config: { slack, discord, http }, given }: Setup): readonly Finding[] {
  const isMeant = (prefix: string) => given.some((name) => name.startsWith(prefix));
  const spoilt = (
    [
      ['Slack', slack === null && isMeant('SLACK_')],
      ['Discord', discord === null && isMeant('DISCORD_')],
    ] as const
  ).flatMap(([subject, is]) =>
    is ? [unseen(subject, 'is not set up, as far as the configuration is right', 'mend that, and run this again')] : [],
  );
  const advice = 'set SLACK_BOT_TOKEN and SLACK_APP_TOKEN, or DISCORD_TOKEN; the README tells where they come from';
  if (slack === null && discord === null && spoilt.length === 0)
    return [toMend('Chat', 'neither Slack nor Discord is set up: `vidigest start` has nobody to listen to', advice)];
  if (slack?.hearing.kind === 'http' && http === null)
    return [...spoilt, toMend('Chat', 'Slack has no port to call', 'set VIDIGEST_HTTP_PORT')];
  return spoilt;
}

function dataCheck({ dataFile, databaseUrl }: Config, { logger }: Runtime): Check {
  if (databaseUrl === null) return createDataFileCheck(dataFile);
  return createPostgresCheck({ url: databaseUrl, schemas: [defaultSchema], logger });
}

function modelChecks({ model }: Config, runtime: Runtime): readonly Check[] {
  if (model === null)
    return [found('Model', [fine('Model', 'none is configured: digests are extractive, and nothing is translated')])];
  return createModelChecks(runtime, { ...model, settings: modelVariables, timeoutMs: modelTimeoutMs });
}

function slackChecks(slack: SlackConfig, config: Config, runtime: Runtime): readonly Check[] {
  const { access, hearing } = slack;
  return createSlackChecks(runtime, {
    botToken: access.kind === 'token' ? access.botToken : null,
    oauth: access.kind === 'oauth' ? access : null,
    appToken: hearing.kind === 'socket' ? hearing.appToken : null,
    configToken: config.slackConfigToken,
    ...addressOf(slack),
  });
}

function discordChecks(discord: DiscordConfig, runtime: Runtime): readonly Check[] {
  const { token, shards } = discord;
  return createDiscordChecks(runtime, { token, shards, ...addressOf(discord) });
}
