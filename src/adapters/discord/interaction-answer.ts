import { type RawFile, Routes } from 'discord.js';
import type { Clock } from '../../core/ports/runtime.ts';
import type { DiscordFile } from '../../formatters/discord/file-message.ts';
import type { DiscordForm } from '../../formatters/discord/limits-form.ts';
import { type DiscordMessage, messageFlags } from '../../formatters/discord/message.ts';
import type { DiscordCall } from './discord-call.ts';
import { discordCodes, refusalCode } from './discord-failure.ts';

/** The key to answering one interaction. */
export interface InteractionKey {
  readonly id: string;
  readonly applicationId: string;
  /** Whoever holds it can answer, for 15 minutes. Never logged. */
  readonly token: string;
  readonly receivedAtMs: number;
}

interface AnswerDeps {
  readonly call: DiscordCall;
  readonly clock: Clock;
}

/** How long Discord takes answers. A little is left for the way. */
const answerableMs = 15 * 60_000 - 5_000;
/** Types of first answers: “thinking …”, and nothing to be seen. */
const deferred = { message: 5, update: 6 } as const;

/** How people are answered: by a message of their own, or in place of the one that holds the button. */
export type AnswerForm = 'private' | 'in-place';

/** Tells Discord that an answer will come, which it waits 3 s for. Throws when it will take no answer any more. */
export async function acknowledge(
  { call }: AnswerDeps,
  key: InteractionKey,
  form: AnswerForm,
  signal: AbortSignal,
): Promise<void> {
  const isNew = form === 'private';
  const body = isNew ? { type: deferred.message, data: { flags: messageFlags.ephemeral } } : { type: deferred.update };
  await answerFirst(call, key, body, signal);
}

/** Opens a form for whoever pressed a button: the first answer and the only one. */
export async function openForm(
  { call }: Pick<AnswerDeps, 'call'>,
  key: InteractionKey,
  form: DiscordForm,
  signal: AbortSignal,
): Promise<void> {
  await answerFirst(call, key, { type: 9, data: form }, signal);
}

async function answerFirst(call: DiscordCall, key: InteractionKey, body: unknown, signal: AbortSignal): Promise<void> {
  try {
    await call(callback(key, body), signal);
  } catch (error) {
    // The first answer got through, and its receipt got lost.
    if (refusalCode(error) !== discordCodes.alreadyAcknowledged) throw error;
  }
}

/** What may be picked for an option that somebody is typing, 25 at most. */
export async function suggest(
  { call }: AnswerDeps,
  key: InteractionKey,
  choices: readonly { readonly name: string; readonly value: string }[],
  signal: AbortSignal,
): Promise<void> {
  await call(callback(key, { type: 8, data: { choices } }), signal);
}

function callback({ id, token }: InteractionKey, body: unknown) {
  return {
    method: 'POST',
    route: Routes.interactionCallback(id, token),
    body,
    auth: false,
    repeatable: true,
    what: 'acknowledge an interaction',
  } as const;
}

/**
 * Replaces the answer by the first message, files with it; further messages follow. An answer of no messages goes away.
 * False when Discord takes no answer any more: 15 minutes are over.
 */
export async function respond(
  { call, clock }: AnswerDeps,
  key: InteractionKey,
  messages: readonly DiscordMessage[],
  files: readonly DiscordFile[],
  signal: AbortSignal,
): Promise<boolean> {
  if (clock.now() - key.receivedAtMs > answerableMs) return false;
  const { applicationId, token } = key;
  const original = {
    route: Routes.webhookMessage(applicationId, token),
    auth: false,
    what: 'answer a person',
  } as const;
  const [first, ...more] = messages;
  try {
    if (first === undefined) {
      await call({ ...original, method: 'DELETE', repeatable: true }, signal);
      return true;
    }
    const body = {
      ...contentOf(first),
      attachments: files.map(({ name }, at) => ({ id: String(at), filename: name })),
    };
    await call({ ...original, method: 'PATCH', body, files: files.map(rawFile), repeatable: true }, signal);
    for (const message of more) {
      const followUp = { ...original, route: Routes.webhook(applicationId, token), body: message } as const;
      await call({ ...followUp, method: 'POST', repeatable: false }, signal);
    }
    return true;
  } catch (error) {
    if (!isOver(refusalCode(error))) throw error;
    return false;
  }
}

/** An answer that is edited cannot change whom it is for; the flag for components must be given again. */
function contentOf({ components, allowed_mentions }: DiscordMessage) {
  return { components, allowed_mentions, flags: messageFlags.components };
}

function rawFile({ name, data, contentType }: DiscordFile): RawFile {
  return { name, data, contentType };
}

function isOver(code: number | null): boolean {
  const over: readonly number[] = [discordCodes.unknownWebhook, discordCodes.invalidWebhookToken];
  return code !== null && over.includes(code);
}
