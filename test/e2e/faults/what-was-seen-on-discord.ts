import { errorCodes } from '../../../src/core/domain/errors.ts';
import { escapeDiscord } from '../../../src/formatters/discord/escape-discord.ts';
import { stringsFor } from '../../../src/formatters/strings/strings-for.ts';
import type { FakeMessage } from '../../fakes/discord/world.ts';
import type { FakeDiscord } from '../../fakes/fake-discord.ts';
import { isFinished, json } from '../../support/discord-bot.ts';
import { spoken } from './what-people-saw.ts';

const { failures, notices } = stringsFor(spoken);

/**
 * Failures that people were told of so far, oldest first, and then what answer stands. Where there is neither, that the
 * sign on their message has gone; where an answer is whole, that the sign is still there.
 */
export function whatWasSeenOnDiscord(
  discord: FakeDiscord,
  message: FakeMessage,
  posts: readonly FakeMessage[],
): readonly string[] {
  const { world, channels } = discord;
  const told = [
    ...writtenBy(discord).flatMap((components) => failureIn(components) ?? []),
    ...discord.posts(channels.direct).flatMap(({ components }) => deniedIn(components)),
  ];
  const answer = standingAnswer(posts);
  const isMarked = [...message.reactions.values()].some((people) => people.has(world.bot.id));
  const isUnmarked = told.length === 0 && message.reactions.size > 0 && !isMarked;
  const all = [
    ...told,
    ...(answer !== null ? [answer] : []),
    ...(answer !== null && isMarked ? ['sign'] : []),
    ...(answer === null && isUnmarked ? ['sign taken away'] : []),
  ];
  return all.filter((each, index) => each !== all[index - 1]);
}

/** Components of all that the bot has posted and edited, as Discord tells of it, in order. */
function writtenBy({ gateway, world }: FakeDiscord): readonly (readonly unknown[])[] {
  return gateway.sessions
    .flatMap(({ told }) => told.map(({ payload }) => JSON.parse(payload) as Told))
    .filter(({ t, d }) => /^MESSAGE_(?:CREATE|UPDATE)$/.test(t) && d.author?.id === world.bot.id)
    .map(({ d }) => d.components ?? []);
}

interface Told {
  readonly t: string;
  readonly d: { readonly author?: { readonly id: string }; readonly components?: readonly unknown[] };
}

/** Of one link there is one message, whatever it says. */
export function whatStandsWronglyOnDiscord(posts: readonly FakeMessage[]): readonly string[] {
  return posts.slice(1).map(({ components }) => json(components).slice(0, 200));
}

function standingAnswer(posts: readonly FakeMessage[]): string | null {
  const post = posts.find(({ components }) => failureIn(components) === null);
  if (post === undefined) return null;
  const shown = json(post.components);
  const missing = Object.entries(notices.missing).filter(([, words]) => shown.includes(words));
  if (missing.length > 0) return `answer without ${missing.map(([part]) => part).join(' and ')}`;
  return isFinished(post) ? 'whole answer' : 'part of an answer';
}

/** The code whose cause a message begins with; `…` when it promises another try. */
function failureIn(components: readonly unknown[]): string | null {
  const text = textIn(components);
  const code = errorCodes.find((each) => text.startsWith(escapeDiscord(failures.situations[each].cause)));
  if (code === undefined) return null;
  return /<t:\d+:[a-z]>/.test(text) ? `${code}…` : code;
}

/** A word to the poster alone: the link, and behind it why it was not answered. */
function deniedIn(components: readonly unknown[]): readonly string[] {
  const [, cause = ''] = textIn(components).split('\n');
  return errorCodes
    .filter((code) => cause.startsWith(escapeDiscord(failures.situations[code].cause)))
    .map((code) => `to the poster: ${code}`);
}

function textIn([first]: readonly unknown[]): string {
  const { content } = (first ?? {}) as { readonly content?: unknown };
  return typeof content === 'string' ? content : '';
}
