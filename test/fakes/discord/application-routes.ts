import { ok, type Route } from './context.ts';
import { intentBits } from './intents.ts';
import { rolePermissions } from './payloads.ts';
import { refusals } from './refusal.ts';

/** What the developer portal says, and what Discord thinks of the bot. May be changed while the fake runs. */
export interface FakePortal {
  /** Privileged intents that are allowed. */
  allowedIntents: number;
  requireCodeGrant: boolean;
  /** Where interactions go instead of to the gateway. */
  interactionsUrl: string | null;
  /** Connections that Discord advises. */
  shards: number;
  /** Shards that may identify within the same 5 s: of those with the same remainder one. */
  maxConcurrency: number;
  /** How often the bot may still connect. */
  startsLeft: number;
}

const messageContentLimited = 1 << 19;

/** `GET /applications/@me` */
export function currentApplication(portal: FakePortal): Route {
  return ({ world }) =>
    ok({
      id: world.applicationId,
      name: 'Vidigest',
      flags: (portal.allowedIntents & intentBits.messageContent) === 0 ? 0 : messageContentLimited,
      bot_public: true,
      bot_require_code_grant: portal.requireCodeGrant,
      interactions_endpoint_url: portal.interactionsUrl,
    });
}

/** `GET /gateway/bot` */
export function gatewayBot(portal: FakePortal, gatewayUrl: () => string): Route {
  return () => {
    const limit = {
      total: 1_000,
      remaining: portal.startsLeft,
      reset_after: 14_400_000,
      max_concurrency: portal.maxConcurrency,
    };
    return ok({ url: gatewayUrl(), shards: portal.shards, session_start_limit: limit });
  };
}

/** `GET /users/@me/guilds`: pages by id, each with what the bot's roles allow it, channels aside. */
export const ownGuilds: Route = ({ world }, { query }) => {
  const limit = Number(query.get('limit') ?? 200);
  if (!Number.isInteger(limit) || limit < 1 || limit > 200) throw refusals.invalidForm(['limit: 1 to 200']);
  const after = BigInt(query.get('after') ?? 0);
  const guilds = [...world.guilds.values()].filter(({ id }) => BigInt(id) > after).slice(0, limit);
  return ok(
    guilds.map((guild) => {
      const { id, name } = guild;
      return { id, name, icon: null, owner: false, permissions: rolePermissions(guild), features: [] };
    }),
  );
};

const localizations = new Set(['name_localizations', 'description_localizations']);

/** `GET /applications/:id/commands`, with what Discord adds and without what it leaves out. */
export const listCommands: Route = ({ world }, { query }, [id]) => {
  if (id !== world.applicationId) throw refusals.missingAccess();
  const all = query.get('with_localizations') === 'true';
  return ok(
    world.commands.map((command) => ({ nsfw: false, default_member_permissions: null, ...trim(command, all) })),
  );
};

/** Discord keeps nothing that is false or empty; translations are given to those alone who ask for them. */
function trim(value: unknown, withLocalizations: boolean): Record<string, unknown> {
  const fields = Object.entries(value as Readonly<Record<string, unknown>>)
    .filter(
      ([key, each]) =>
        each !== false && !(Array.isArray(each) && each.length === 0) && (withLocalizations || !localizations.has(key)),
    )
    .map(([key, each]) => [
      key,
      key === 'options' && Array.isArray(each) ? each.map((one) => trim(one, withLocalizations)) : each,
    ]);
  return Object.fromEntries(fields);
}
