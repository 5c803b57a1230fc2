import { z } from 'zod';

const bodySchema = z.looseObject({
  type: z.string().optional(),
  team_id: z.string().nullish(),
  team: z.looseObject({ id: z.string() }).nullish(),
  user: z.object({ team_id: z.string().optional() }).nullish().catch(undefined),
  view: z.looseObject({ app_installed_team_id: z.string().nullish() }).nullish(),
  authorizations: z.array(z.object({ team_id: z.string().nullish() })).nullish(),
});

/**
 * The workspace in which the bot is asked, which in a shared channel need not be the one where it happened: the one that
 * let the bot in. Empty where Slack names none.
 */
export function workspaceOf(body: unknown): string {
  const parsed = bodySchema.safeParse(body);
  return parsed.success ? workspaceIn(parsed.data) : '';
}

function workspaceIn({ team_id, team, user, view, authorizations }: z.infer<typeof bodySchema>): string {
  return authorizations?.[0]?.team_id ?? view?.app_installed_team_id ?? team_id ?? team?.id ?? user?.team_id ?? '';
}

/**
 * The same event or act, said of the workspace that let the bot in. Whose workspace the person is of stands beside it, as
 * before.
 */
export function toldToWorkspace<T>(body: T): T {
  const parsed = bodySchema.safeParse(body);
  if (!parsed.success) return body;
  const { type, team, view } = parsed.data;
  if (type === 'event_callback') return { ...body, team_id: workspaceIn(parsed.data) };
  const installed = view?.app_installed_team_id ?? '';
  return installed === '' ? body : { ...body, team: { ...team, id: installed } };
}
