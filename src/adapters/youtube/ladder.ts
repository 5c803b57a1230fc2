import { type ErrorCode, VidigestError } from '../../core/domain/errors.ts';
import type { Logger } from '../../core/ports/runtime.ts';
import { ClientFailure } from './client-failure.ts';
import { clientLadder, type Rung, rungName } from './clients.ts';

/**
 * What `visit` gives for the first client it succeeds with. A failure that lies in the video ends the climb; a block or
 * a fault is tried with one more client; what lies in the client goes on to the end. Never asks a client twice. Throws
 * the VidigestError of the most telling failure, or what `visit` throws beside ClientFailures.
 */
export async function climb<T>(visit: (rung: Rung) => Promise<T>, logger: Logger): Promise<T> {
  const failures: ClientFailure[] = [];
  for (const [index, rung] of clientLadder.entries()) {
    try {
      return await visit(rung);
    } catch (error) {
      if (!(error instanceof ClientFailure)) throw error;
      const { code, message, reason } = error.error;
      logger.debug('youtube client gave no captions', { client: rungName(rung), code, why: message, reason });
      const isLast = index === clientLadder.length - 1;
      if (!isLast && isFinal(error, failures)) throw error.error;
      failures.push(error);
    }
  }
  throw mostTelling(failures) ?? new VidigestError('internal', 'there is no YouTube client to ask');
}

function isFinal(failure: ClientFailure, earlier: readonly ClientFailure[]): boolean {
  if (failure.askNext !== 'once') return failure.askNext === 'never';
  return earlier.some(({ error }) => error.code === failure.error.code);
}

/** Below what the video itself is: that captions exist, that there are none, then what stood in the way of knowing. */
const byWeight: readonly ErrorCode[] = [
  'captions-gated',
  'captions-none',
  'video-unplayable',
  'youtube-blocked',
  'youtube-consent',
  'youtube-unreadable',
  'youtube-unreachable',
];

/** The watch page may be walled off where the apps are not: its block does not outweigh what they answered. */
function mostTelling(failures: readonly ClientFailure[]): VidigestError | undefined {
  const weight = ({ error }: ClientFailure) => byWeight.indexOf(error.code);
  return failures.toSorted((a, b) => weight(a) - weight(b))[0]?.error;
}
