import { z } from 'zod';
import { budgetLimits, moneyVariables } from './config-money.ts';
import { type SlackConfig, slackConfig } from './config-slack.ts';
import type { BudgetLimits } from './core/domain/budget.ts';
import { VidigestError } from './core/domain/errors.ts';
import { parseLanguage } from './core/domain/language.ts';
import { defaultPrices, type PriceTable } from './core/domain/prices.ts';
import type { Stage } from './core/domain/usage.ts';

/** Everything the environment decides, checked and with defaults. Times in ms. Secrets are never logged or shown. */
export interface Config {
  /** Null: no model, digests are extractive. */
  readonly model: ModelConfig | null;
  /** BCP 47 tag of digests where nothing else decides. */
  readonly language: string;
  /** Longer videos are translated on request only. */
  readonly translateUpToMs: number;
  /** What may be spent on the models without asking. */
  readonly limits: BudgetLimits;
  readonly prices: PriceTable;
  readonly dataFile: string;
  /** PostgreSQL instead of the file; null: the file. */
  readonly databaseUrl: string | null;
  /** Older data are removed; null: they stay. */
  readonly keepForMs: number | null;
  readonly youtube: { readonly proxy: string | null; readonly origin: string | null };
  /** Slack workspaces and Discord servers that may let the bot in; null: all. */
  readonly workspaces: ReadonlySet<string> | null;
  /** Null: Slack is not set up. */
  readonly slack: SlackConfig | null;
  /** Of whoever manages the Slack app: shows how it is set up. Only for looking at the installation; null: not given. */
  readonly slackConfigToken: string | null;
  /** Null: Discord is not set up. */
  readonly discord: DiscordConfig | null;
  /** Where health and metrics are served; null: nowhere. */
  readonly http: { readonly host: string; readonly port: number } | null;
  readonly logLevel: LogLevel;
}

export interface ModelConfig {
  readonly apiKey: string;
  readonly baseUrl: string;
  readonly models: Readonly<Record<Stage, string>>;
  readonly concurrency: number;
  readonly idleTimeoutMs: number;
  readonly firstTokenTimeoutMs: number;
  readonly totalTimeoutMs: number;
  /** Room of every model, for servers that do not tell; null: as known or told. */
  readonly contextTokens: number | null;
}

export interface DiscordConfig {
  readonly token: string;
  readonly apiUrl: string | null;
  /** Connections over which the servers are spread; `auto`: as many as Discord advises. */
  readonly shards: number | 'auto';
}

const logLevels = ['debug', 'info', 'warn', 'error'] as const;
/** From the most to the least talkative. */
type LogLevel = (typeof logLevels)[number];

/** The variable that names a stage's model, for messages about a wrong one. */
export const modelVariables: Readonly<Record<Stage, string>> = {
  outline: 'VIDIGEST_MODEL_OUTLINE',
  analysis: 'VIDIGEST_MODEL_ANALYSIS',
  translation: 'VIDIGEST_MODEL_TRANSLATION',
};

const url = z.url({ protocol: /^https?$/, error: 'must be an http(s) address' });
const positive = z.coerce.number({ error: 'must be a number' }).positive({ error: 'must be more than 0' });
const port = z.coerce
  .number({ error: 'must be a number' })
  .int({ error: 'must be a whole number' })
  .min(0, { error: 'must be 0 or more' })
  .max(65_535, { error: 'must be 65535 or less' });
const leastSecretBytes = 32;
const secret = z.string().refine((text) => Buffer.byteLength(text) >= leastSecretBytes, {
  error: `must have ${leastSecretBytes} bytes or more: take what openssl rand -base64 48 prints`,
});
const language = z.string().transform((tag, context) => {
  try {
    return parseLanguage(tag);
  } catch {
    context.addIssue({ code: 'custom', message: 'must be a language tag such as en, zh-CN or pt-BR' });
    return z.NEVER;
  }
});

/** Of Slack, of Discord, and Discord's direct messages. */
const workspaceForm = /^(T[A-Z0-9]{2,30}|\d{15,20}|@me)$/;
const workspaces = z.string().transform((text, context): ReadonlySet<string> => {
  const names = text.split(',').map((name) => name.trim());
  if (names.every((name) => workspaceForm.test(name))) return new Set(names);
  context.addIssue({
    code: 'custom',
    message: 'must be ids of Slack workspaces (T…) and Discord servers (numbers, or @me), with commas between',
  });
  return z.NEVER;
});

