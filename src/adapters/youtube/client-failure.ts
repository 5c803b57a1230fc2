import { type ErrorCode, VidigestError, type VidigestErrorOptions } from '../../core/domain/errors.ts';

/**
 * Whether another client is worth asking: `never` the cause lies in the video or in this machine's address; `once` it
 * may, so one more client settles it; `always` the cause lies in the client.
 */
export type AskNext = 'never' | 'once' | 'always';

/** Why one client gave no captions. Stays inside this folder: callers see its `error`. */
export class ClientFailure extends Error {
  readonly error: VidigestError;
  readonly askNext: AskNext;

  constructor(error: VidigestError, askNext: AskNext) {
    super(error.message, { cause: error });
    this.name = 'ClientFailure';
    this.error = error;
    this.askNext = askNext;
  }
}

/** A failure of one client with its code, its meaning for the ladder, and what YouTube said. */
export function clientFailure(
  code: ErrorCode,
  askNext: AskNext,
  message: string,
  options: VidigestErrorOptions = {},
): ClientFailure {
  return new ClientFailure(new VidigestError(code, message, options), askNext);
}
