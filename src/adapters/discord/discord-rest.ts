import { REST, type RESTOptions } from 'discord.js';

export interface DiscordRestOptions {
  /** The bot's token, without `Bot`. */
  readonly token: string;
  /** Another address of the API, without its version: for tests and proxies. */
  readonly apiUrl?: string;
  /** Of one request up to its answer's headers. */
  readonly timeoutMs?: number;
}

/** Discord's own address. */
const discordApiUrl = 'https://discord.com/api';
const defaultTimeoutMs = 15_000;

/**
 * discord.js's REST client: it keeps to the rate limits, waiting where it must, in order per channel. It repeats nothing
 * by itself (`createDiscordCall` does, where that cannot do anything twice), and does not wait for leave to rename a
 * thread, which may take ten minutes. Node's own fetch carries the requests: discord.js's undici would hand its files to
 * whichever undici was loaded first, and another version refuses them.
 */
export function createDiscordRest({ token, apiUrl, timeoutMs }: DiscordRestOptions): REST {
  return new REST({
    version: '10',
    api: apiUrl ?? discordApiUrl,
    timeout: timeoutMs ?? defaultTimeoutMs,
    retries: 0,
    makeRequest,
    rejectOnRateLimit: ({ method, route }) => method.toUpperCase() === 'PATCH' && route === '/channels/:id',
  }).setToken(token);
}

/** Fetch and the forms that discord.js makes of files come from the same place. */
const makeRequest: RESTOptions['makeRequest'] = async (url, init) =>
  // Declared by another package, made by this one's globals.
  (await fetch(url, init as unknown as RequestInit)) as unknown as Awaited<ReturnType<RESTOptions['makeRequest']>>;
