import type { Clock, Logger } from '../../core/ports/runtime.ts';
import { createDiscordCall, type DiscordCall } from './discord-call.ts';
import { createDiscordRest } from './discord-rest.ts';

/** Asks Discord for something. Throws as `DiscordCall` does. */
export type Get = (
  route: `/${string}`,
  signal: AbortSignal,
  query?: Readonly<Record<string, string>>,
) => Promise<unknown>;

const requestTimeoutMs = 9_000;

/** discord.js forgets a token once it was refused: each check has a client of its own. One try each. */
export function createGet(
  deps: { readonly clock: Clock; readonly logger: Logger },
  access: { readonly token: string; readonly apiUrl?: string },
): Get {
  const rest = createDiscordRest({ ...access, timeoutMs: requestTimeoutMs });
  const call: DiscordCall = createDiscordCall({ ...deps, rest });
  return (route, signal, query) =>
    call(
      { method: 'GET', route, query: new URLSearchParams(query), repeatable: false, what: `check ${route}` },
      signal,
    );
}
