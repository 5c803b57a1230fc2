import { emitMessage, noContent, ok, type Route, type RouteContext } from './context.ts';
import { formProblems } from './form-rules.ts';
import { type FakeForm, type FakeInteraction, loadingFlag } from './interaction-state.ts';
import { applyEdit, checkBody } from './message-routes.ts';
import { flagBits } from './message-rules.ts';
import { messagePayload } from './payloads.ts';
import { DiscordRefusalError, refusals } from './refusal.ts';
import { type BodyKind, schemaProblems } from './schemas.ts';
import type { FakeMessage } from './world.ts';

/** The interactions there have been, by id. */
export interface Interactions {
  readonly all: Map<string, FakeInteraction>;
  readonly deadlineMs: number;
}

const unknownInteraction = () => new DiscordRefusalError(404, 10_062, 'Unknown interaction');
const types = { message: 4, deferred: 5, deferredUpdate: 6, update: 7, suggestions: 8, form: 9 } as const;
const schemas: Readonly<Record<number, BodyKind>> = {
  4: 'answerInteraction',
  5: 'answerInteraction',
  6: 'updateByInteraction',
  7: 'updateByInteraction',
  8: 'autocomplete',
  9: 'openForm',
};

/** `POST /interactions/:id/:token/callback` */
export function callback(interactions: Interactions): Route {
  return (context, request, [id = '', token]) => {
    const interaction = interactions.all.get(id);
    if (interaction === undefined || interaction.token !== token) throw unknownInteraction();
    if (interaction.answered !== null) {
      throw new DiscordRefusalError(400, 40_060, 'Interaction has already been acknowledged.');
    }
    if (Date.now() - interaction.createdAtMs > interactions.deadlineMs) throw unknownInteraction();
    const { type, data } = request.body as {
      type: number;
      data?: { flags?: number; choices?: FakeInteraction['choices'] };
    };
    checkCallback(interaction, request.body, type);
    if (type === types.message) checkBody('followUp', { body: data, files: request.files });
    interaction.answered = type;
    if (type === types.form) {
      interaction.form = data as FakeForm;
      return noContent;
    }
    interaction.choices = data?.choices ?? [];
    answer(context, interaction, type, data ?? {}, request.files);
    if (request.query.get('with_response') !== 'true') return noContent;
    const message = interaction.original === null ? null : messagePayload(context.world, interaction.original);
    return ok({ interaction: { id, type: 2 }, resource: { type, message } });
  };
}

/** `GET`, `PATCH` and `DELETE /webhooks/:id/:token/messages/@original` */
export function original(interactions: Interactions): Route {
  return (context, request, [applicationId, token]) => {
    const interaction = answerable(context, interactions, applicationId, token);
    const message = interaction.original;
    if (message === null) throw refusals.unknownMessage();
    if (request.method === 'GET') return ok(messagePayload(context.world, message));
    if (request.method === 'DELETE') {
      const { messages } = channelOf(context, message);
      messages.splice(messages.indexOf(message), 1);
      interaction.original = null;
      return noContent;
    }
    checkBody('editFollowUp', request, (message.flags & flagBits.componentsV2) !== 0);
    applyEdit(message, request.body as Parameters<typeof applyEdit>[1], request);
    message.flags &= ~loadingFlag;
    if (message.onlyFor === null) emitMessage(context, 'MESSAGE_UPDATE', message);
    return ok(messagePayload(context.world, message));
  };
}

/** `POST /webhooks/:id/:token` */
export function followUp(interactions: Interactions): Route {
  return (context, request, [applicationId, token]) => {
    const interaction = answerable(context, interactions, applicationId, token);
    checkBody('followUp', request);
    const message = post(context, interaction, request.body as object, request.files);
    interaction.followUps.push(message);
    return ok(messagePayload(context.world, message));
  };
}

function checkCallback(interaction: FakeInteraction, body: unknown, type: number): void {
  const schema = schemas[type];
  const problems = schema === undefined ? [`type: ${type}`] : schemaProblems(schema, body);
  const data = (body as { data?: { flags?: number } }).data;
  const fits = interaction.isAutocomplete === (type === types.suggestions);
  if (!fits) problems.push('type: an answer for another kind of interaction');
  if (type === types.form) problems.push(...formProblems(interaction, data));
  if ((type === types.deferredUpdate || type === types.update) && interaction.source === null)
    problems.push('type: no message to update');
  if (type === types.deferred && ((data?.flags ?? 0) & ~flagBits.ephemeral) !== 0)
    problems.push('flags: only ephemeral');
  if (problems.length > 0) throw refusals.invalidForm(problems);
}

function answer(
  context: RouteContext,
  interaction: FakeInteraction,
  type: number,
  data: { readonly flags?: number },
  files: FakeMessage['files'],
): void {
  if (type === types.suggestions) return;
  interaction.isEphemeral = ((data.flags ?? 0) & flagBits.ephemeral) !== 0;
  if (type === types.deferredUpdate || type === types.update) {
    interaction.original = interaction.source;
    if (type === types.update && interaction.source !== null) applyEdit(interaction.source, data, { files });
    return;
  }
  const body = type === types.deferred ? { flags: (data.flags ?? 0) | loadingFlag } : data;
  interaction.original = post(context, interaction, body, files);
}

function post(
  context: RouteContext,
  interaction: FakeInteraction,
  body: object,
  files: FakeMessage['files'],
): FakeMessage {
  const {
    content = '',
    components = [],
    flags = 0,
  } = body as { content?: string; components?: unknown[]; flags?: number };
  const { world } = context;
  const onlyFor = (flags & flagBits.ephemeral) === 0 ? null : interaction.user;
  const message = world.addMessage({
    channel: interaction.channel,
    author: world.bot,
    content,
    components,
    flags,
    files,
    onlyFor,
    interacted: interaction.source?.id ?? null,
  });
  if (onlyFor === null) emitMessage(context, 'MESSAGE_CREATE', message);
  return message;
}

function answerable(
  { world }: RouteContext,
  { all }: Interactions,
  applicationId: string | undefined,
  token: string | undefined,
): FakeInteraction {
  const interaction = [...all.values()].find((each) => each.token === token);
  if (applicationId !== world.applicationId || interaction === undefined || interaction.answered === null) {
    throw new DiscordRefusalError(404, 10_015, 'Unknown Webhook');
  }
  if (interaction.expired) throw new DiscordRefusalError(401, 50_027, 'Invalid Webhook Token');
  return interaction;
}

function channelOf({ world }: RouteContext, message: FakeMessage): { messages: FakeMessage[] } {
  const channel = world.channels.get(message.channel);
  if (channel === undefined) throw refusals.unknownChannel();
  return channel;
}
