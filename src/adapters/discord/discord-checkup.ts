import { ApplicationFlags, Routes } from 'discord.js';
import { z } from 'zod';
import { type Check, type Finding, fine, toMend } from '../../core/ports/check.ts';
import type { Clock, Logger } from '../../core/ports/runtime.ts';
import { createGet, type Get } from './checkup-request.ts';
import { compareCommands } from './command-drift.ts';
import { failureBehind } from './discord-failure.ts';
import { inviteLink } from './invite-link.ts';
import { checkServers } from './server-checkup.ts';

export interface DiscordCheckupOptions {
  readonly token: string;
  readonly apiUrl?: string;
  /** Connections that the bot opens; `auto`: as many as Discord advises. */
  readonly shards: number | 'auto';
}

const portal = 'at discord.com/developers/applications';

/**
 * Looks at the token, what the developer portal allows, the gateway, the commands, and the permissions in every server,
 * each by itself. Where Discord does not take the token, that alone is told.
 */
export function createDiscordChecks(
  deps: { readonly clock: Clock; readonly logger: Logger },
  { shards, ...access }: DiscordCheckupOptions,
): readonly Check[] {
  const checks: Readonly<Record<string, (get: Get, signal: AbortSignal) => Promise<readonly Finding[]>>> = {
    'Discord app': checkApplication,
    'Discord gateway': (get, signal) => checkGateway(get, shards, deps.clock, signal),
    'Discord commands': checkCommands,
    'Discord servers': async (get, signal) =>
      checkServers(get, inviteLink((await readApplication(get, signal)).id), signal),
  };
  return [
    { subject: 'Discord token', run: (signal) => checkToken(createGet(deps, access), signal) },
    ...Object.entries(checks).map(([subject, run]) => ({
      subject,
      // The check of the token tells of it.
      run: (signal: AbortSignal) => run(createGet(deps, access), signal).catch(nothingWithoutToken),
    })),
  ];
}

function isTokenRefused(error: unknown): boolean {
  const failure = failureBehind(error);
  return failure.kind === 'refused' && failure.status === 401;
}

function nothingWithoutToken(error: unknown): readonly Finding[] {
  if (isTokenRefused(error)) return [];
  throw error;
}

const userSchema = z.object({ username: z.string() });

async function checkToken(get: Get, signal: AbortSignal): Promise<readonly Finding[]> {
  try {
    const { username } = userSchema.parse(await get(Routes.user(), signal));
    return [fine('Discord token', `belongs to the bot ${username}`)];
  } catch (error) {
    if (!isTokenRefused(error)) throw error;
    const advice = `${portal} under Bot, Reset Token, copy the new one into DISCORD_TOKEN and run this again: without it nothing more of Discord can be seen`;
    return [toMend('Discord token', 'Discord does not accept DISCORD_TOKEN', advice)];
  }
}

const applicationSchema = z.object({
  id: z.string(),
  flags: z.number().default(0),
  bot_require_code_grant: z.boolean().optional(),
  interactions_endpoint_url: z.string().nullish(),
});

async function readApplication(get: Get, signal: AbortSignal) {
  return applicationSchema.parse(await get(Routes.currentApplication(), signal));
}

async function checkApplication(get: Get, signal: AbortSignal): Promise<readonly Finding[]> {
  const app = await readApplication(get, signal);
  return [checkMessageContent(app.flags), ...checkPortal(app), fine('Discord invite link', inviteLink(app.id))];
}

const messageContentFlags = ApplicationFlags.GatewayMessageContent | ApplicationFlags.GatewayMessageContentLimited;

function checkMessageContent(flags: number): Finding {
  const subject = 'Discord message content';
  if ((flags & messageContentFlags) !== 0) return fine(subject, 'the bot may read messages');
  const text = 'the bot does not see the text of messages: links are noticed in direct messages and mentions only';
  return toMend(subject, text, `${portal} under Bot, allow the Message Content Intent`);
}

function checkPortal(app: z.infer<typeof applicationSchema>): readonly Finding[] {
  const subject = 'Discord app';
  const problems: Finding[] = [];
  if (app.bot_require_code_grant === true) {
    const advice = `${portal} under Bot, turn Requires OAuth2 Code Grant off`;
    problems.push(toMend(subject, 'invite links do not work: they want a code grant', advice));
  }
  if ((app.interactions_endpoint_url ?? '') !== '') {
    const advice = `${portal} under General Information, empty the Interactions Endpoint URL`;
    problems.push(toMend(subject, 'commands and buttons go to another address, and the bot never hears them', advice));
  }
  return problems.length > 0 ? problems : [fine(subject, 'nothing in its settings is in the way')];
}

const gatewaySchema = z.object({
  shards: z.number(),
  session_start_limit: z.object({ remaining: z.number(), reset_after: z.number() }),
});

async function checkGateway(
  get: Get,
  shards: DiscordCheckupOptions['shards'],
  clock: Clock,
  signal: AbortSignal,
): Promise<readonly Finding[]> {
  const subject = 'Discord gateway';
  const { shards: advised, session_start_limit: limit } = gatewaySchema.parse(await get(Routes.gatewayBot(), signal));
  const used = shards === 'auto' ? advised : shards;
  if (used < advised)
    return [toMend(subject, `Discord advises ${advised} connections, not ${used}`, 'set DISCORD_SHARDS to auto')];
  if (limit.remaining >= used) return [fine(subject, `can be connected to ${limit.remaining} more times today`)];
  const again = new Date(clock.now() + limit.reset_after).toISOString();
  const text = `Discord lets the bot connect ${limit.remaining} more times, and it needs ${used}`;
  return [toMend(subject, text, `see in the log why it starts so often; from ${again} on it may again`)];
}

async function checkCommands(get: Get, signal: AbortSignal): Promise<readonly Finding[]> {
  const subject = 'Discord commands';
  const { id } = await readApplication(get, signal);
  const registered = await get(Routes.applicationCommands(id), signal, { with_localizations: 'true' });
  const { missing, outdated, current, foreign } = compareCommands(registered);
  const remover = '`vidigest commands`';
  const advice = `run ${remover}`;
  return [
    ...(missing.length === 0 ? [] : [toMend(subject, `not registered: ${missing.join(', ')}`, advice)]),
    ...(outdated.length === 0 ? [] : [toMend(subject, `of another version: ${outdated.join(', ')}`, advice)]),
    ...(foreign.length === 0
      ? []
      : [fine(subject, `there are others, which ${remover} would remove: ${foreign.join(', ')}`)]),
    ...(current.length === 0 ? [] : [fine(subject, `registered: ${current.join(', ')}`)]),
  ];
}
