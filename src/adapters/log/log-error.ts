/** An error as a log line holds it. */
export interface LoggedError {
  readonly type: string;
  readonly message: string;
  readonly [field: string]: unknown;
}

/** Beyond this a message is most likely a document that an error quotes. */
const maxMessageLength = 500;
/** Links of a `cause` chain, and errors of an AggregateError, that are worth a line. */
const maxCauses = 5;
const maxErrors = 3;
/** Fields of our own and of the libraries' errors that say what happened. Everything else may hold people's words. */
const fields = ['code', 'errno', 'syscall', 'status', 'reason', 'requestId', 'requestID', 'retryAtMs'] as const;

/**
 * Type, message, stack, telling fields and causes of an error; never whole objects, which could carry a request with
 * its headers. Safe on cyclic chains.
 */
export function logError(error: unknown, depth = 0): LoggedError {
  if (!(error instanceof Error)) return { type: typeof error, message: clip(String(error)) };
  const more = depth < maxCauses;
  return {
    type: error.name,
    message: clip(error.message),
    ...tellingFields(error),
    ...(error.stack === undefined ? {} : { stack: frames(error.stack) }),
    ...(more && error instanceof AggregateError
      ? { errors: error.errors.slice(0, maxErrors).map((each: unknown) => logError(each, depth + 1)) }
      : {}),
    ...(more && error.cause !== undefined ? { cause: logError(error.cause, depth + 1) } : {}),
  };
}

function tellingFields(error: Error): Record<string, string | number> {
  const telling: Record<string, string | number> = {};
  for (const name of fields) {
    const value: unknown = Reflect.get(error, name);
    if (typeof value === 'string') telling[name] = clip(value);
    if (typeof value === 'number') telling[name] = value;
  }
  return telling;
}

/** The frames alone: the message stands beside them already, clipped. */
function frames(stack: string): string {
  return stack
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .map((line) => line.trim())
    .join('\n');
}

function clip(text: string): string {
  return text.length <= maxMessageLength ? text : `${text.slice(0, maxMessageLength)}…`;
}
