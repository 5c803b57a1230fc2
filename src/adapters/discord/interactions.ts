import { PermissionFlagsBits } from 'discord.js';
import type { AskedAt, ChatRequest, ChatWish, RequestFrame } from '../../core/domain/chat-request.ts';
import type { Clock, Logger } from '../../core/ports/runtime.ts';
import { formatAnswer } from '../../formatters/discord/format-answer.ts';
import { languageChoices } from '../../formatters/discord/language-choices.ts';
import { messageFlags } from '../../formatters/discord/message.ts';
import { type Place, placeOf } from './directory.ts';
import type { DiscordCall } from './discord-call.ts';
import { acknowledge, type InteractionKey, openForm, respond, suggest } from './interaction-answer.ts';
import { interactionSchema, type RawInteraction } from './interaction-schema.ts';
import { readWish } from './interaction-wish.ts';
import type { OpenInteractions } from './open-interactions.ts';
import { formToOpen, readForm } from './settings-interaction.ts';
import { directMessages } from './threads.ts';

/** What dealing with interactions needs. */
export interface InteractionDeps {
  readonly call: DiscordCall;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly open: OpenInteractions;
}

/** What is done for a request. Once it resolves, somebody who was not answered stops waiting. */
export type OnRequest = (request: ChatRequest, signal: AbortSignal) => Promise<void>;

/**
 * Deals with one interaction of the gateway: tells Discord at once that an answer will come, reads what is wanted, and
 * lets `onRequest` answer it. Suggestions are made, forms opened and checked, and buttons of other versions explained
 * here.
 */
export async function dealWithInteraction(
  deps: InteractionDeps,
  data: unknown,
  onRequest: OnRequest,
  signal: AbortSignal,
): Promise<void> {
  const parsed = interactionSchema.safeParse(data);
  if (!parsed.success) {
    deps.logger.warn('an interaction could not be read', { error: parsed.error });
    return;
  }
  const raw = parsed.data;
  const { id, application_id: applicationId, token } = raw;
  const key: InteractionKey = { id, applicationId, token, receivedAtMs: deps.clock.now() };
  if (raw.type === 4) return suggest(deps, key, suggestionsFor(raw), signal);
  const form = formToOpen(raw);
  if (form !== null) return openForm(deps, key, form, signal);
  const inPlace = ((raw.message?.flags ?? 0) & messageFlags.ephemeral) !== 0;
  await acknowledge(deps, key, inPlace ? 'in-place' : 'private', signal);
  const frame = frameOf(raw, placeOfUse(raw));
  const wish = raw.type === 5 ? readForm(raw) : readWish(raw, frame.at);
  if (wish !== null && 'wrong' in wish) await respond(deps, key, [wish.wrong], [], signal);
  else if (wish === null) await explainOutdated(deps, key, raw.locale ?? 'en', signal);
  else await ask(deps, key, { ...frame, answerTo: answerTo(wish, id) }, wish, inPlace, onRequest, signal);
}

async function ask(
  deps: InteractionDeps,
  key: InteractionKey,
  frame: RequestFrame,
  wish: ChatWish,
  inPlace: boolean,
  onRequest: OnRequest,
  signal: AbortSignal,
): Promise<void> {
  const entry = { key, answered: false };
  deps.open.add(key.id, entry);
  try {
    await onRequest({ ...frame, ...wish }, signal);
  } finally {
    // What was done shows elsewhere: nobody is left waiting for words.
    if (!entry.answered && !inPlace && !signal.aborted) await respond(deps, key, [], [], signal);
  }
}

function answerTo(wish: ChatWish, handle: string): RequestFrame['answerTo'] {
  return { form: wish.kind === 'show-section' ? 'page' : 'private', handle };
}

async function explainOutdated(deps: InteractionDeps, key: InteractionKey, language: string, signal: AbortSignal) {
  const { messages } = formatAnswer({ kind: 'note', language, note: 'outdated-button' }, deps.clock.now());
  await respond(deps, key, messages, [], signal);
}

function frameOf(raw: RawInteraction, place: Place): RequestFrame {
  const id = raw.member?.user.id ?? raw.user?.id ?? '';
  const mayAdminister = raw.member === undefined || mayManage(raw.member.permissions);
  return {
    id: `discord/${raw.id}`,
    asker: { id, locale: raw.locale ?? null, mayAdminister, isGuest: false },
    at: { surface: 'discord', workspace: raw.guild_id ?? directMessages, ...place, message: messageOf(raw) },
    answerTo: { form: 'private', handle: raw.id },
  };
}

/** The message that it is about: in a menu that answered a click, the message that was clicked. */
function messageOf({ message, data, type }: RawInteraction): AskedAt['message'] {
  if (type === 2) return data?.target_id ?? null;
  return message?.interaction_metadata?.interacted_message_id ?? message?.id ?? null;
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
  return languageChoices(String(typed.value ?? '').slice(0, 100), locale ?? 'en');
}
