import type { LogFields, Logger } from './runtime.ts';

/**
 * A logger whose every line has these fields too, such as the id of the request it is about. A line's own field of the
 * same name counts, and so does that of an inner `withFields`.
 */
export function withFields(logger: Logger, fields: LogFields): Logger {
  return {
    debug: (message, own) => logger.debug(message, { ...fields, ...own }),
    info: (message, own) => logger.info(message, { ...fields, ...own }),
    warn: (message, own) => logger.warn(message, { ...fields, ...own }),
    error: (message, own) => logger.error(message, { ...fields, ...own }),
  };
}
