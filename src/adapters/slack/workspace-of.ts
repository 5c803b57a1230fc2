import { z } from 'zod';

const bodySchema = z.looseObject({
  type: z.string().optional(),
  team_id: z.string().nullish(),
  team: z.object({ id: z.string() }).nullish(),
  user: z.object({ team_id: z.string().optional() }).nullish().catch(undefined),
  view: z.object({ app_installed_team_id: z.string().nullish() }).nullish(),
  authorizations: z.array(z.object({ team_id: z.string().nullish() })).nullish(),
});

/**
 * The workspace in which the bot is asked, which in a shared channel need not be the one where it happened: the one that
 * let the bot in. Empty where Slack names none.
 */
export function workspaceOf(body: unknown): string {
  const parsed = bodySchema.safeParse(body);
  if (!parsed.success) return '';
  const { team_id, team, user, view, authorizations } = parsed.data;
  return authorizations?.[0]?.team_id ?? view?.app_installed_team_id ?? team_id ?? team?.id ?? user?.team_id ?? '';
}

/** The same event, said of the workspace that let the bot in. What is no event is returned as it is. */
export function toldToWorkspace<T>(body: T): T {
  const parsed = bodySchema.safeParse(body);
  if (!parsed.success || parsed.data.type !== 'event_callback') return body;
  return { ...body, team_id: workspaceOf(body) };
}
