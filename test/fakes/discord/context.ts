import type { GatewayEvent } from './gateway-session.ts';
import type { FakeRequest } from './http-request.ts';
import { intentBits } from './intents.ts';
import { channelPayload, messagePayload } from './payloads.ts';
import { refusals } from './refusal.ts';
import type { FakeChannel, FakeMessage, PermissionName, World } from './world.ts';

/** What routes work on. */
export interface RouteContext {
  readonly world: World;
  readonly emit: (event: GatewayEvent) => void;
}

/** An answer to be sent; null body for 204. */
export interface RouteAnswer {
  readonly status: number;
  readonly body: unknown;
}

/** Deals with a request whose path matched; throws DiscordRefusalError. */
export type Route = (context: RouteContext, request: FakeRequest, params: readonly string[]) => RouteAnswer;

/** An answer with a body. */
export function ok(body: unknown, status = 200): RouteAnswer {
  return { status, body };
}

/** An answer without one. */
export const noContent: RouteAnswer = { status: 204, body: null };

/** The channel, if the bot may see it and do all this there. */
export function channelFor({ world }: RouteContext, id: string | undefined, ...needed: PermissionName[]): FakeChannel {
  const channel = world.channels.get(id ?? '');
  if (channel === undefined) throw refusals.unknownChannel();
  if (channel.guild === null) return channel;
  if (!world.may(channel, 'ViewChannel')) throw refusals.missingAccess();
  if (needed.some((permission) => !world.may(channel, permission))) throw refusals.missingPermissions();
  return channel;
}

/** A message of the channel that everybody can see. */
export function messageIn(channel: FakeChannel, id: string | undefined): FakeMessage {
  const message = channel.messages.find((each) => each.id === id && each.onlyFor === null);
  if (message === undefined) throw refusals.unknownMessage();
  return message;
}

/** Tells the gateway of a message, new or edited. Its text is left out for those who may not have it. */
export function emitMessage(
  { world, emit }: RouteContext,
  name: 'MESSAGE_CREATE' | 'MESSAGE_UPDATE',
  message: FakeMessage,
): void {
  const isDirect = world.channels.get(message.channel)?.guild === null;
  const isOpen = isDirect || message.author.id === world.bot.id || message.content.includes(`<@${world.bot.id}>`);
  emit({
    name,
    isDirect,
    data: ({ intents }) => messagePayload(world, message, !isOpen && (intents & intentBits.messageContent) === 0),
  });
}

/** Tells the gateway of a channel or thread. */
export function emitChannel({ world, emit }: RouteContext, name: string, channel: FakeChannel): void {
  emit({ name, isDirect: channel.guild === null, data: () => channelPayload(world, channel) });
}
