import { randomUUID } from 'node:crypto';
import { fakeSlackSecrets, fakeSlackTokens } from './identity.ts';
import type { MethodArguments } from './method.ts';
import { SlackRefusalError } from './refusal-error.ts';

/** What `oauth.v2.access` gives to whoever may have it. */
export type OAuthAnswer = Readonly<Record<string, unknown>>;

/** Bot tokens of several workspaces, and how they are got. */
export interface FakeTokens {
  /** Somebody lets the app into a workspace, or into a whole organisation; the code that Slack sends back with them. */
  allow(team: string, options?: { readonly wholeOrganisation?: boolean }): string;
  /** `oauth.v2.access`: a code or a refresh token for a token, each once. */
  exchange(args: MethodArguments): OAuthAnswer;
  /** The workspace of a token. Throws `invalid_auth`, `token_expired` and `token_revoked`. */
  teamOf(token: string): string;
  /** The newest token of a workspace. */
  newest(team: string): string | undefined;
  /** The tokens of a workspace have run out; they can be renewed. */
  expire(team: string): void;
  /** They are no good any more, and cannot be renewed. */
  revoke(team: string): void;
}

interface Token {
  readonly team: string;
  state: 'good' | 'expired' | 'revoked';
}

/** The one of the first workspace, which has no end. Where others have one, they come with another to renew them. */
export function createFakeTokens(
  firstTeam: string,
  {
    scopes,
    lastsSeconds,
    botUserOf,
  }: { scopes: readonly string[]; lastsSeconds: () => number | null; botUserOf: (team: string) => string },
): FakeTokens {
  const tokens = new Map<string, Token>([[fakeSlackTokens.bot, { team: firstTeam, state: 'good' }]]);
  const codes = new Map<string, { readonly team: string; readonly whole: boolean }>();
  const refreshes = new Map<string, string>();
  const of = (team: string) => [...tokens.values()].filter((token) => token.team === team);
  const issue = (team: string): OAuthAnswer => {
    const lasts = lastsSeconds();
    const token = `${lasts === null ? 'xoxb' : 'xoxe.xoxb'}-${randomUUID()}`;
    tokens.set(token, { team, state: 'good' });
    if (lasts === null) return { access_token: token };
    const refresh_token = `xoxe-1-${randomUUID()}`;
    refreshes.set(refresh_token, team);
    return { access_token: token, refresh_token, expires_in: lasts };
  };
  const renew = (refresh: string | undefined): OAuthAnswer => {
    const team = refreshes.get(refresh ?? '');
    if (team === undefined) throw new SlackRefusalError('invalid_refresh_token');
    refreshes.delete(refresh ?? '');
    for (const token of of(team)) token.state = 'expired';
    return { ...issue(team), token_type: 'bot', team: { id: team, name: team } };
  };
  const redeem = (code: string | undefined): OAuthAnswer => {
    const allowed = codes.get(code ?? '');
    if (allowed === undefined) throw new SlackRefusalError('invalid_code');
    codes.delete(code ?? '');
    const { team, whole } = allowed;
    const home = whole
      ? { team: null, enterprise: { id: 'E0ORG', name: 'Org' }, is_enterprise_install: true }
      : { team: { id: team, name: `Team ${team}` }, enterprise: null, is_enterprise_install: false };
    const bot = { token_type: 'bot', scope: scopes.join(','), bot_user_id: botUserOf(team), app_id: 'A0APP' };
    return { ...issue(team), ...bot, ...home, authed_user: { id: 'U0INSTALLER' } };
  };
  return {
    allow(team, { wholeOrganisation: whole = false } = {}) {
      const code = randomUUID();
      codes.set(code, { team, whole });
      return code;
    },
    exchange({ client_id: id, client_secret: secret, grant_type: grant, code, refresh_token: refresh }) {
      if (id !== fakeSlackSecrets.clientId) throw new SlackRefusalError('invalid_client_id');
      if (secret !== fakeSlackSecrets.client) throw new SlackRefusalError('bad_client_secret');
      return grant === 'refresh_token' ? renew(refresh) : redeem(code);
    },
    teamOf(token) {
      const known = tokens.get(token);
      if (known === undefined) throw new SlackRefusalError('invalid_auth');
      if (known.state !== 'good') throw new SlackRefusalError(`token_${known.state}`);
      return known.team;
    },
    newest: (team) => [...tokens].filter(([, token]) => token.team === team).at(-1)?.[0],
    expire(team) {
      for (const token of of(team)) token.state = 'expired';
    },
    revoke(team) {
      for (const token of of(team)) token.state = 'revoked';
      for (const [refresh, each] of refreshes) if (each === team) refreshes.delete(refresh);
    },
  };
}
