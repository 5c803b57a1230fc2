import { PermissionFlagsBits } from 'discord.js';
import type { MessageRef } from '../../core/domain/reply.ts';
import type { Clock, Logger } from '../../core/ports/runtime.ts';
import { languageChoices } from '../../formatters/discord/language-choices.ts';
import type { DiscordMessage } from '../../formatters/discord/message.ts';
import { type Place, placeOf } from './directory.ts';
import type { DiscordCall } from './discord-call.ts';
import { acknowledge, type DiscordFile, type InteractionKey, respond, suggest } from './interaction-answer.ts';
import { answerFormOf, type InteractionRequest, readRequest } from './interaction-request.ts';
import { interactionSchema, type RawInteraction } from './interaction-schema.ts';
import { directMessages } from './threads.ts';

/** Somebody used a command, a button or a menu, and is waiting; Discord knows already that an answer will come. */
export interface DiscordInteraction {
  readonly request: InteractionRequest;
  /** Who it is. */
  readonly user: string;
  /** BCP 47 tag of what this person reads Discord in. */
  readonly language: string;
  /** BCP 47 tag of the server; null in direct messages. */
  readonly serverLanguage: string | null;
  /** Whether this person may manage the channel, and so change settings. Always in direct messages. */
  readonly canManage: boolean;
  /**
   * Where it happened. `message` is the one that holds the button, or the one that will hold a public answer; null where
   * there is none.
   */
  readonly at: Omit<MessageRef, 'message'> & { readonly message: string | null };
  /**
   * Answers: each call replaces the answer by the first of these messages, files with it, and lets the others follow.
   * False when it is too late for that, after 15 minutes. Throws `chat-refused`.
   */
  respond(messages: readonly DiscordMessage[], files?: readonly DiscordFile[]): Promise<boolean>;
}

export interface InteractionDeps {
  readonly call: DiscordCall;
  readonly clock: Clock;
  readonly logger: Logger;
}

/**
 * Reads an interaction of the gateway and acknowledges it at once. Null when there is nothing left to do: suggestions
 * have been made, or it is too late to answer.
 */
export async function receiveInteraction(
  deps: InteractionDeps,
  data: unknown,
  signal: AbortSignal,
): Promise<DiscordInteraction | null> {
  const parsed = interactionSchema.safeParse(data);
  if (!parsed.success) {
    deps.logger.warn('an interaction could not be read', { error: parsed.error });
    return null;
  }
  const raw = parsed.data;
  const { id, application_id: applicationId, token } = raw;
  const key: InteractionKey = { id, applicationId, token, receivedAtMs: deps.clock.now() };
  if (raw.type === 4) {
    await suggest(deps, key, suggestionsFor(raw), signal);
    return null;
  }
  const place = placeOfUse(raw);
  const request = readRequest(raw, place);
  const answer = await acknowledge(deps, key, answerFormOf(request), signal);
  const user = raw.member?.user.id ?? raw.user?.id ?? '';
  const workspace = raw.guild_id ?? directMessages;
  return {
    request,
    user,
    language: raw.locale ?? 'en',
    serverLanguage: raw.guild_locale ?? null,
    canManage: raw.member === undefined || mayManage(raw.member.permissions),
    at: { surface: 'discord', workspace, ...place, message: raw.message?.id ?? answer, author: user },
    respond: (messages, files = []) => respond(deps, key, messages, files, signal),
  };
}

function placeOfUse({ channel, channel_id }: RawInteraction): Place {
  if (channel !== undefined) return placeOf(channel.id, channel.type, channel.parent_id);
  return { channel: channel_id ?? '', thread: null };
}

const managing = PermissionFlagsBits.Administrator | PermissionFlagsBits.ManageChannels;

function mayManage(permissions: string): boolean {
  return /^\d{1,30}$/.test(permissions) && (BigInt(permissions) & managing) !== 0n;
}

function suggestionsFor({ data, locale }: RawInteraction) {
  const options = (data?.options ?? []).flatMap((option) => [option, ...(option.options ?? [])]);
  const typed = options.find(({ focused }) => focused === true);
  if (typed?.name !== 'language') return [];
  return languageChoices(String(typed.value ?? ''), locale ?? 'en');
}