const environmentSchema = z.object({
  ANTHROPIC_API_KEY: z.string().optional(),
  ANTHROPIC_BASE_URL: url.default('https://api.anthropic.com'),
  VIDIGEST_MODEL_OUTLINE: z.string().default('claude-sonnet-5-5'),
  VIDIGEST_MODEL_ANALYSIS: z.string().default('claude-sonnet-5-5'),
  VIDIGEST_MODEL_TRANSLATION: z.string().default('claude-haiku-5-5'),
  VIDIGEST_MODEL_CONCURRENCY: positive.int({ error: 'must be a whole number' }).default(12),
  VIDIGEST_MODEL_IDLE_SECONDS: positive.default(60),
  VIDIGEST_MODEL_FIRST_TOKEN_SECONDS: positive.default(120),
  VIDIGEST_MODEL_TOTAL_SECONDS: positive.default(600),
  VIDIGEST_MODEL_CONTEXT_TOKENS: positive.int({ error: 'must be a whole number' }).min(4_000).optional(),
  VIDIGEST_LANGUAGE: language.default('en'),
  VIDIGEST_TRANSLATE_MAX_MINUTES: z.coerce.number({ error: 'must be a number' }).nonnegative().default(60),
  ...moneyVariables,
  VIDIGEST_WORKSPACES: workspaces.optional(),
  VIDIGEST_DATA: z.string().default('./data/vidigest.sqlite'),
  VIDIGEST_RETENTION_DAYS: positive.optional(),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: 'must be a postgres:// address' }).optional(),
  YOUTUBE_PROXY: url.optional(),
  YOUTUBE_ORIGIN: url.optional(),
  SLACK_BOT_TOKEN: z.string().startsWith('xoxb-', { error: 'must begin with xoxb-' }).optional(),
  SLACK_APP_TOKEN: z.string().startsWith('xapp-', { error: 'must begin with xapp-' }).optional(),
  SLACK_SIGNING_SECRET: z.string().optional(),
  SLACK_CLIENT_ID: z.string().optional(),
  SLACK_CLIENT_SECRET: z.string().optional(),
  SLACK_API_URL: url.optional(),
  SLACK_REACTION: z
    .string()
    .regex(/^[a-z0-9_+'-]{1,100}$/, { error: 'must be the name of an emoji, without colons' })
    // The bot's own sign.
    .refine((name) => name !== 'eyes', { error: 'must be another emoji than eyes' })
    .default('memo'),
  SLACK_OTHER_BOTS: z.enum(['yes', 'no'], { error: 'must be yes or no' }).default('no'),
  SLACK_CONFIG_TOKEN: z.string().startsWith('xoxe.', { error: 'must begin with xoxe.' }).optional(),
  DISCORD_TOKEN: z
    .string()
    .regex(/^[\w-]+(\.[\w-]+){2}$/, { error: 'must be a bot token: three parts with dots between' })
    .optional(),
  DISCORD_API_URL: url.optional(),
  DISCORD_SHARDS: z.union([z.literal('auto'), positive.int()], { error: 'must be a whole number, or auto' }).default(1),
  VIDIGEST_SECRET: secret.optional(),
  VIDIGEST_SECRET_OLD: secret.optional(),
  VIDIGEST_HTTP_HOST: z.string().default('127.0.0.1'),
  VIDIGEST_HTTP_PORT: port.default(0),
  LOG_LEVEL: z.enum(logLevels, { error: `must be one of ${logLevels.join(', ')}` }).default('info'),
});
type Environment = z.infer<typeof environmentSchema>;

/** Names of all variables that are read, in the order of the documents. */
export const environmentVariables: readonly string[] = Object.keys(environmentSchema.shape);

