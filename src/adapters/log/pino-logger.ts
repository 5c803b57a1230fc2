import { pino } from 'pino';
import type { LogFields, Logger } from '../../core/ports/runtime.ts';
import { logError } from './log-error.ts';
import { redact } from './redact.ts';

/** How much is logged, and where to. */
export interface PinoLoggerOptions {
  /** The least important level that is still written; `silent` writes nothing. */
  readonly level: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  /** Takes whole lines, each one JSON object. @default process.stderr */
  readonly destination?: { write(line: string): unknown };
}

/**
 * A log of JSON lines. Whatever looks like a token, key or password is taken out of every finished line, wherever in it
 * it stands. Errors keep their code and causes.
 */
export function createPinoLogger({ level, destination = process.stderr }: PinoLoggerOptions): Logger {
  const log = pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    { write: (line) => destination.write(redact(line)) },
  );
  return {
    debug: (message, fields) => log.debug(plain(fields), message),
    info: (message, fields) => log.info(plain(fields), message),
    warn: (message, fields) => log.warn(plain(fields), message),
    error: (message, fields) => log.error(plain(fields), message),
  };
}

function plain(fields: LogFields = {}): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name, value instanceof Error ? logError(value) : clipped(value)]),
  );
}

/** No field that belongs into a log is longer: this one would be a document, or somebody's message. */
const maxFieldLength = 500;

function clipped(value: unknown): unknown {
  return typeof value === 'string' && value.length > maxFieldLength ? `${value.slice(0, maxFieldLength)}…` : value;
}
