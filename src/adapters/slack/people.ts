import { z } from 'zod';
import type { Asker } from '../../core/domain/chat-request.ts';
import { parseLanguage } from '../../core/domain/language.ts';
import type { Clock, Logger } from '../../core/ports/runtime.ts';
import type { SlackCall } from './slack-call.ts';
import type { SlackClient } from './slack-client.ts';
import { refusalOf } from './slack-failure.ts';

/** Looks up who asks. */
export interface People {
  /** `team` is the workspace that Slack names beside the person, empty where it names none. Throws the signal's reason alone. */
  find(user: string, team: string, signal: AbortSignal): Promise<Asker>;
  /** The same with charge of a channel, which its creator has too. */
  findIn(channel: string, user: string, team: string, signal: AbortSignal): Promise<Asker>;
}

interface PeopleDeps {
  readonly client: SlackClient;
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
  is_stranger: z.boolean().optional(),
});

const rememberedMs = 15 * 60_000;
const most = 2_000;

/**
 * Asks Slack once in a while for each person and channel. Where it does not tell, nobody is an admin, and whoever comes from another
 * workspace is a guest.
 */
export function createPeople(deps: PeopleDeps, { workspace }: { readonly workspace: string }): People {
  const known = createMemory<Asker>(deps.clock);
  const creators = createMemory<string>(deps.clock);
  const find: People['find'] = (user, team, signal) => known(user, () => ask(deps, { user, team, workspace }, signal));
  return {
    find,
    async findIn(channel, user, team, signal) {
      const asker = await find(user, team, signal);
      if (asker.mayAdminister || asker.isGuest || channel === '' || user === '') return asker;
      const creator = await creators(channel, () => creatorOf(deps, channel, signal));
      return { ...asker, mayAdminister: creator === user };
    },
  };
}

/** Values by key, looked up anew once in a while. */
function createMemory<T>(clock: Clock): (key: string, lookUp: () => Promise<T>) => Promise<T> {
  const known = new Map<string, { readonly value: T; readonly untilMs: number }>();
  return async (key, lookUp) => {
    const entry = known.get(key);
    if (entry !== undefined && entry.untilMs > clock.now()) return entry.value;
    const value = await lookUp();
    const [oldest] = known.keys();
    if (known.size >= most && oldest !== undefined) known.delete(oldest);
    known.set(key, { value, untilMs: clock.now() + rememberedMs });
    return value;
  };
}

/** Empty where Slack does not tell. */
async function creatorOf({ client, call, logger }: PeopleDeps, channel: string, signal: AbortSignal): Promise<string> {
  try {
    const get = () => client.conversations.info({ channel });
    const answer = await call({ method: 'conversations.info', idempotent: true }, get, signal);
    return answer.channel?.creator ?? '';
  } catch (error) {
    signal.throwIfAborted();
    logger.info('slack does not tell whose channel this is', { error: refusalOf(error) || String(error) });
    return '';
  }
}

async function ask(
  { client, call, logger }: PeopleDeps,
  { user, team, workspace }: { readonly user: string; readonly team: string; readonly workspace: string },
  signal: AbortSignal,
): Promise<Asker> {
  const foreign = (other: string | undefined) => other !== undefined && other !== '' && other !== workspace;
  const stranger: Asker = { id: user, locale: null, mayAdminister: false, isGuest: foreign(team) };
  if (user === '') return stranger;
  try {
    const get = () => client.users.info({ user, include_locale: true });
    const answer = await call({ method: 'users.info', idempotent: true }, get, signal);
    const person = personSchema.parse(answer.user);
    return {
      id: user,
      locale: localeOf(person.locale),
      mayAdminister: person.is_admin === true || person.is_owner === true,
      isGuest: foreign(team) || foreign(person.team_id) || person.is_stranger === true,
    };
  } catch (error) {
    signal.throwIfAborted();
    logger.info('slack does not tell who this is', { error: refusalOf(error) || String(error) });
    return stranger;
  }
}

function localeOf(locale: string | undefined): string | null {
  try {
    return locale === undefined || locale === '' ? null : parseLanguage(locale);
  } catch {
    return null;
  }
}
