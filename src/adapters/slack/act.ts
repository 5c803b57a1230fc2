import type { AskedAt, ChatWish } from '../../core/domain/chat-request.ts';
import type { AnswerWay } from './answer-handles.ts';

/**
 * How somebody who did something is answered; `opens`: in a page that must be opened within three seconds, and when it is
 * too late for that through the response address, null where there is none.
 */
export type ActAnswer =
  | { readonly form: 'thread' | 'none' }
  | { readonly form: 'private' | 'page'; readonly way: AnswerWay }
  | { readonly form: 'opens'; readonly trigger: string; readonly url: string | null };

/** What somebody did, read from Slack's payload, before it is known who that is. */
export interface SlackAct {
  /** The same for every delivery. */
  readonly id: string;
  readonly user: string;
  /** The workspace the person belongs to, as far as Slack names it; else empty. */
  readonly team: string;
  readonly at: AskedAt;
  readonly answer: ActAnswer;
  readonly wish: ChatWish;
}

/** A place that is no message. */
export function placeIn(workspace: string, channel: string): AskedAt {
  return { surface: 'slack', workspace, channel, message: null, thread: null };
}

/** At a message, in its thread where it is a reply. */
export function placeAt(workspace: string, channel: string, message: string, thread: string | undefined): AskedAt {
  const isReply = thread !== undefined && thread !== message;
  return { surface: 'slack', workspace, channel, message, thread: isReply ? thread : null };
}
