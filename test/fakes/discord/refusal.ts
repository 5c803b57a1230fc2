/** Discord's no, with its own number. */
export class DiscordRefusalError extends Error {
  readonly status: number;
  readonly code: number;
  readonly problems: readonly string[];
  /** Seconds, for 429. */
  readonly retryAfter: number | null;

  constructor(
    status: number,
    code: number,
    message: string,
    more: { readonly problems?: readonly string[]; readonly retryAfter?: number } = {},
  ) {
    super(message);
    this.name = 'DiscordRefusalError';
    this.status = status;
    this.code = code;
    this.problems = more.problems ?? [];
    this.retryAfter = more.retryAfter ?? null;
  }
}

/** The refusals that several routes share. */
export const refusals = {
  unauthorized: () => new DiscordRefusalError(401, 0, '401: Unauthorized'),
  notFound: () => new DiscordRefusalError(404, 0, '404: Not Found'),
  unknownChannel: () => new DiscordRefusalError(404, 10_003, 'Unknown Channel'),
  unknownMessage: () => new DiscordRefusalError(404, 10_008, 'Unknown Message'),
  missingAccess: () => new DiscordRefusalError(403, 50_001, 'Missing Access'),
  missingPermissions: () => new DiscordRefusalError(403, 50_013, 'Missing Permissions'),
  invalidForm: (problems: readonly string[]) => new DiscordRefusalError(400, 50_035, 'Invalid Form Body', { problems }),
  broken: () => new DiscordRefusalError(500, 0, '500: Internal Server Error'),
} as const;
