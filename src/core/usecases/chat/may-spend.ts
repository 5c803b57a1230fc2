import type { Asker, RequestFrame } from '../../domain/chat-request.ts';
import type { MessageRef } from '../../domain/reply.ts';
import type { Settings } from '../../domain/settings.ts';
import type { ChatContext } from './chat-context.ts';
import { messageOf } from './message-of.ts';

/** People of other workspaces read along in a shared channel; what is made for them would be this workspace's expense. */
export function maySpend({ isGuest }: Asker): boolean {
  return !isGuest;
}

/**
 * The message for which something is made or posted for everybody. Null where a request hangs on none, and for a guest,
 * who is told why. Throws `chat-refused`.
 */
export async function messageToSpendOn(context: ChatContext): Promise<MessageRef | null> {
  const { request } = context;
  const ref = messageOf(request);
  if (ref === null || maySpend(request.asker)) return ref;
  await context.note('guest');
  return null;
}

/** Whether somebody may change the settings of a channel. */
export function mayChange({ isGuest, mayAdminister }: Asker, { whoChanges }: Settings): boolean {
  return !isGuest && (whoChanges === 'anyone' || mayAdminister);
}

/** The same at the place of a request. Outside channels it is about the whole workspace: its admins' business alone. */
export function mayChangeAt({ asker, at }: Pick<RequestFrame, 'asker' | 'at'>, settings: Settings): boolean {
  return at.channel === '' ? !asker.isGuest && asker.mayAdminister : mayChange(asker, settings);
}
