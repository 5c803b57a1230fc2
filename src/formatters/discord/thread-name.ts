import type { Reply } from '../../core/domain/reply.ts';
import { clipPlain } from '../plain-text.ts';
import { discordLimits } from './limits.ts';

/** What the thread of a reply is called, at most 100 characters; null while the reply has no title to give. */
export function threadName(reply: Reply): string | null {
  const title = titleOf(reply);
  return title === null ? null : clipThreadName(title);
}

/** Any title as the name of a thread; null where nothing is left of it. */
export function clipThreadName(title: string): string | null {
  const name = clipPlain(title, discordLimits.threadName);
  return name === '' ? null : name;
}

function titleOf(reply: Reply): string | null {
  if (reply.kind === 'overview') return reply.draft.title ?? reply.draft.video.title;
  return reply.kind === 'details' || reply.kind === 'full-text' ? reply.digest.title : null;
}
