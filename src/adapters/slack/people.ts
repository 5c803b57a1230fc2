import { z } from 'zod';
import type { Asker } from '../../core/domain/chat-request.ts';
import { parseLanguage } from '../../core/domain/language.ts';
import type { Clock, Logger } from '../../core/ports/runtime.ts';
import type { SlackCall } from './slack-call.ts';
import type { SlackClient } from './slack-client.ts';
import { refusalOf } from './slack-failure.ts';

/** Looks up who asks. */
export interface People {
  /** `team` is the workspace that Slack names beside the person, empty where it names none. Never throws but for the signal. */
  find(user: string, team: string, signal: AbortSignal): Promise<Asker>;
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
 * Asks Slack once in a while for each person. Where it does not tell, nobody is an admin, and whoever comes from another
 * workspace is a guest.
 */
export function createPeople(
  deps: { readonly client: SlackClient; readonly call: SlackCall; readonly clock: Clock; readonly logger: Logger },
  { workspace }: { readonly workspace: string },
): People {
  const known = new Map<string, { readonly asker: Asker; readonly untilMs: number }>();
  return {
    async find(user, team, signal) {
      const entry = known.get(user);
      if (entry !== undefined && entry.untilMs > deps.clock.now()) return entry.asker;
      const asker = await ask(deps, { user, team, workspace }, signal);
      const [oldest] = known.keys();
      if (known.size >= most && oldest !== undefined) known.delete(oldest);
      known.set(user, { asker, untilMs: deps.clock.now() + rememberedMs });
      return asker;
    },
  };
}

async function ask(
  { client, call, logger }: Parameters<typeof createPeople>[0],
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
