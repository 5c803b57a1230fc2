// @ts-expect-error The package has no types for this export.
import * as spec from 'discord-api-spec/zod';

interface Schema {
  safeParse(value: unknown): {
    readonly success: boolean;
    readonly data?: unknown;
    readonly error?: { readonly issues: readonly Issue[] };
  };
}

interface Issue {
  readonly path: readonly PropertyKey[];
  readonly message: string;
  readonly code?: string;
  readonly errors?: readonly (readonly Issue[])[];
}

/** Bodies that Discord describes officially, by what they are for. */
export const schemaNames = {
  createMessage: 'MessageCreateRequestSchema',
  editMessage: 'MessageEditRequestPartialSchema',
  startThread: 'CreateTextThreadWithMessageRequestSchema',
  updateThread: 'UpdateThreadRequestPartialSchema',
  answerInteraction: 'CreateMessageInteractionCallbackRequestSchema',
  updateByInteraction: 'UpdateMessageInteractionCallbackRequestSchema',
  openForm: 'ModalInteractionCallbackRequestSchema',
  autocomplete: 'ApplicationCommandAutocompleteCallbackRequestSchema',
  followUp: 'IncomingWebhookInteractionRequestSchema',
  editFollowUp: 'IncomingWebhookUpdateRequestPartialSchema',
  command: 'ApplicationCommandUpdateRequestSchema',
} as const;

/** Which of Discord's bodies a value claims to be. */
export type BodyKind = keyof typeof schemaNames;

/** What the official schema says against a body, each with its place; empty for a good one. */
export function schemaProblems(kind: BodyKind, body: unknown): string[] {
  const result = schemaOf(kind).safeParse(body);
  return result.success ? [] : (result.error?.issues ?? []).flatMap((issue) => problemsOf(issue, []));
}

/** Fields of a body that the official schema does not know, by path. Discord ignores them; we should not send any. */
export function unknownFields(kind: BodyKind, body: unknown): string[] {
  const { success, data } = schemaOf(kind).safeParse(body);
  return success ? missingFrom(data, body, '') : [];
}

function schemaOf(kind: BodyKind): Schema {
  const schemas = spec as Readonly<Record<string, Schema>>;
  const schema = schemas[schemaNames[kind]];
  if (schema === undefined) throw new Error(`discord-api-spec has no ${schemaNames[kind]}`);
  return schema;
}

/** Unions report what each member minds: the member that came nearest is the one meant. */
function problemsOf(issue: Issue, before: readonly PropertyKey[]): string[] {
  const path = [...before, ...issue.path];
  const members = (issue.errors ?? []).map((issues) => issues.flatMap((each) => problemsOf(each, path)));
  const nearest = members.toSorted((a, b) => depthOf(b) - depthOf(a) || a.length - b.length)[0];
  return nearest ?? [`${path.map(String).join('.')}: ${issue.message}`];
}

function depthOf(problems: readonly string[]): number {
  return Math.max(0, ...problems.map((problem) => problem.split(':')[0]?.split('.').length ?? 0));
}

function missingFrom(known: unknown, given: unknown, path: string): string[] {
  if (typeof given !== 'object' || given === null) return [];
  const inner = (typeof known === 'object' && known !== null ? known : {}) as Readonly<Record<string, unknown>>;
  return Object.entries(given).flatMap(([key, value]) =>
    Object.hasOwn(inner, key) ? missingFrom(inner[key], value, `${path}${key}.`) : [`${path}${key}`],
  );
}