/** Throws `config-invalid` that names every wrong variable and how to mend it, but no value. Empty counts as unset. */
export function readConfig(environment: Readonly<Record<string, string | undefined>> = process.env): Config {
  const given = Object.entries(environment).filter(([, value]) => value !== undefined && value.trim() !== '');
  const parsed = environmentSchema.safeParse(Object.fromEntries(given));
  if (!parsed.success) {
    const problems = parsed.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`);
    throw invalid(problems);
  }
  const env = parsed.data;
  return {
    model: modelConfig(env),
    language: env.VIDIGEST_LANGUAGE,
    translateUpToMs: env.VIDIGEST_TRANSLATE_MAX_MINUTES * 60_000,
    limits: budgetLimits(env),
    prices: env.VIDIGEST_PRICES ?? defaultPrices,
    dataFile: env.VIDIGEST_DATA,
    databaseUrl: env.DATABASE_URL ?? null,
    keepForMs: env.VIDIGEST_RETENTION_DAYS === undefined ? null : env.VIDIGEST_RETENTION_DAYS * 86_400_000,
    youtube: { proxy: env.YOUTUBE_PROXY ?? null, origin: env.YOUTUBE_ORIGIN ?? null },
    workspaces: env.VIDIGEST_WORKSPACES ?? null,
    slack: slackConfig(env, (problem) => invalid([problem])),
    slackConfigToken: env.SLACK_CONFIG_TOKEN ?? null,
    discord: discordConfig(env),
    http: env.VIDIGEST_HTTP_PORT === 0 ? null : { host: env.VIDIGEST_HTTP_HOST, port: env.VIDIGEST_HTTP_PORT },
    logLevel: env.LOG_LEVEL,
  };
}

/**
 * What is left of a configuration without its mistakes, and every mistake: for whoever looks for what is wrong. `given`
 * names the variables that are set, wrong ones included.
 */
export function readWhatIsRight(environment: Readonly<Record<string, string | undefined>> = process.env): {
  readonly config: Config;
  readonly problems: readonly string[];
  readonly given: readonly string[];
} {
  const rest = { ...environment };
  const given = environmentVariables.filter((name) => (rest[name] ?? '').trim() !== '');
  const dropped = new Set<string>();
  const problems: string[] = [];
  for (;;) {
    try {
      return { config: readConfig(rest), problems, given };
    } catch (error) {
      if (!(error instanceof VidigestError) || error.reason === undefined) throw error;
      const named = error.reason.split('\n  ').map((text) => ({ text, names: text.match(/[A-Z_]{4,}/g) ?? [] }));
      // What a variable that was left out is missed for is no mistake of its own.
      problems.push(...named.filter(({ names }) => !names.some((name) => dropped.has(name))).map(({ text }) => text));
      const wrong = named.flatMap(({ names }) => names).filter((name) => given.includes(name) && !dropped.has(name));
      if (wrong.length === 0) throw error;
      for (const name of wrong) {
        dropped.add(name);
        delete rest[name];
      }
    }
  }
}

/** A server of one's own may need no key: an address alone is enough. */
function modelConfig(env: Environment): ModelConfig | null {
  const own = env.ANTHROPIC_BASE_URL !== 'https://api.anthropic.com';
  if (env.ANTHROPIC_API_KEY === undefined && !own) return null;
  return {
    apiKey: env.ANTHROPIC_API_KEY ?? 'none',
    baseUrl: env.ANTHROPIC_BASE_URL,
    models: {
      outline: env.VIDIGEST_MODEL_OUTLINE,
      analysis: env.VIDIGEST_MODEL_ANALYSIS,
      translation: env.VIDIGEST_MODEL_TRANSLATION,
    },
    concurrency: env.VIDIGEST_MODEL_CONCURRENCY,
    idleTimeoutMs: env.VIDIGEST_MODEL_IDLE_SECONDS * 1_000,
    firstTokenTimeoutMs: env.VIDIGEST_MODEL_FIRST_TOKEN_SECONDS * 1_000,
    totalTimeoutMs: env.VIDIGEST_MODEL_TOTAL_SECONDS * 1_000,
    contextTokens: env.VIDIGEST_MODEL_CONTEXT_TOKENS ?? null,
  };
}

function discordConfig({ DISCORD_TOKEN, DISCORD_API_URL, DISCORD_SHARDS }: Environment): DiscordConfig | null {
  if (DISCORD_TOKEN === undefined) return null;
  return { token: DISCORD_TOKEN, apiUrl: DISCORD_API_URL ?? null, shards: DISCORD_SHARDS };
}

function invalid(problems: readonly string[]): VidigestError {
  const text = problems.join('\n  ');
  return new VidigestError('config-invalid', `the configuration is not right:\n  ${text}`, { reason: text });
}
