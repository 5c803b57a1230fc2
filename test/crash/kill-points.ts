import type { SlackCall } from '../fakes/slack/web-api.ts';

/** What a call says. */
type Said = Pick<SlackCall, 'method' | 'args'>;

/** Whatever is not among these may change what people see. */
const reads: ReadonlySet<string> = new Set([
  'apps.connections.open',
  'auth.test',
  'chat.getPermalink',
  'conversations.history',
  'conversations.info',
  'conversations.members',
  'conversations.replies',
  'users.info',
]);

/** Words under a whole overview in the language of these tests. */
const whole = '已覆盖';

/** Whether the message is an overview that is finished. */
export function isWholeOverview(message: unknown): boolean {
  return JSON.stringify(message ?? '').includes(whole);
}

/** The name of a write to Slack, the same whenever a digest comes to it; null for a call that changes nothing. */
export function killPointOf({ method, args }: Said): string | null {
  if (reads.has(method)) return null;
  if (method === 'chat.postMessage') return `${method} ${partIn(args.metadata)}`;
  if (method === 'chat.update') return `${method} ${isWholeOverview(args.blocks) ? 'whole' : 'draft'}`;
  return method;
}

/** `details` for the first message of the details, `details/2` for the second. */
function partIn(metadata: string | undefined): string {
  const key = keyOf(JSON.parse(metadata ?? 'null'));
  return (
    key
      ?.split('/')
      .slice(1)
      .join('/')
      .replace(/(?:-\d+)?\/1$/, '') ?? 'without a key'
  );
}

/** The key in a message's metadata; null where there is none. */
export function keyOf(metadata: { readonly event_payload?: Readonly<Record<string, unknown>> } | null): string | null {
  const key = metadata?.event_payload?.['key'];
  return typeof key === 'string' ? key : null;
}
