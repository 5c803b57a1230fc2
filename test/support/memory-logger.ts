import type { LogFields, Logger } from '../../src/core/ports/runtime.ts';

/** One line that was logged. */
export interface LogEntry {
  readonly level: 'debug' | 'info' | 'warn' | 'error';
  readonly message: string;
  readonly fields: LogFields;
}

/** A logger that keeps its lines, in order, for a test to read. */
export interface MemoryLogger extends Logger {
  readonly entries: readonly LogEntry[];
}

/** An empty memory logger. */
export function createMemoryLogger(): MemoryLogger {
  const entries: LogEntry[] = [];
  const at =
    (level: LogEntry['level']) =>
    (message: string, fields: LogFields = {}) => {
      entries.push({ level, message, fields });
    };
  return { entries, debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}
