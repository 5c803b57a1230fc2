import type { ChatFacts } from '../ports/chat-surface.ts';
import type { DigestRequest, RequestStore } from '../ports/request-store.ts';

/** How a run leaves a request, as far as the sign on its message is concerned. */
export interface Ending {
  /** Nobody but the author was told anything. */
  readonly silent: boolean;
  /** A later try is due. */
  readonly waits: boolean;
}

/** Whether the sign is to go, as far as this request is concerned: by what it means on its platform. */
export function isSignOver({ signStays }: Pick<ChatFacts, 'signStays'>, { silent, waits }: Ending): boolean {
  return signStays ? silent && !waits : silent || !waits;
}

/** What taking a sign away needs. */
export interface EndSignDeps {
  readonly requests: Pick<RequestStore, 'openOf'>;
  /** Never rejects because of the platform. */
  readonly unmark: () => Promise<void>;
}

/**
 * Ends a request by `end`, and takes the sign off its message unless another digest of that message is still in the
 * making. Where it is the last, before the end too: a crash between the two must not leave a sign that nothing takes
 * away. After it in any case: a message that was read again in between bears the sign once more, and of several that end
 * at the same time, each has seen the others open. Throws what `end` and the store throw.
 */
export async function endWithSign(
  { requests, unmark }: EndSignDeps,
  { id, ref }: Pick<DigestRequest, 'id' | 'ref'>,
  end: () => Promise<void>,
): Promise<void> {
  const isLast = async (): Promise<boolean> => (await requests.openOf(ref)).every((open) => open === id);
  if (await isLast()) await unmark();
  await end();
  if (await isLast()) await unmark();
}
