import { z } from 'zod';
import type { Asker } from '../../core/domain/chat-request.ts';
import { asError } from '../../core/domain/errors.ts';
import { parseLanguage } from '../../core/domain/language.ts';
import type { Clock, Logger } from '../../core/ports/runtime.ts';
import type { SlackCall } from './slack-call.ts';
import { refusalOf } from './slack-failure.ts';
import type { SpeakAs } from './workspaces.ts';

/** Somebody, as the workspace of the bot knows them. */
export interface PersonId {
  readonly user: string;
  /** The workspace that Slack names beside the person, empty where it names none. */
  readonly team: string;
  /** The bot's own. */
  readonly workspace: string;
}

/** Looks up who asks. */
export interface People {
  /** Throws the signal's reason alone. */
  find(person: PersonId, signal: AbortSignal): Promise<Asker>;
  /** The same with charge of a channel, which its creator has too. */
  findIn(channel: string, person: PersonId, signal: AbortSignal): Promise<Asker>;
}

interface PeopleDeps {
  readonly speakAs: SpeakAs;
  readonly call: SlackCall;
  readonly clock: Clock;
  readonly logger: Logger;
}

const personSchema = z.object({
  locale: z.string().optional(),
  team_id: z.string().optional(),
  is_admin: z.boolean().optional(),
  is_owner: z.boolean().optional(),
  is_restricted: z.boolean().optional(),
  is_ultra_restricted: z.boolean().optional(),
  is_stranger: z.boolean().optional(),
});

const rememberedMs = 15 * 60_000;
const most = 2_000;

/** Slack's words for somebody who is not of the workspace, as far as the bot can see. */
const notOfThis: ReadonlySet<string> = new Set(['user_not_found', 'user_not_visible']);

/**
 * Asks Slack once in a while for each person and channel. Where it does not tell, nobody is an admin, and whoever comes
 * from another workspace is a guest, as is whom Slack does not know in this one. Apps are not asked for.
 */
export function createPeople(deps: PeopleDeps): People {
  const known = createMemory<Asker>(deps.clock);
  const creators = createMemory<string>(deps.clock);
  const find: People['find'] = async (person, signal) => {
    try {
      return await known(`${person.workspace} ${person.user}`, () => ask(deps, person, signal));
    } catch (error) {
      signal.throwIfAborted();
      // Not remembered: next time Slack may tell.
      deps.logger.warn('slack cannot tell just now who this is', { error: asError(error) });
      return unknownTo(person);
    }
  };
  return {
    find,
    async findIn(channel, person, signal) {
      const { user, workspace } = person;
      const asker = await find(person, signal);
      if (asker.mayAdminister || asker.isGuest || channel === '' || user === '') return asker;
      const creator = await creators(`${workspace} ${channel}`, () => creatorOf(deps, { workspace, channel }, signal));
      return { ...asker, mayAdminister: creator === user };
    },
  };
}

/** Values by key, looked up anew once in a while, and once for all who ask at the same time. */
function createMemory<T>(clock: Clock): (key: string, lookUp: () => Promise<T>) => Promise<T> {
  const known = new Map<string, { readonly value: T; readonly untilMs: number }>();
  const underWay = new Map<string, Promise<T>>();
  const learn = async (key: string, lookUp: () => Promise<T>): Promise<T> => {
    const value = await lookUp();
    const [oldest] = known.keys();
    if (known.size >= most && oldest !== undefined) known.delete(oldest);
    known.set(key, { value, untilMs: clock.now() + rememberedMs });
    return value;
  };
  return async (key, lookUp) => {
    const entry = known.get(key);
    if (entry !== undefined && entry.untilMs > clock.now()) return entry.value;
    const learning = underWay.get(key) ?? learn(key, lookUp).finally(() => underWay.delete(key));
    underWay.set(key, learning);
    return learning;
  };
}

/** Empty where Slack does not tell. */
async function creatorOf(
  { speakAs, call, logger }: PeopleDeps,
  { workspace, channel }: { readonly workspace: string; readonly channel: string },
  signal: AbortSignal,
): Promise<string> {
  try {
    const get = () => speakAs(workspace, (client) => client.conversations.info({ channel }));
    const answer = await call({ method: 'conversations.info', idempotent: true }, get, signal);
    return answer.channel?.creator ?? '';
  } catch (error) {
    signal.throwIfAborted();
    logger.info('slack does not tell whose channel this is', { error: refusalOf(error) || String(error) });
    return '';
  }
}

async function ask(
  { speakAs, call, logger }: PeopleDeps,
  { user, team, workspace }: PersonId,
  signal: AbortSignal,
): Promise<Asker> {
  const foreign = (other: string | undefined) => other !== undefined && other !== '' && other !== workspace;
  if (user === '' || user.startsWith('B')) return unknownTo({ user, team, workspace });
  try {
    const get = () => speakAs(workspace, (client) => client.users.info({ user, include_locale: true }));
    const answer = await call({ method: 'users.info', idempotent: true }, get, signal);
    const person = personSchema.parse(answer.user);
    return {
      id: user,
      locale: localeOf(person.locale),
      mayAdminister: person.is_admin === true || person.is_owner === true,
      isGuest: foreign(team) || foreign(person.team_id) || outsider(person),
    };
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal === '') throw error;
    logger.info('slack does not tell who this is', { error: refusal });
    const unknown = unknownTo({ user, team, workspace });
    return notOfThis.has(refusal) ? { ...unknown, isGuest: team !== workspace } : unknown;
  }
}

/** Of whom nothing is known but the workspace that Slack names beside them. */
function unknownTo({ user, team, workspace }: PersonId): Asker {
  return { id: user, locale: null, mayAdminister: false, isGuest: team !== '' && team !== workspace };
}

/** Whoever is not a full member: a stranger of another workspace, or a guest of this one. */
function outsider(person: z.infer<typeof personSchema>): boolean {
  return person.is_stranger === true || person.is_restricted === true || person.is_ultra_restricted === true;
}

function localeOf(locale: string | undefined): string | null {
  try {
    return locale === undefined || locale === '' ? null : parseLanguage(locale);
  } catch {
    return null;
  }
}
