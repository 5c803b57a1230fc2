import { errorCodeOf } from '../../core/domain/errors.ts';
import type { Clock, Logger } from '../../core/ports/runtime.ts';
import type { OnRequest } from './interactions.ts';

/** A store that is restarted is back by then; what comes later is read up. */
const againAfterMs = [1_000, 5_000, 20_000, 60_000];

/**
 * Asks again where a request could not be written down: Discord tells of a message once, whatever becomes of it. Asking
 * twice is asking once, as requests have ids.
 */
export function createPatientRequest(
  onRequest: OnRequest,
  { clock, logger }: { readonly clock: Clock; readonly logger: Logger },
): OnRequest {
  return async (request, signal) => {
    for (const delayMs of againAfterMs) {
      try {
        return await onRequest(request, signal);
      } catch (error) {
        signal.throwIfAborted();
        if (errorCodeOf(error) !== 'store-failed') throw error;
        logger.warn('a message could not be written down yet', { delayMs, channel: request.at.channel });
        await clock.sleep(delayMs, signal);
      }
    }
    return onRequest(request, signal);
  };
}
